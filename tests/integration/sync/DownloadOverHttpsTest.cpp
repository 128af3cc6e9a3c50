// SPDX-License-Identifier: Apache-2.0
#include "CuttingProxy.h"
#include "SyncWorld.h"
#include "support/Process.h"

#include <durus/download/DownloadManager.h>
#include <durus/media/AudioProbe.h>

#include <cppunit/extensions/HelperMacros.h>

#include <set>

using namespace durus;

namespace {

/// Takes for audio what the probe takes for audio.
class ProbingVerifier final : public download::AudioVerifier {
public:
    Verified verify(const std::filesystem::path& file) override {
        const auto info = media::probeAudio(file);
        return {info.format, info.mediaType, info.sha256, info.duration};
    }
};

} // namespace

/// The sample recordings, fetched over HTTPS through a line that breaks.
class DownloadOverHttpsTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(DownloadOverHttpsTest);
    CPPUNIT_TEST(everyFileArrivesWholeOverABreakingLine);
    CPPUNIT_TEST_SUITE_END();

    static std::set<std::string> digestsOf(const std::filesystem::path& directory) {
        std::set<std::string> digests;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(directory))
            if (entry.is_regular_file()) digests.insert(media::probeAudio(entry.path()).sha256);
        return digests;
    }

public:
    void everyFileArrivesWholeOverABreakingLine() {
        World world;
        CuttingProxy line(world.backend().port());
        SyncBox box(world, line.url());
        CPPUNIT_ASSERT(!box.pullCatalogue().failure);
        CPPUNIT_ASSERT_EQUAL(std::size_t{8}, box.store().assets().wantAll());

        SeededRandom dice(23);
        const auto fetcher = http::makeFetcher();
        ProbingVerifier verifier;
        int pauses = 0;
        download::DownloadManager manager(
            {box.store().assets(), *fetcher, verifier, box.clock, box.random, box.log},
            {.directory = box.directory / "data", .reserveBytes = 0, .tries = 4, .pause = [&](Milliseconds) {
                 ++pauses;
                 line.breakAfter(50'000 + static_cast<std::int64_t>(dice.upTo(200'000)));
             }});
        line.breakAfter(60'000);
        const auto summary = manager.run([&](const download::DownloadProgress& progress) {
            CPPUNIT_ASSERT_MESSAGE(progress.fault, progress.fault.empty());
        });
        CPPUNIT_ASSERT_EQUAL(std::size_t{8}, summary.done);
        CPPUNIT_ASSERT(pauses > 5);
        CPPUNIT_ASSERT(digestsOf(box.directory / "data/audio") ==
                       digestsOf(test::sourceDir() / "samples/library/audio"));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(DownloadOverHttpsTest);

// SPDX-License-Identifier: Apache-2.0
#include "DownloadRig.h"

#include <cppunit/extensions/HelperMacros.h>

#include <limits>

using namespace durus;
using download::DownloadProgress;
using download::DownloadState;

namespace {

std::string audio(std::size_t size, char seed = 'a') {
    std::string bytes;
    for (std::size_t i = 0; i < size; ++i)
        bytes += static_cast<char>(seed + static_cast<char>(i % 23));
    return bytes;
}

} // namespace

class DownloadManagerTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(DownloadManagerTest);
    CPPUNIT_TEST(storesAVerifiedFileUnderItsContentsName);
    CPPUNIT_TEST(tellsHowItGoes);
    CPPUNIT_TEST(oneFaultDoesNotKeepTheOthers);
    CPPUNIT_TEST(resumesAfterACutAtAnyByte);
    CPPUNIT_TEST(resumesInAnotherRun);
    CPPUNIT_TEST(aLineThatMovesOnIsWorthAnyNumberOfTries);
    CPPUNIT_TEST(aDeadLineIsNot);
    CPPUNIT_TEST(restartsWhenTheFileHasChanged);
    CPPUNIT_TEST(restartsWithoutAValidator);
    CPPUNIT_TEST(anUnknownSizeIsTaken);
    CPPUNIT_TEST(refusesWhatIsNoAudio);
    CPPUNIT_TEST(aVerifierThatBreaksKeepsNoOtherFile);
    CPPUNIT_TEST(refusesAnotherDuration);
    CPPUNIT_TEST(refusesMoreThanAnnounced);
    CPPUNIT_TEST(equalFilesAreStoredOnce);
    CPPUNIT_TEST(nothingHostileLeavesTheDirectory);
    CPPUNIT_TEST(aFullDiskStopsEverythingAndKeepsThePart);
    CPPUNIT_TEST(anotherProgramsDownloadIsLeftAlone);
    CPPUNIT_TEST(stopKeepsThePart);
    CPPUNIT_TEST_SUITE_END();

    std::unique_ptr<DownloadRig> rig_;

    std::string faultOf(std::size_t job) { return rig_->store.all().at(job).lastFault; }

public:
    void setUp() override { rig_ = std::make_unique<DownloadRig>(); }
    void tearDown() override { rig_.reset(); }

    void storesAVerifiedFileUnderItsContentsName() {
        rig_->want("one", audio(1'234));
        const auto summary = rig_->run();
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, summary.done);
        CPPUNIT_ASSERT_EQUAL(std::size_t{0}, summary.failed);
        const auto stored = rig_->stored("one").value();
        CPPUNIT_ASSERT_EQUAL("audio/" + stored.sha256.substr(0, 2) + '/' + stored.sha256 + ".mp3",
                             stored.file.string());
        CPPUNIT_ASSERT_EQUAL(audio(1'234), rig_->content(stored.file));
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1'234}, stored.sizeBytes);
        CPPUNIT_ASSERT(stored.duration == Milliseconds{60'000});
        CPPUNIT_ASSERT_EQUAL(std::string("audio/mpeg"), stored.mediaType);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, rig_->files().size());
        CPPUNIT_ASSERT_EQUAL(std::string("/ca.pem"), rig_->fetcher.requests.at(0).caFile);
    }

    void tellsHowItGoes() {
        rig_->want("one", audio(500));
        rig_->run();
        const auto& seen = rig_->seen;
        CPPUNIT_ASSERT(seen.front().state == DownloadProgress::State::Fetching);
        CPPUNIT_ASSERT_EQUAL(std::string("one"), seen.front().slug.str());
        CPPUNIT_ASSERT(seen.back().state == DownloadProgress::State::Done);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{500}, seen.back().bytes);
        CPPUNIT_ASSERT(seen.back().total == 500);
        // The clock stands still, so that only changes of state are worth telling.
        CPPUNIT_ASSERT_EQUAL(std::size_t{3}, seen.size());
    }

    void oneFaultDoesNotKeepTheOthers() {
        rig_->want("one", audio(100));
        rig_->want("gone", "");
        rig_->want("two", audio(200, 'b'));
        rig_->fetcher.files.erase("https://backend.example/audio/gone.mp3");
        const auto summary = rig_->run();
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, summary.done);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, summary.failed);
        CPPUNIT_ASSERT(rig_->stored("two"));
        const auto left = rig_->store.unfinished();
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, left.size());
        CPPUNIT_ASSERT(left[0].state == DownloadState::Failed);
        CPPUNIT_ASSERT_EQUAL(std::string("there is no such file"), left[0].lastFault);
        CPPUNIT_ASSERT(rig_->pauses.empty());
    }

    void resumesAfterACutAtAnyByte() {
        for (std::size_t cut = 1; cut < 300; cut += 13) {
            setUp();
            rig_->want("one", audio(300));
            rig_->fetcher.cuts = {cut};
            CPPUNIT_ASSERT_EQUAL(std::size_t{1}, rig_->run().done);
            CPPUNIT_ASSERT_EQUAL(std::uint64_t{cut}, rig_->fetcher.requests.at(1).offset);
            CPPUNIT_ASSERT_EQUAL(std::string("\"v1\""), rig_->fetcher.requests.at(1).validator);
            CPPUNIT_ASSERT_EQUAL(std::size_t{300}, rig_->fetcher.bytesSent);
            CPPUNIT_ASSERT_EQUAL(audio(300), rig_->content(rig_->stored("one")->file));
        }
    }

    void resumesInAnotherRun() {
        rig_->want("one", audio(1'000));
        rig_->fetcher.cuts = {600};
        auto options = rig_->options();
        options.pause = [this](Milliseconds) {
            rig_->fetcher.failures = std::deque(4, Error(ErrorCode::Timeout, "no answer"));
        };
        download::DownloadManager manager(rig_->context(), options);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, manager.run().failed);
        CPPUNIT_ASSERT_EQUAL(std::string("no answer"), faultOf(0));
        rig_->fetcher.failures.clear();
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, rig_->run().done);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1'000}, rig_->fetcher.bytesSent);
        CPPUNIT_ASSERT_EQUAL(audio(1'000), rig_->content(rig_->stored("one")->file));
    }

    void aLineThatMovesOnIsWorthAnyNumberOfTries() {
        rig_->want("one", audio(1'000));
        rig_->fetcher.cuts = std::deque<std::size_t>(60, 20);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, rig_->run().done);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1'000}, rig_->fetcher.bytesSent);
    }

    void aDeadLineIsNot() {
        rig_->want("one", audio(1'000));
        rig_->fetcher.failures = std::deque(100, Error(ErrorCode::Unavailable, "nobody there", "plug it in"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, rig_->run().failed);
        CPPUNIT_ASSERT_EQUAL(std::size_t{4}, rig_->fetcher.requests.size());
        CPPUNIT_ASSERT_EQUAL(std::size_t{3}, rig_->pauses.size());
        CPPUNIT_ASSERT_EQUAL(std::string("nobody there; plug it in"), faultOf(0));
        CPPUNIT_ASSERT(rig_->seen.back().state == DownloadProgress::State::Failed);
        CPPUNIT_ASSERT_EQUAL(std::string("nobody there; plug it in"), rig_->seen.back().fault);
    }

    void restartsWhenTheFileHasChanged() {
        auto& file = rig_->want("one", audio(500));
        rig_->fetcher.cuts = {300};
        auto options = rig_->options();
        options.pause = [&](Milliseconds) {
            file.bytes = audio(400, 'x');
            file.validator = "\"v2\"";
        };
        download::DownloadManager manager(rig_->context(), options);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, manager.run().done);
        CPPUNIT_ASSERT_EQUAL(audio(400, 'x'), rig_->content(rig_->stored("one")->file));
    }

    void restartsWithoutAValidator() {
        auto& file = rig_->want("one", audio(500));
        file.validator.clear();
        rig_->fetcher.cuts = {300};
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, rig_->run().done);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, rig_->fetcher.requests.at(1).offset);
        CPPUNIT_ASSERT_EQUAL(audio(500), rig_->content(rig_->stored("one")->file));
    }

    void anUnknownSizeIsTaken() {
        rig_->want("one", audio(777)).tellsSize = false;
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, rig_->run().done);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{777}, rig_->stored("one")->sizeBytes);
    }

    void refusesWhatIsNoAudio() {
        auto& file = rig_->want("one", "<html>Sign in</html>");
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, rig_->run().failed);
        CPPUNIT_ASSERT_EQUAL(std::string("this is no audio"), faultOf(0));
        CPPUNIT_ASSERT(!rig_->stored("one"));
        CPPUNIT_ASSERT(rig_->files().empty());
        // And nothing of it is left to be resumed.
        file.bytes = audio(100);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, rig_->run().done);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, rig_->fetcher.requests.back().offset);
    }

    void aVerifierThatBreaksKeepsNoOtherFile() {
        class Breaking final : public download::AudioVerifier {
            Verified verify(const std::filesystem::path&) override {
                throw std::logic_error("not even wrong");
            }
        } breaking;
        rig_->want("one", audio(100));
        rig_->want("two", audio(200));
        download::DownloadContext context{rig_->store, rig_->fetcher, breaking,
                                          rig_->clock, rig_->random,  rig_->log};
        download::DownloadManager manager(context, rig_->options());
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, manager.run().failed);
        CPPUNIT_ASSERT_EQUAL(std::string("not even wrong"), faultOf(1));
    }

    void refusesAnotherDuration() {
        rig_->want("one", audio(100));
        for (const long seconds : {0L, 56L, 64L, 3'600L}) {
            rig_->verifier.duration = Milliseconds{seconds * 1'000};
            CPPUNIT_ASSERT_EQUAL(std::size_t{1}, rig_->run().failed);
        }
        CPPUNIT_ASSERT_EQUAL(std::string("the file plays for 3600 s, the catalogue says 60 s"), faultOf(0));
        rig_->verifier.duration = Milliseconds{63'500};
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, rig_->run().done);
        // A catalogue that knows no duration is not contradicted.
        rig_->want("two", audio(100, 'b'));
        rig_->offered.back().asset->duration.reset();
        rig_->store.offer(rig_->offered);
        rig_->verifier.duration = Milliseconds{5};
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, rig_->run().done);
    }

    void refusesMoreThanAnnounced() {
        class Generous final : public download::Fetcher {
            bool fetch(const download::FetchRequest&, const OnHead& onHead, const OnBytes& onBytes) override {
                onHead({.offset = 0, .size = 10, .validator = {}});
                while (onBytes(std::string(8, 'x')))
                    ;
                return true;
            }
        } fetcher;
        rig_->want("one", "");
        download::DownloadContext context{rig_->store, fetcher,      rig_->verifier,
                                          rig_->clock, rig_->random, rig_->log};
        download::DownloadManager manager(context, rig_->options());
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, manager.run().failed);
        CPPUNIT_ASSERT_EQUAL(std::string("the server sent more than it announced"), faultOf(0));
    }

    void equalFilesAreStoredOnce() {
        rig_->want("one", audio(100));
        rig_->want("two", audio(100));
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, rig_->run().done);
        CPPUNIT_ASSERT(rig_->stored("one")->file == rig_->stored("two")->file);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, rig_->files().size());
    }

    void nothingHostileLeavesTheDirectory() {
        const std::vector<std::string> ids{"../../etc/passwd",
                                           "/etc/passwd",
                                           "..",
                                           ".",
                                           "a/b",
                                           "a%2Fb",
                                           "a\nb",
                                           std::string("a\0b", 3),
                                           "\xD8\xAF",
                                           std::string(100, '/')};
        for (std::size_t i = 0; i < ids.size(); ++i) {
            rig_->want("lecture-" + std::to_string(i), audio(50 + i));
            rig_->offered.back().asset->id = model::AssetId(ids[i]);
        }
        rig_->store.offer(rig_->offered);
        rig_->fetcher.cuts = std::deque<std::size_t>(1'000, 10);
        rig_->verifier.format = "../../x";
        const auto summary = rig_->run();
        CPPUNIT_ASSERT_EQUAL(ids.size() - 1, summary.done);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, summary.failed);
        for (const auto& file : rig_->files())
            CPPUNIT_ASSERT_MESSAGE(file, file.starts_with("audio/") && file.ends_with(".audio"));
    }

    void aFullDiskStopsEverythingAndKeepsThePart() {
        rig_->want("one", audio(500));
        rig_->want("two", audio(500));
        rig_->reserve = std::numeric_limits<std::uint64_t>::max();
        try {
            rig_->run();
            CPPUNIT_FAIL("there was room");
        } catch (const Error& error) {
            CPPUNIT_ASSERT(error.code() == ErrorCode::StorageFull);
            CPPUNIT_ASSERT(std::string(error.what()).find(rig_->directory.path().string()) !=
                           std::string::npos);
            CPPUNIT_ASSERT(!error.nextStep().empty());
        }
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, rig_->fetcher.requests.size());
        CPPUNIT_ASSERT(rig_->files().contains("audio/asset-one.part"));
        rig_->reserve = 0;
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, rig_->run().done);
    }

    void anotherProgramsDownloadIsLeftAlone() {
        rig_->want("one", audio(500));
        auto options = rig_->options();
        options.pause = [&](Milliseconds) {};
        std::size_t within = 0;
        download::DownloadManager manager(rig_->context(), options);
        manager.run([&](const DownloadProgress& progress) {
            if (progress.state != DownloadProgress::State::Verifying) return;
            download::DownloadManager other(rig_->context(), options);
            within = other.run().failed;
        });
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, within);
        CPPUNIT_ASSERT_EQUAL(audio(500), rig_->content(rig_->stored("one")->file));
    }

    void stopKeepsThePart() {
        rig_->want("one", audio(1'000));
        rig_->want("two", audio(1'000));
        download::DownloadManager manager(rig_->context(), rig_->options());
        int told = 0;
        const auto summary = manager.run([&](const DownloadProgress&) {
            rig_->clock.advance(Milliseconds{1'000});
            if (++told == 5) manager.stop();
        });
        CPPUNIT_ASSERT(summary.stopped);
        CPPUNIT_ASSERT_EQUAL(std::size_t{0}, summary.done + summary.failed);
        CPPUNIT_ASSERT(manager.run().stopped);
        const auto before = rig_->fetcher.bytesSent;
        CPPUNIT_ASSERT(before > 0);
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, rig_->run().done);
        CPPUNIT_ASSERT(rig_->fetcher.bytesSent <= 2'100);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(DownloadManagerTest);

// SPDX-License-Identifier: Apache-2.0
#include "Recordings.h"

#include <durus/core/Random.h>

#include <cppunit/extensions/HelperMacros.h>

using durus::SeededRandom;
using namespace durus::media::test;

namespace {

/// Where damage does most: most hits go to the ends of the file, where headers and indexes are.
std::size_t place(SeededRandom& random, std::size_t size) {
    const auto last = std::min<std::size_t>(size, 9000) - 1;
    switch (random.upTo(3)) {
    case 0:
        return random.upTo(size - 1);
    case 1:
        return size - 1 - random.upTo(last);
    default:
        return random.upTo(std::min<std::size_t>(last, 600));
    }
}

void mutate(std::string& content, SeededRandom& random) {
    const auto at = place(random, content.size());
    const auto length = std::min<std::size_t>(1 + random.upTo(7), content.size() - at);
    switch (random.upTo(5)) {
    case 0:
        content[at] = static_cast<char>(random.upTo(255));
        break;
    case 1:
        content.replace(at, length, std::string(length, '\xFF'));
        break;
    case 2:
        content.replace(at, length, std::string(length, '\0'));
        break;
    case 3:
        content.erase(at, length);
        break;
    case 4:
        content.insert(at, content.substr(place(random, content.size()), 1 + random.upTo(200)));
        break;
    default:
        content[at] = static_cast<char>(content[at] ^ (1 << random.upTo(7)));
    }
}

/// Probes it; what comes out must be an answer or an error that names the file's fault.
void assertSurvives(const std::string& content) {
    try {
        const auto info = probeBytes(content);
        CPPUNIT_ASSERT(!info.format.empty() && !info.mediaType.empty());
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{content.size()}, info.sizeBytes);
        CPPUNIT_ASSERT_EQUAL(std::size_t{64}, info.sha256.size());
        CPPUNIT_ASSERT(info.duration.count() >= 0 && info.bitrateKbps >= 0 && info.track >= 0);
        for (const auto& text : {info.title, info.artist, info.album, info.comment})
            CPPUNIT_ASSERT(text.size() <= 4096 && text.find('\0') == std::string::npos);
    } catch (const durus::Error& error) {
        CPPUNIT_ASSERT_EQUAL_MESSAGE(error.what(), std::string_view("invalid_input"),
                                     durus::name(error.code()));
    }
}

void assertSurvivesMutations(const std::string& name, std::uint64_t seed, int runs) {
    const auto whole = sample(name);
    SeededRandom random(seed);
    for (int run = 0; run < runs; ++run) {
        auto content = whole;
        if (random.upTo(3) == 0) content.resize(1 + random.upTo(content.size() - 1));
        for (auto hits = 1 + random.upTo(6); hits > 0 && content.size() > 16; --hits)
            mutate(content, random);
        assertSurvives(content);
    }
}

} // namespace

/// Every sample, damaged at random places hundreds of times. A failing run repeats itself: the seeds are
/// fixed.
class MutatedFilesTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(MutatedFilesTest);
    CPPUNIT_TEST(mp3);
    CPPUNIT_TEST(mp3WithCover);
    CPPUNIT_TEST(m4a);
    CPPUNIT_TEST(opus);
    CPPUNIT_TEST(vorbis);
    CPPUNIT_TEST(flac);
    CPPUNIT_TEST(wav);
    CPPUNIT_TEST(headsOnly);
    CPPUNIT_TEST_SUITE_END();

    static constexpr int kRuns = 40;

public:
    void mp3() {
        assertSurvivesMutations("adab-1-ikhlas-cbr.mp3", 1, kRuns);
        assertSurvivesMutations("making-time-wrong-length.mp3", 2, kRuns);
    }
    void mp3WithCover() { assertSurvivesMutations("patience-1-beginnings-vbr-cover.mp3", 3, kRuns); }
    void m4a() { assertSurvivesMutations("rifq-moov-last.m4a", 4, 3 * kRuns); }
    void opus() { assertSurvivesMutations("adab-2-muthabara.opus", 5, 2 * kRuns); }
    void vorbis() { assertSurvivesMutations("patience-2-small-steps.ogg", 6, 2 * kRuns); }
    void flac() { assertSurvivesMutations("ahammiyyat-al-waqt.flac", 7, kRuns); }
    void wav() { assertSurvivesMutations("adab-al-talab-16khz.wav", 8, kRuns); }

    /// Short files, so that there can be thousands and every byte is a header.
    void headsOnly() {
        SeededRandom random(9);
        for (const auto& file : sampleFiles()) {
            const auto head = sample(file.filename().string()).substr(0, 3000);
            for (int run = 0; run < 150; ++run) {
                auto content = head;
                for (auto hits = 1 + random.upTo(9); hits > 0; --hits)
                    mutate(content, random);
                assertSurvives(content);
            }
        }
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(MutatedFilesTest);

// SPDX-License-Identifier: Apache-2.0
#include "Recordings.h"

#include <cppunit/extensions/HelperMacros.h>

using namespace durus::media::test;

namespace {

constexpr int kTimescale = 8000;

std::string trackHeader(std::uint32_t id) {
    return box("tkhd", bigEndian(0, 12) + bigEndian(id, 4) + std::string(68, '\0'));
}

/// `language` is three letters.
std::string mediaHeader(std::uint64_t duration, const std::string& language = "und", bool wide = false) {
    std::uint64_t packed = 0;
    for (const char c : language)
        packed = packed << 5U | static_cast<unsigned>(c - 0x60);
    const int width = wide ? 8 : 4;
    return box("mdhd", bigEndian(wide ? 0x0100'0000 : 0, 4) + bigEndian(0, 2 * width) +
                           bigEndian(kTimescale, 4) + bigEndian(duration, width) + bigEndian(packed, 2) +
                           bigEndian(0, 2));
}

std::string handler(const std::string& type) {
    return box("hdlr", bigEndian(0, 8) + type + std::string(13, '\0'));
}

/// `count` samples of `each` ticks.
std::string sampleTable(std::uint64_t count, std::uint64_t each) {
    const auto times =
        count == 0 ? bigEndian(0, 4) : bigEndian(1, 4) + bigEndian(count, 4) + bigEndian(each, 4);
    return box("minf", box("stbl", box("stsd", bigEndian(0, 8)) + box("stts", bigEndian(0, 4) + times)));
}

std::string track(std::uint32_t id, const std::string& kind, const std::string& header,
                  const std::string& table) {
    return box("trak", trackHeader(id) + box("mdia", header + handler(kind) + table));
}

std::string file(const std::string& moov, const std::string& rest = "") {
    return box("ftyp", "M4A " + bigEndian(512, 4) + "M4A isom") + box("moov", moov) + rest;
}

std::string media(std::size_t size) {
    return box("mdat", std::string(size, 'x'));
}

} // namespace

/// M4A files: lengths that lie, fragments, other tracks.
class Mp4LengthTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(Mp4LengthTest);
    CPPUNIT_TEST(samplesAreAddedUp);
    CPPUNIT_TEST(aHeaderThatLiesIsNotBelieved);
    CPPUNIT_TEST(withoutSamplesTheHeaderCounts);
    CPPUNIT_TEST(fragmentsAreAddedUp);
    CPPUNIT_TEST(theFirstSoundTrackCounts);
    CPPUNIT_TEST(languagesOfTheTrack);
    CPPUNIT_TEST(anIndexThatWasCutOffIsRefused);
    CPPUNIT_TEST(audioThatWasCutOffKeepsItsLength);
    CPPUNIT_TEST(boxesWithWideSizesAndWithoutEnd);
    CPPUNIT_TEST(videoWithoutSoundIsRefused);
    CPPUNIT_TEST(absurdSamplesAreUnknown);
    CPPUNIT_TEST_SUITE_END();

public:
    void samplesAreAddedUp() {
        const auto info =
            probeBytes(file(track(1, "soun", mediaHeader(80'000), sampleTable(80, 1000)), media(10'000)));
        CPPUNIT_ASSERT_EQUAL(std::string("m4a"), info.format);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{10'000}, std::int64_t{info.duration.count()});
        CPPUNIT_ASSERT_EQUAL(8, info.bitrateKbps);
    }

    void aHeaderThatLiesIsNotBelieved() {
        for (const std::uint64_t stated : {0, 1, 8'000'000})
            assertNear(10'000, probeBytes(file(track(1, "soun", mediaHeader(stated), sampleTable(80, 1000)),
                                               media(10'000)))
                                   .duration);
    }

    void withoutSamplesTheHeaderCounts() {
        for (const bool wide : {false, true})
            assertNear(10'000,
                       probeBytes(file(track(1, "soun", mediaHeader(80'000, "und", wide), sampleTable(0, 0)),
                                       media(10'000)))
                           .duration);
        const auto unknown =
            probeBytes(file(track(1, "soun", mediaHeader(0xFFFF'FFFF), sampleTable(0, 0)), media(10'000)));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, std::int64_t{unknown.duration.count()});
    }

    void fragmentsAreAddedUp() {
        const auto extends = box("mvex", box("trex", bigEndian(0, 4) + bigEndian(1, 4) + bigEndian(1, 4) +
                                                         bigEndian(1000, 4) + bigEndian(0, 8)));
        const auto byDefault = box("moof", box("traf", box("tfhd", bigEndian(0, 4) + bigEndian(1, 4)) +
                                                           box("trun", bigEndian(0, 4) + bigEndian(16, 4))));
        const auto byFragment =
            box("moof", box("traf", box("tfhd", bigEndian(0x8, 4) + bigEndian(1, 4) + bigEndian(500, 4)) +
                                        box("trun", bigEndian(0x1, 4) + bigEndian(16, 4) + bigEndian(0, 4))));
        const auto bySample = box(
            "moof", box("traf", box("tfhd", bigEndian(0, 4) + bigEndian(1, 4)) +
                                    box("trun", bigEndian(0x300, 4) + bigEndian(2, 4) + bigEndian(3000, 4) +
                                                    bigEndian(7, 4) + bigEndian(5000, 4) + bigEndian(7, 4))));
        const auto other = box("moof", box("traf", box("tfhd", bigEndian(0, 4) + bigEndian(9, 4)) +
                                                       box("trun", bigEndian(0, 4) + bigEndian(1000, 4))));
        const auto content =
            file(track(1, "soun", mediaHeader(0), sampleTable(0, 0)) + extends,
                 byDefault + media(2000) + byFragment + media(2000) + bySample + media(2000) + other);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{4'000}, std::int64_t{probeBytes(content).duration.count()});
    }

    void theFirstSoundTrackCounts() {
        const auto content = file(track(1, "vide", mediaHeader(0, "fra"), sampleTable(8, 80'000)) +
                                      track(2, "soun", mediaHeader(0, "ara"), sampleTable(80, 1000)) +
                                      track(3, "soun", mediaHeader(0, "eng"), sampleTable(160, 1000)),
                                  media(10'000));
        const auto info = probeBytes(content);
        assertNear(10'000, info.duration);
        CPPUNIT_ASSERT_EQUAL(std::string("ar"), info.language);
    }

    void languagesOfTheTrack() {
        const auto languageOf = [](const std::string& code) {
            return probeBytes(file(track(1, "soun", mediaHeader(0, code), sampleTable(8, 1000)), media(999)))
                .language;
        };
        CPPUNIT_ASSERT_EQUAL(std::string("en"), languageOf("eng"));
        CPPUNIT_ASSERT_EQUAL(std::string("ckb"), languageOf("ckb"));
        CPPUNIT_ASSERT_EQUAL(std::string(), languageOf("und"));
        CPPUNIT_ASSERT_EQUAL(std::string(), languageOf("```"));
    }

    void anIndexThatWasCutOffIsRefused() {
        const auto whole = sample("rifq-moov-last.m4a");
        for (const auto size : {whole.size() - 1, whole.size() - 5000, whole.size() / 2, std::size_t{30}}) {
            const auto error = errorOfBytes(whole.substr(0, size));
            CPPUNIT_ASSERT(error.code() == durus::ErrorCode::InvalidInput);
            CPPUNIT_ASSERT(std::string(error.what()).find("cut off") != std::string::npos);
        }
    }

    void audioThatWasCutOffKeepsItsLength() {
        const auto whole = file(track(1, "soun", mediaHeader(0), sampleTable(80, 1000)), media(10'000));
        assertNear(10'000, probeBytes(whole + box("mdat", "").replace(0, 4, bigEndian(9999, 4))).duration);
    }

    void boxesWithWideSizesAndWithoutEnd() {
        const auto moov = file(track(1, "soun", mediaHeader(0), sampleTable(80, 1000)));
        const std::string body(10'000, 'x');
        assertNear(
            10'000,
            probeBytes(moov + bigEndian(1, 4) + "mdat" + bigEndian(body.size() + 16, 8) + body).duration);
        assertNear(10'000, probeBytes(moov + bigEndian(0, 4) + "mdat" + body).duration);
    }

    void videoWithoutSoundIsRefused() {
        const auto content = file(track(1, "vide", mediaHeader(0), sampleTable(80, 1000)), media(10'000));
        CPPUNIT_ASSERT(errorOfBytes(content).code() == durus::ErrorCode::InvalidInput);
    }

    void absurdSamplesAreUnknown() {
        for (const std::uint64_t count : {0xFFFF'FFFFU, 0x7FFF'FFFFU}) {
            const auto content =
                file(track(1, "soun", mediaHeader(0), sampleTable(count, 0xFFFF'FFFF)), media(10'000));
            CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, std::int64_t{probeBytes(content).duration.count()});
        }
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(Mp4LengthTest);

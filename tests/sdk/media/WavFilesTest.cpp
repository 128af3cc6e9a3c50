// SPDX-License-Identifier: Apache-2.0
#include "Recordings.h"

#include <cppunit/extensions/HelperMacros.h>

using namespace durus::media::test;

namespace {

constexpr std::uint64_t kRate = 8000;

std::string format(int tag = 1, std::uint64_t byteRate = kRate * 2) {
    return chunk("fmt ", littleEndian(static_cast<std::uint64_t>(tag), 2) + littleEndian(1, 2) +
                             littleEndian(kRate, 4) + littleEndian(byteRate, 4) + littleEndian(2, 2) +
                             littleEndian(16, 2));
}

std::string sound(int seconds) {
    return std::string(static_cast<std::size_t>(seconds) * kRate * 2, '\0');
}

std::string wav(const std::string& chunks, const std::string& kind = "RIFF") {
    return kind + littleEndian(chunks.size() + 4, 4) + "WAVE" + chunks;
}

std::string dataClaiming(std::uint64_t size, int seconds) {
    return "data" + littleEndian(size, 4) + sound(seconds);
}

} // namespace

/// WAV files: lengths that were never written, and tags of both kinds.
class WavFilesTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(WavFilesTest);
    CPPUNIT_TEST(aLengthNeverWrittenIsWhatTheFileHolds);
    CPPUNIT_TEST(aCutOffFileIsAsLongAsWhatIsLeft);
    CPPUNIT_TEST(largeFilesSayTheirLengthElsewhere);
    CPPUNIT_TEST(anAverageThatLiesIsNotBelievedForPcm);
    CPPUNIT_TEST(aRateOfZeroIsUnknown);
    CPPUNIT_TEST(tagsBehindTheSoundAreRead);
    CPPUNIT_TEST(id3WinsOverInfo);
    CPPUNIT_TEST(brokenTagsCountAsNone);
    CPPUNIT_TEST(aFileWithoutSoundIsRefused);
    CPPUNIT_TEST_SUITE_END();

public:
    void aLengthNeverWrittenIsWhatTheFileHolds() {
        for (const std::uint64_t claimed :
             {std::uint64_t{0}, std::uint64_t{0xFFFF'FFFF}, std::uint64_t{0x7FFF'FFFF}})
            assertNear(30'000, probeBytes(wav(format() + dataClaiming(claimed, 30))).duration, 0.1);
    }

    void aCutOffFileIsAsLongAsWhatIsLeft() {
        const auto whole = sample("adab-al-talab-16khz.wav");
        assertNear(40'341 / 2, probeBytes(whole.substr(0, whole.size() / 2)).duration, 0.1);
    }

    void largeFilesSayTheirLengthElsewhere() {
        const auto sizes =
            chunk("ds64", littleEndian(0, 8) + littleEndian(10 * kRate * 2, 8) + std::string(12, '\0'));
        for (const auto* kind : {"RF64", "BW64"})
            assertNear(10'000,
                       probeBytes(wav(sizes + format() + dataClaiming(0xFFFF'FFFF, 30), kind)).duration, 0.1);
    }

    void anAverageThatLiesIsNotBelievedForPcm() {
        assertNear(10'000, probeBytes(wav(format(1, 1) + chunk("data", sound(10)))).duration, 0.1);
        assertNear(20'000, probeBytes(wav(format(0x55, kRate) + chunk("data", sound(10)))).duration, 0.1);
    }

    void aRateOfZeroIsUnknown() {
        const auto info = probeBytes(wav(format(0x55, 0) + chunk("data", sound(10))));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, std::int64_t{info.duration.count()});
    }

    void tagsBehindTheSoundAreRead() {
        const auto tags = chunk("LIST", "INFO" + chunk("INAM", "عنوان") + chunk("IART", "Speaker"));
        const auto info = probeBytes(wav(format() + chunk("data", sound(1)) + tags));
        CPPUNIT_ASSERT_EQUAL(std::string("عنوان"), info.title);
        CPPUNIT_ASSERT_EQUAL(std::string("Speaker"), info.artist);
    }

    void id3WinsOverInfo() {
        const auto list = chunk("LIST", "INFO" + chunk("INAM", "from info") + chunk("IART", "Speaker"));
        const auto id3 = chunk("id3 ", id3v2(4, textFrame("TIT2", "from id3") + textFrame("TLAN", "ara")));
        const auto info = probeBytes(wav(format() + list + chunk("data", sound(1)) + id3));
        CPPUNIT_ASSERT_EQUAL(std::string("from id3"), info.title);
        CPPUNIT_ASSERT_EQUAL(std::string("Speaker"), info.artist);
        CPPUNIT_ASSERT_EQUAL(std::string("ar"), info.language);
    }

    void brokenTagsCountAsNone() {
        const auto list = chunk("LIST", "INFO" + std::string("INAM") + littleEndian(0xFFFF'FFF0, 4) + "x");
        const auto id3 = chunk("ID3 ", "ID3\x04");
        const auto info = probeBytes(wav(format() + list + id3 + chunk("data", sound(5))));
        assertNear(5'000, info.duration, 0.1);
        CPPUNIT_ASSERT(info.artist.empty());
    }

    void aFileWithoutSoundIsRefused() {
        CPPUNIT_ASSERT(errorOfBytes(wav("")).code() == durus::ErrorCode::InvalidInput);
        CPPUNIT_ASSERT(errorOfBytes(wav(format())).code() == durus::ErrorCode::InvalidInput);
        CPPUNIT_ASSERT(errorOfBytes(wav(format() + chunk("data", ""))).code() ==
                       durus::ErrorCode::InvalidInput);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(WavFilesTest);

// SPDX-License-Identifier: Apache-2.0
#include "Recordings.h"

#include <cppunit/extensions/HelperMacros.h>

#include <cmath>

using namespace durus::media::test;

namespace {

std::int64_t lengthOfFrames(int count) {
    return std::llround(count * kMp3FrameMilliseconds);
}

/// The first frame of a file, telling `frames` frames to those who believe it.
std::string xingFrame(std::uint32_t frames) {
    auto frame = mp3Frames(1);
    frame.replace(4 + 17, 12, "Xing" + bigEndian(1, 4) + bigEndian(frames, 4));
    return frame;
}

void assertLength(int frames, const std::string& content) {
    const auto info = probeBytes(content);
    CPPUNIT_ASSERT_EQUAL(std::string("mp3"), info.format);
    assertNear(lengthOfFrames(frames), info.duration, 0.1);
}

} // namespace

/// MP3 files whose length is not where one looks for it.
class Mp3LengthTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(Mp3LengthTest);
    CPPUNIT_TEST(plainFramesAreCounted);
    CPPUNIT_TEST(variableBitrateWithoutAHeader);
    CPPUNIT_TEST(aHeaderThatOverstatesIsNotBelieved);
    CPPUNIT_TEST(aHeaderThatUnderstatesIsNotBelieved);
    CPPUNIT_TEST(theSamplesHeaderIsReallyWrong);
    CPPUNIT_TEST(aCutOffFileIsAsLongAsWhatIsLeft);
    CPPUNIT_TEST(joinedFilesAreAddedUp);
    CPPUNIT_TEST(filesOfDifferentRatesAreAddedUp);
    CPPUNIT_TEST(damageInTheMiddleIsSkipped);
    CPPUNIT_TEST(tagsAroundTheSoundAreNoSound);
    CPPUNIT_TEST(junkBeforeTheSoundIsSkipped);
    CPPUNIT_TEST(layersOneAndTwo);
    CPPUNIT_TEST_SUITE_END();

public:
    void plainFramesAreCounted() {
        assertLength(1000, mp3Frames(1000));
        assertLength(4, mp3Frames(4));
        CPPUNIT_ASSERT_EQUAL(64, probeBytes(mp3Frames(1000)).bitrateKbps);
    }

    void variableBitrateWithoutAHeader() { assertLength(2001, mp3Frames(2001, true)); }

    void aHeaderThatOverstatesIsNotBelieved() { assertLength(500, xingFrame(500'000) + mp3Frames(500)); }

    void aHeaderThatUnderstatesIsNotBelieved() { assertLength(500, xingFrame(5) + mp3Frames(500)); }

    void theSamplesHeaderIsReallyWrong() {
        const auto content = sample("making-time-wrong-length.mp3");
        const auto xing = content.find("Xing");
        CPPUNIT_ASSERT(xing != std::string::npos);
        std::uint64_t claimed = 0;
        for (const auto byte : content.substr(xing + 8, 4))
            claimed = claimed << 8U | static_cast<unsigned char>(byte);
        assertNear(3 * 39'619, durus::Milliseconds{lengthOfFrames(static_cast<int>(claimed))});
        assertNear(39'619, probeBytes(content).duration);
    }

    void aCutOffFileIsAsLongAsWhatIsLeft() {
        const auto whole = sample("adab-1-ikhlas-cbr.mp3");
        assertNear(49'580 / 2, probeBytes(whole.substr(0, whole.size() / 2)).duration);
    }

    void joinedFilesAreAddedUp() {
        const auto part = id3v2(4, textFrame("TIT2", "part")) + xingFrame(300) + mp3Frames(300);
        assertLength(900, part + part + part);
    }

    void filesOfDifferentRatesAreAddedUp() {
        const auto info =
            probeBytes(sample("adab-1-ikhlas-cbr.mp3") + sample("patience-1-beginnings-vbr-cover.mp3"));
        assertNear(49'580 + 44'146, info.duration, 0.3);
    }

    void damageInTheMiddleIsSkipped() {
        assertLength(800, mp3Frames(400) + std::string(5000, '\xFF') + mp3Frames(400));
        assertLength(800, mp3Frames(400) + std::string(200'000, '\0') + mp3Frames(400));
    }

    void tagsAroundTheSoundAreNoSound() {
        const auto cover = textFrame("APIC", std::string(100'000, '\xFF'));
        const auto tail = "TAG" + std::string(125, ' ');
        assertLength(300, id3v2(4, cover) + mp3Frames(300) + "APETAGEX" + std::string(500, '\xFF') + tail);
    }

    void junkBeforeTheSoundIsSkipped() {
        assertLength(300, std::string(30'000, '\0') + mp3Frames(300));
        assertLength(300, std::string(2'000, '\xFF') + mp3Frames(300));
        assertLength(300, mp3Frames(1).substr(100) + mp3Frames(300));
    }

    void layersOneAndTwo() {
        std::string one;
        std::string two;
        for (int i = 0; i < 100; ++i) {
            one += std::string("\xFF\xFF\x90\xC0") + std::string(12 * 288000 / 44100 * 4 - 4, '\0');
            two += std::string("\xFF\xFD\x80\xC0") + std::string(144 * 128000 / 44100 - 4, '\0');
        }
        assertNear(100 * 384 * 1000 / 44100, probeBytes(one).duration, 0.1);
        assertNear(100 * 1152 * 1000 / 44100, probeBytes(two).duration, 0.1);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(Mp3LengthTest);

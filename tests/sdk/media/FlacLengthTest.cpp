// SPDX-License-Identifier: Apache-2.0
#include "Recordings.h"

#include <cppunit/extensions/HelperMacros.h>

using namespace durus::media::test;

namespace {

constexpr std::int64_t kLength = 42'310;
/// Where STREAMINFO keeps the number of samples: 36 bits, the first of them shared.
constexpr std::size_t kSamplesAt = 4 + 4 + 13;

std::string withSamples(std::uint64_t samples) {
    auto content = sample("ahammiyyat-al-waqt.flac");
    content[kSamplesAt] = static_cast<char>((content[kSamplesAt] & 0xF0) | static_cast<int>(samples >> 32U));
    return content.replace(kSamplesAt + 1, 4, bigEndian(samples & 0xFFFF'FFFFU, 4));
}

} // namespace

/// FLAC files whose header does not know their length, or lies about it.
class FlacLengthTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(FlacLengthTest);
    CPPUNIT_TEST(aLengthLeftOpenIsCounted);
    CPPUNIT_TEST(aLengthThatLiesIsNotBelieved);
    CPPUNIT_TEST(aCutOffFileIsAsLongAsWhatIsLeft);
    CPPUNIT_TEST(tagsAroundTheStreamAreSkipped);
    CPPUNIT_TEST(withoutFramesTheHeaderIsAllThereIs);
    CPPUNIT_TEST(aHeaderAloneHoldsNoSound);
    CPPUNIT_TEST_SUITE_END();

public:
    void aLengthLeftOpenIsCounted() { assertNear(kLength, probeBytes(withSamples(0)).duration, 0.1); }

    void aLengthThatLiesIsNotBelieved() {
        assertNear(kLength, probeBytes(withSamples(22050 * 3)).duration, 0.1);
        assertNear(kLength, probeBytes(withSamples(22050 * 86'400)).duration, 0.1);
        assertNear(kLength, probeBytes(withSamples(0xF'FFFF'FFFF)).duration, 0.1);
    }

    void aCutOffFileIsAsLongAsWhatIsLeft() {
        const auto whole = sample("ahammiyyat-al-waqt.flac");
        const auto half = probeBytes(whole.substr(0, whole.size() / 2)).duration;
        assertNear(kLength / 2, half, 15);
        const auto third = probeBytes(whole.substr(0, whole.size() / 3)).duration;
        CPPUNIT_ASSERT(third < half);
    }

    void tagsAroundTheStreamAreSkipped() {
        const auto info = probeBytes(id3v2(3, textFrame("TIT2", "other", 0, 3)) +
                                     sample("ahammiyyat-al-waqt.flac") + "TAG" + std::string(125, ' '));
        CPPUNIT_ASSERT_EQUAL(std::string("flac"), info.format);
        CPPUNIT_ASSERT_EQUAL(std::string("أَهَمِّيَّةُ الوَقْت"), info.title);
        assertNear(kLength, info.duration, 0.1);
    }

    void withoutFramesTheHeaderIsAllThereIs() {
        auto content = sample("ahammiyyat-al-waqt.flac");
        content.replace(content.size() / 4, std::string::npos, std::string(content.size() / 4 * 3, '\x11'));
        assertNear(kLength, probeBytes(content).duration, 0.1);
    }

    void aHeaderAloneHoldsNoSound() {
        const auto content = sample("ahammiyyat-al-waqt.flac");
        CPPUNIT_ASSERT(errorOfBytes("fLaC").code() == durus::ErrorCode::InvalidInput);
        CPPUNIT_ASSERT(errorOfBytes(content.substr(0, 42)).code() == durus::ErrorCode::InvalidInput);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(FlacLengthTest);

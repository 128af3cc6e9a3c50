// SPDX-License-Identifier: Apache-2.0
#include "Recordings.h"

#include <cppunit/extensions/HelperMacros.h>

using namespace durus::media::test;

namespace {

std::string page(int flags, std::uint64_t granule, std::uint32_t serial, const std::string& packet) {
    std::string header = std::string("OggS") + '\0' + static_cast<char>(flags) + littleEndian(granule, 8) +
                         littleEndian(serial, 4) + std::string(8, '\0');
    std::string lacing(packet.size() / 255, '\xFF');
    lacing += static_cast<char>(packet.size() % 255);
    return header + static_cast<char>(lacing.size()) + lacing + packet;
}

std::string opusHead(int preSkip = 312) {
    return std::string("OpusHead\x01\x01") + littleEndian(static_cast<std::uint64_t>(preSkip), 2) +
           littleEndian(48000, 4) + std::string(3, '\0');
}

/// An Opus stream of `seconds` pages of a second each that says it starts at `from`.
std::string opus(int seconds, std::uint64_t from = 0, std::uint32_t serial = 1) {
    auto stream = page(2, 0, serial, opusHead(0)) + page(0, 0, serial, "OpusTags" + std::string(8, '\0'));
    for (int i = 1; i <= seconds; ++i)
        stream += page(0, from + static_cast<std::uint64_t>(i) * 48000, serial, std::string(3000, 'x'));
    return stream;
}

} // namespace

/// Ogg files whose length is not simply what the last page says.
class OggLengthTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(OggLengthTest);
    CPPUNIT_TEST(pagesAreWalked);
    CPPUNIT_TEST(aPieceOfABroadcastStartsAtItsFirstPage);
    CPPUNIT_TEST(chainedStreamsAreAddedUp);
    CPPUNIT_TEST(aCutOffFileIsAsLongAsWhatIsLeft);
    CPPUNIT_TEST(damageInTheMiddleIsSkipped);
    CPPUNIT_TEST(pagesOfOtherStreamsDoNotCount);
    CPPUNIT_TEST(anAbsurdTimeIsUnknown);
    CPPUNIT_TEST(aHeaderAloneHoldsNoSound);
    CPPUNIT_TEST(otherCodecsAreRefused);
    CPPUNIT_TEST_SUITE_END();

public:
    void pagesAreWalked() {
        const auto info = probeBytes(opus(60));
        CPPUNIT_ASSERT_EQUAL(std::string("opus"), info.format);
        assertNear(60'000, info.duration, 0.1);
        CPPUNIT_ASSERT_EQUAL(24, info.bitrateKbps);
    }

    void aPieceOfABroadcastStartsAtItsFirstPage() {
        assertNear(60'000, probeBytes(opus(60, std::uint64_t{48000} * 86'400)).duration);
    }

    void chainedStreamsAreAddedUp() {
        assertNear(90'000, probeBytes(opus(60, 0, 1) + opus(30, 0, 2)).duration, 0.1);
        assertNear(90'000, probeBytes(opus(60, 0, 1) + opus(30, 0, 1)).duration, 0.1);
        assertNear(
            2 * 39'093,
            probeBytes(sample("patience-2-small-steps.ogg") + sample("patience-2-small-steps.ogg")).duration,
            0.1);
    }

    void aCutOffFileIsAsLongAsWhatIsLeft() {
        for (const auto* name : {"adab-2-muthabara.opus", "patience-2-small-steps.ogg"}) {
            const auto whole = sample(name);
            const auto full = probeBytes(whole).duration.count();
            for (const std::size_t cut : {whole.size() / 2, whole.size() / 2 + 5, whole.size() / 2 + 20})
                assertNear(full / 2, probeBytes(whole.substr(0, cut)).duration, 12);
        }
    }

    void damageInTheMiddleIsSkipped() {
        auto stream = opus(60);
        stream.replace(stream.size() / 2, 4000, std::string(4000, '\x7F'));
        assertNear(60'000, probeBytes(stream).duration, 0.1);
    }

    void pagesOfOtherStreamsDoNotCount() {
        assertNear(60'000, probeBytes(opus(60) + page(0, std::uint64_t{48000} * 7200, 99, "other")).duration,
                   0.1);
        assertNear(60'000,
                   probeBytes(opus(60) + page(4, ~std::uint64_t{0}, 1, "no packet ends here")).duration, 0.1);
    }

    void anAbsurdTimeIsUnknown() {
        for (const auto granule :
             {std::uint64_t{1} << 62U, std::uint64_t{48000} * 31'000'000, ~std::uint64_t{0} - 1}) {
            const auto info = probeBytes(opus(5) + page(4, granule, 1, "the end"));
            CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, std::int64_t{info.duration.count()});
            CPPUNIT_ASSERT_EQUAL(0, info.bitrateKbps);
        }
    }

    void aHeaderAloneHoldsNoSound() {
        CPPUNIT_ASSERT(errorOfBytes(opus(0)).code() == durus::ErrorCode::InvalidInput);
        CPPUNIT_ASSERT(errorOfBytes(page(2, 0, 1, opusHead())).code() == durus::ErrorCode::InvalidInput);
    }

    void otherCodecsAreRefused() {
        for (const auto* packet : {"Speex   1.2",
                                   "\x7F"
                                   "FLAC",
                                   "\x80theora", "fishead", "\x01vorbis", ""})
            CPPUNIT_ASSERT(
                errorOfBytes(page(2, 0, 1, packet) + page(0, 48000, 1, std::string(3000, 'x'))).code() ==
                durus::ErrorCode::InvalidInput);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(OggLengthTest);

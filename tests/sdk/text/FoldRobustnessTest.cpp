// SPDX-License-Identifier: Apache-2.0
#include <durus/core/Error.h>
#include <durus/core/Random.h>
#include <durus/text/Fold.h>

#include <cppunit/extensions/HelperMacros.h>

#include <array>
#include <string>

using durus::SeededRandom;
using durus::text::fold;

namespace {

void appendUtf8(std::string& text, char32_t c) {
    const auto tail = [c](unsigned shift) { return static_cast<char>(0x80U | ((c >> shift) & 0x3FU)); };
    if (c < 0x80)
        text += static_cast<char>(c);
    else if (c < 0x800)
        (text += static_cast<char>(0xC0U | c >> 6U)) += tail(0);
    else if (c < 0x10000)
        ((text += static_cast<char>(0xE0U | c >> 12U)) += tail(6)) += tail(0);
    else
        (((text += static_cast<char>(0xF0U | c >> 18U)) += tail(12)) += tail(6)) += tail(0);
}

/// Characters whose foldings meet: marks of several scripts, signs that are left out, letters that combine.
char32_t anyCharacter(SeededRandom& random) {
    struct Range {
        char32_t first;
        char32_t last;
    };
    static constexpr std::array kRanges{
        Range{0x20, 0x7E},     Range{0xA0, 0x24F},    Range{0x2B0, 0x36F},     Range{0x600, 0x6FF},
        Range{0x400, 0x45F},   Range{0x8A0, 0x8FF},   Range{0x930, 0x94F},     Range{0x1100, 0x11FF},
        Range{0x1E00, 0x1FFF}, Range{0x2000, 0x20FF}, Range{0xFB50, 0xFEFF},   Range{0x300, 0x345},
        Range{0x627, 0x655},   Range{0x61, 0x7A},     Range{0x1D400, 0x1D4FF}, Range{0x0, 0xD7FF},
    };
    const auto& range = kRanges[random.upTo(kRanges.size() - 1)];
    return range.first + static_cast<char32_t>(random.upTo(range.last - range.first));
}

} // namespace

/// Input that is not text, or text nobody would write.
class FoldRobustnessTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(FoldRobustnessTest);
    CPPUNIT_TEST(invalidUtf8IsReplaced);
    CPPUNIT_TEST(loneCombiningMarks);
    CPPUNIT_TEST(whatIsLeftOutLetsNeighboursCombine);
    CPPUNIT_TEST(foldingTwiceIsFoldingOnce);
    CPPUNIT_TEST(randomBytesFoldToValidText);
    CPPUNIT_TEST(hugeTextsAreRefused);
    CPPUNIT_TEST_SUITE_END();

public:
    void invalidUtf8IsReplaced() {
        CPPUNIT_ASSERT_EQUAL(std::string("a\uFFFDb"), fold("A\xFF"
                                                           "B"));
        CPPUNIT_ASSERT_EQUAL(std::string("\uFFFD"), fold("\xD8"));
        CPPUNIT_ASSERT(fold("\xC0\xAF").find('/') == std::string::npos);
        CPPUNIT_ASSERT(fold("\xED\xA0\x80").find("\uFFFD") == 0);
    }

    void loneCombiningMarks() {
        CPPUNIT_ASSERT_EQUAL(std::string(), fold("\u064E\u0651\u0670"));
        CPPUNIT_ASSERT_EQUAL(std::string("\u0301"), fold("\u0301"));
        CPPUNIT_ASSERT_EQUAL(std::string(" ا"), fold("\u064E \u064Eا"));
    }

    void whatIsLeftOutLetsNeighboursCombine() {
        CPPUNIT_ASSERT_EQUAL(std::string("й"), fold("и\u0640\u0306"));
        CPPUNIT_ASSERT_EQUAL(std::string("ا"), fold("ا\u0640\u0653"));
        CPPUNIT_ASSERT_EQUAL(std::string("가"), fold("\u1100\u0640\u1161"));
    }

    void foldingTwiceIsFoldingOnce() {
        SeededRandom random(20221122);
        for (int run = 0; run < 6'000; ++run) {
            std::string text;
            for (auto length = 1 + random.upTo(11); length > 0; --length)
                appendUtf8(text, anyCharacter(random));
            const auto once = fold(text);
            CPPUNIT_ASSERT_EQUAL_MESSAGE("folded again: " + text, once, fold(once));
        }
    }

    void randomBytesFoldToValidText() {
        SeededRandom random(7);
        for (int run = 0; run < 3'000; ++run) {
            std::string bytes;
            for (auto length = random.upTo(24); length > 0; --length)
                bytes += static_cast<char>(random.upTo(255));
            const auto once = fold(bytes);
            CPPUNIT_ASSERT_EQUAL(once, fold(once));
            CPPUNIT_ASSERT(once.size() <= bytes.size() * 33 + 3);
        }
    }

    void hugeTextsAreRefused() {
        const std::string huge = std::string(16U << 20U, ' ') + "d\u0651";
        CPPUNIT_ASSERT_THROW(fold(huge), durus::Error);
        CPPUNIT_ASSERT_THROW(durus::text::words(huge), durus::Error);
        CPPUNIT_ASSERT_EQUAL(huge.size() - 2, fold(std::string_view(huge).substr(0, huge.size() - 2)).size());
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(FoldRobustnessTest);

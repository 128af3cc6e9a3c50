// SPDX-License-Identifier: Apache-2.0
#include "http/ByteRange.h"

#include <cppunit/extensions/HelperMacros.h>

#include <string>
#include <vector>

using namespace durus::mediaserver::http;

namespace {

constexpr std::uint64_t kSize = 1000;

std::string describe(const RangeRequest& range) {
    if (range.kind == RangeRequest::Kind::Ignored) return "ignored";
    if (range.kind == RangeRequest::Kind::Unsatisfiable) return "unsatisfiable";
    std::string text;
    for (const ByteSpan& span : range.spans)
        text += (text.empty() ? "" : ",") + std::to_string(span.first) + "-" + std::to_string(span.last);
    return text;
}

struct Case {
    const char* header;
    const char* expected;
};

} // namespace

class ByteRangeTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ByteRangeTest);
    CPPUNIT_TEST(resolvesEveryCase);
    CPPUNIT_TEST(ignoresRangesOfAnEmptyFile);
    CPPUNIT_TEST(reachesBeyondFourGigabytes);
    CPPUNIT_TEST(boundsTheNumberOfSpans);
    CPPUNIT_TEST(takesLinearTime);
    CPPUNIT_TEST_SUITE_END();

public:
    void resolvesEveryCase() {
        const std::vector<Case> cases{
            {"bytes=0-0", "0-0"},
            {"bytes=0-1", "0-1"},
            {"bytes=0-", "0-999"},
            {"bytes=999-", "999-999"},
            {"bytes=1000-", "unsatisfiable"},
            {"bytes=0-5000", "0-999"},
            {"bytes=-1", "999-999"},
            {"bytes=-5000", "0-999"},
            {"bytes=-0", "unsatisfiable"},
            {"bytes=5-2", "ignored"},
            {"bytes=abc", "ignored"},
            {"bytes=", "ignored"},
            {"bytes=,", "ignored"},
            {"bytes", "ignored"},
            {"", "ignored"},
            {"bytes=1", "ignored"},
            {"bytes=-", "ignored"},
            {"bytes=--1", "ignored"},
            {"bytes=0-1;x", "ignored"},
            {"bytes=0x0-1", "ignored"},
            {"bytes=+0-1", "ignored"},
            {"bytes=0 - 1", "ignored"},
            {"bytes =0-1", "ignored"},
            {"bytes:0-1", "ignored"},
            {"items=0-5", "ignored"},
            {"Bytes=0-1", "0-1"},
            {"bytes= 0-1 , 4-5", "0-1,4-5"},
            {"bytes=0-1,,4-5,", "0-1,4-5"},
            {"bytes=4-5,0-1", "4-5,0-1"},
            {"bytes=0-1,2-3", "0-3"},
            {"bytes=2-3,0-1", "0-3"},
            {"bytes=0-50,10-150", "0-150"},
            {"bytes=0-1,4-5,2-3", "0-5"},
            {"bytes=90-99,0-1,80-89", "80-99,0-1"},
            {"bytes=0-1,2000-", "0-1"},
            {"bytes=2000-,3000-", "unsatisfiable"},
            {"bytes=0-1,5-2", "ignored"},
            {"bytes=0-,0-", "ignored"},
            {"bytes=18446744073709551615-", "unsatisfiable"},
            {"bytes=0-18446744073709551615", "0-999"},
            {"bytes=99999999999999999999999999999-", "unsatisfiable"},
            {"bytes=0-99999999999999999999999999999", "0-999"},
            {"bytes=-99999999999999999999999999999", "0-999"},
        };
        for (const Case& row : cases)
            CPPUNIT_ASSERT_EQUAL_MESSAGE(row.header, std::string(row.expected),
                                         describe(resolveRange(row.header, kSize)));
    }

    void ignoresRangesOfAnEmptyFile() {
        for (const auto* header : {"bytes=0-", "bytes=0-0", "bytes=-5", "bytes=-0"})
            CPPUNIT_ASSERT_EQUAL_MESSAGE(header, std::string("ignored"), describe(resolveRange(header, 0)));
    }

    void reachesBeyondFourGigabytes() {
        constexpr std::uint64_t kFiveGigabytes = 5ULL << 30;
        CPPUNIT_ASSERT_EQUAL(std::string("4294967296-4294967299"),
                             describe(resolveRange("bytes=4294967296-4294967299", kFiveGigabytes)));
        CPPUNIT_ASSERT_EQUAL(std::string("5368709119-5368709119"),
                             describe(resolveRange("bytes=-1", kFiveGigabytes)));
    }

    void boundsTheNumberOfSpans() {
        std::string header = "bytes=0-0";
        for (std::size_t i = 1; i < kMaxSpans; ++i)
            header += "," + std::to_string(i * 2) + "-" + std::to_string(i * 2);
        CPPUNIT_ASSERT_EQUAL(kMaxSpans, resolveRange(header, kSize).spans.size());
        CPPUNIT_ASSERT_EQUAL(std::string("ignored"), describe(resolveRange(header + ",500-500", kSize)));
        // Too many as written, but few once joined.
        CPPUNIT_ASSERT_EQUAL(kMaxSpans, resolveRange(header + ",1-1,500-500", kSize).spans.size());
    }

    void takesLinearTime() {
        std::string disjoint = "bytes=";
        std::string touching = "bytes=";
        for (int i = 0; i < 200'000; ++i) {
            disjoint += std::to_string(i * 2) + "-" + std::to_string(i * 2) + ",";
            touching += std::to_string(i) + "-" + std::to_string(i) + ",";
        }
        // With quadratic work the fixture's time limit ends this test.
        CPPUNIT_ASSERT_EQUAL(std::string("ignored"), describe(resolveRange(disjoint, 1'000'000)));
        CPPUNIT_ASSERT_EQUAL(std::string("0-199999"), describe(resolveRange(touching, 1'000'000)));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(ByteRangeTest);

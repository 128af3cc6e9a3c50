// SPDX-License-Identifier: Apache-2.0
#include "Names.h"
#include "Timestamp.h"
#include "Utf8.h"

#include <cppunit/extensions/HelperMacros.h>

#include <string>

using namespace platform;

class PlatformTextTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(PlatformTextTest);
    CPPUNIT_TEST(writesStamps);
    CPPUNIT_TEST(readsStamps);
    CPPUNIT_TEST(refusesWhatIsNoStamp);
    CPPUNIT_TEST(knowsAUuid);
    CPPUNIT_TEST(knowsAName);
    CPPUNIT_TEST(escapesForAUrl);
    CPPUNIT_TEST(clipsWholeCharacters);
    CPPUNIT_TEST_SUITE_END();

public:
    void writesStamps() {
        CPPUNIT_ASSERT_EQUAL(std::string("1970-01-01T00:00:00.000Z"), toText(Timestamp{0}));
        CPPUNIT_ASSERT_EQUAL(std::string("2026-11-22T11:05:00.007Z"), toText(Timestamp{1'795'345'500'007}));
        CPPUNIT_ASSERT_EQUAL(std::string("2000-02-29T23:59:59.999Z"), toText(Timestamp{951'868'799'999}));
        CPPUNIT_ASSERT_EQUAL(toText(kLastStamp), toText(Timestamp::max()));
        CPPUNIT_ASSERT_EQUAL(toText(kFirstStamp), toText(Timestamp::min()));
    }

    void readsStamps() {
        CPPUNIT_ASSERT(toTimestamp("2026-11-22T11:05:00.007Z") == Timestamp{1'795'345'500'007});
        CPPUNIT_ASSERT(toTimestamp("2026-11-22T11:05:00.0071234Z") == Timestamp{1'795'345'500'007});
        CPPUNIT_ASSERT(toTimestamp("2026-11-22T11:05:00.5Z") == Timestamp{1'795'345'500'500});
        CPPUNIT_ASSERT(toTimestamp("2026-11-22T11:05:00Z") == Timestamp{1'795'345'500'000});
        CPPUNIT_ASSERT(toTimestamp("2026-11-22T14:05:00+03:00") == Timestamp{1'795'345'500'000});
        CPPUNIT_ASSERT(toTimestamp("2026-11-22T05:35:00-05:30") == Timestamp{1'795'345'500'000});
        for (const Timestamp stamp : {kFirstStamp, kLastStamp, Timestamp{951'868'799'999}})
            CPPUNIT_ASSERT(toTimestamp(toText(stamp)) == stamp);
    }

    void refusesWhatIsNoStamp() {
        for (const std::string text :
             {"", "Z", "2026-11-22", "2026-11-22T11:05:00", "2026-11-22T11:05Z", "2026-13-22T11:05:00Z",
              "2026-02-30T11:05:00Z", "2026-11-22T24:05:00Z", "2026-11-22T11:60:00Z", "2026-11-22T11:05:61Z",
              "2026-11-22 11:05:00Z", "2026-11-22T11:05:00.Z", "2026-11-22T11:05:00.0x0Z",
              "+12026-11-22T11:05:00Z", "2026-11-22T11:05:00Z ", "2026-11-22T11:05:00+3:00",
              "2026-11-22T11:05:00+24:00", "-026-11-22T11:05:00Z", "1795345500007000000000"})
            CPPUNIT_ASSERT_MESSAGE(text, !toTimestamp(text));
    }

    void knowsAUuid() {
        CPPUNIT_ASSERT(isUuid("10000000-0000-4000-8000-000000000001"));
        CPPUNIT_ASSERT(isUuid("ABCDEFab-0000-4000-8000-000000000001"));
        for (const std::string text :
             {"", "10000000-0000-4000-8000-00000000000", "series-one", "10000000-0000-4000-8000-00000000000g",
              "{10000000-0000-4000-8000-000000000001}", "10000000000040008000000000000001",
              "10000000-0000-4000-8000-0000000000011"})
            CPPUNIT_ASSERT_MESSAGE(text, !isUuid(text));
    }

    void knowsAName() {
        CPPUNIT_ASSERT(isName("a") && isName("شرح-الأصول") && isName("...") && isName(std::string(200, 'x')));
        for (const std::string text : {"", ".", "..", "a b", "a/b", "a\\b", "a\nb", "a\x7F"})
            CPPUNIT_ASSERT_MESSAGE(text, !isName(text));
        CPPUNIT_ASSERT(!isName(std::string(201, 'x')));
        CPPUNIT_ASSERT(!isName(std::string("a\0b", 3)));
    }

    void escapesForAUrl() {
        CPPUNIT_ASSERT_EQUAL(std::string("aZ09-._~"), percentEncode("aZ09-._~"));
        CPPUNIT_ASSERT_EQUAL(std::string("%2B%3A%2F%20%25%D8%B4"), percentEncode("+:/ %ش"));
    }

    void clipsWholeCharacters() {
        CPPUNIT_ASSERT_EQUAL(std::string("ab"), std::string(clip("abش", 3)));
        CPPUNIT_ASSERT_EQUAL(std::string("abش"), std::string(clip("abش", 4)));
        CPPUNIT_ASSERT_EQUAL(std::string(""), std::string(clip("\xF0\x9F\x8E\xA7", 3)));
        CPPUNIT_ASSERT_EQUAL(std::string(""), std::string(clip("x", 0)));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(PlatformTextTest);

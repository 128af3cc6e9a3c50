// SPDX-License-Identifier: Apache-2.0
#include "http/HttpDate.h"

#include <cppunit/extensions/HelperMacros.h>

#include <string>

using namespace durus::mediaserver::http;

class HttpDateTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(HttpDateTest);
    CPPUNIT_TEST(formatsImfFixdate);
    CPPUNIT_TEST(readsAllThreeForms);
    CPPUNIT_TEST(refusesEverythingElse);
    CPPUNIT_TEST(readsWhatItWrites);
    CPPUNIT_TEST_SUITE_END();

public:
    void formatsImfFixdate() {
        CPPUNIT_ASSERT_EQUAL(std::string("Thu, 01 Jan 1970 00:00:00 GMT"), formatHttpDate(0));
        CPPUNIT_ASSERT_EQUAL(std::string("Sun, 06 Nov 1994 08:49:37 GMT"), formatHttpDate(784111777));
        CPPUNIT_ASSERT_EQUAL(std::string("Thu, 29 Feb 2024 23:59:59 GMT"), formatHttpDate(1709251199));
        CPPUNIT_ASSERT_EQUAL(std::string("Tue, 19 Jan 2038 03:14:08 GMT"), formatHttpDate(2147483648));
    }

    void readsAllThreeForms() {
        for (const auto* text :
             {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"})
            CPPUNIT_ASSERT_MESSAGE(text, parseHttpDate(text) == 784111777);
        CPPUNIT_ASSERT(parseHttpDate("Wednesday, 19-Jan-38 03:14:08 GMT") == 2147483648);
        CPPUNIT_ASSERT(parseHttpDate("Sat Dec 31 23:59:60 2016") == 1483228800);
    }

    void refusesEverythingElse() {
        for (const auto* text : {"", "0", "now", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 UTC",
                                 "Sun, 06 Nov 1994 08:49:37 GMT ", " Sun, 06 Nov 1994 08:49:37 GMT",
                                 "Sun, 6 Nov 1994 08:49:37 GMT", "sun, 06 nov 1994 08:49:37 gmt",
                                 "Sun, 30 Feb 1994 08:49:37 GMT", "Sun, 00 Nov 1994 08:49:37 GMT",
                                 "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov 1994 08:60:37 GMT",
                                 "Sun, 06 Nov 1994 08:49:61 GMT", "Sun, 06 Nov 19x4 08:49:37 GMT",
                                 "Sun, -6 Nov 1994 08:49:37 GMT", "Fri, 31 Dec 9999 23:59:60 GMT"})
            CPPUNIT_ASSERT_MESSAGE(text, !parseHttpDate(text).has_value());
        CPPUNIT_ASSERT(!parseHttpDate(std::string_view("Sun, 06 Nov 1994 08:49:37 GMT\0", 30)).has_value());
    }

    void readsWhatItWrites() {
        for (std::time_t time = 1; time < 4'000'000'000; time += 123'456'789)
            CPPUNIT_ASSERT(parseHttpDate(formatHttpDate(time)) == time);
        const auto last = parseHttpDate("Fri, 31 Dec 9999 23:59:59 GMT");
        CPPUNIT_ASSERT(last && parseHttpDate(formatHttpDate(*last)) == last);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(HttpDateTest);

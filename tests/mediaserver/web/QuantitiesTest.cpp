// SPDX-License-Identifier: Apache-2.0
#include "web/Quantities.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

using namespace durus::mediaserver::web;
using durus::Milliseconds;
using std::string;

class QuantitiesTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(QuantitiesTest);
    CPPUNIT_TEST(arabicCountsHaveSixForms);
    CPPUNIT_TEST(englishCountsHaveTwo);
    CPPUNIT_TEST(durationsAreSaidAsPeopleSayThem);
    CPPUNIT_TEST(durationsForMachines);
    CPPUNIT_TEST(fillsEveryMark);
    CPPUNIT_TEST_SUITE_END();

    static string lessons(Language language, std::uint64_t count) {
        return counted(language, texts(language).lessonCount, count);
    }
    static string ar(std::int64_t seconds) {
        return humanDuration(Language::Arabic, Milliseconds(seconds * 1000));
    }
    static string en(std::int64_t seconds) {
        return humanDuration(Language::English, Milliseconds(seconds * 1000));
    }

    void arabicCountsHaveSixForms() {
        CPPUNIT_ASSERT_EQUAL(string("لا دروس"), lessons(Language::Arabic, 0));
        CPPUNIT_ASSERT_EQUAL(string("درس واحد"), lessons(Language::Arabic, 1));
        CPPUNIT_ASSERT_EQUAL(string("درسان"), lessons(Language::Arabic, 2));
        CPPUNIT_ASSERT_EQUAL(string("٣ دروس"), lessons(Language::Arabic, 3));
        CPPUNIT_ASSERT_EQUAL(string("١٠ دروس"), lessons(Language::Arabic, 10));
        CPPUNIT_ASSERT_EQUAL(string("١١ درسًا"), lessons(Language::Arabic, 11));
        CPPUNIT_ASSERT_EQUAL(string("٩٩ درسًا"), lessons(Language::Arabic, 99));
        CPPUNIT_ASSERT_EQUAL(string("١٠٠ درس"), lessons(Language::Arabic, 100));
        CPPUNIT_ASSERT_EQUAL(string("١٠٢ درس"), lessons(Language::Arabic, 102));
        CPPUNIT_ASSERT_EQUAL(string("١٠٣ دروس"), lessons(Language::Arabic, 103));
        CPPUNIT_ASSERT_EQUAL(string("١١١ درسًا"), lessons(Language::Arabic, 111));
    }

    void englishCountsHaveTwo() {
        CPPUNIT_ASSERT_EQUAL(string("1 lesson"), lessons(Language::English, 1));
        CPPUNIT_ASSERT_EQUAL(string("0 lessons"), lessons(Language::English, 0));
        CPPUNIT_ASSERT_EQUAL(string("1205 lessons"), lessons(Language::English, 1205));
    }

    void durationsAreSaidAsPeopleSayThem() {
        CPPUNIT_ASSERT_EQUAL(string(), en(0));
        CPPUNIT_ASSERT_EQUAL(string(), en(-5));
        CPPUNIT_ASSERT_EQUAL(string("45 s"), en(45));
        CPPUNIT_ASSERT_EQUAL(string("1 min"), en(60));
        CPPUNIT_ASSERT_EQUAL(string("30 min"), en(1800));
        CPPUNIT_ASSERT_EQUAL(string("1 h"), en(3599));
        CPPUNIT_ASSERT_EQUAL(string("1 h 5 min"), en(3900));
        CPPUNIT_ASSERT_EQUAL(string("٤٥ ثانية"), ar(45));
        CPPUNIT_ASSERT_EQUAL(string("دقيقة"), ar(61));
        CPPUNIT_ASSERT_EQUAL(string("ساعة و٥ دقائق"), ar(3900));
        CPPUNIT_ASSERT_EQUAL(string("ساعتان ودقيقتان"), ar(7320));
        CPPUNIT_ASSERT_EQUAL(string("٣ ساعات و١١ دقيقة"), ar(3 * 3600 + 660));
    }

    void durationsForMachines() {
        CPPUNIT_ASSERT_EQUAL(string("PT45S"), isoDuration(Milliseconds(45'400)));
        CPPUNIT_ASSERT_EQUAL(string("PT1H1M9S"), isoDuration(Milliseconds(3'669'000)));
        CPPUNIT_ASSERT_EQUAL(string("PT1H"), isoDuration(Milliseconds(3'600'000)));
        CPPUNIT_ASSERT_EQUAL(string("PT0S"), isoDuration(Milliseconds(0)));
    }

    void fillsEveryMark() {
        CPPUNIT_ASSERT_EQUAL(string("3 of 3 {x}"), fill("{n} of {n} {x}", "n", "3"));
        CPPUNIT_ASSERT_EQUAL(string("a{n}b"), fill("a{q}b", "q", "{n}"));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(QuantitiesTest);

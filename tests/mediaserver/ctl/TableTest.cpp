// SPDX-License-Identifier: Apache-2.0
#include "Table.h"

#include <cppunit/extensions/HelperMacros.h>

#include <sstream>

using namespace durus::ctl;

class TableTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(TableTest);
    CPPUNIT_TEST(measuresVocalisedArabicByItsLetters);
    CPPUNIT_TEST(alignsColumns);
    CPPUNIT_TEST(survivesBrokenText);
    CPPUNIT_TEST(writesTimes);
    CPPUNIT_TEST_SUITE_END();

public:
    void measuresVocalisedArabicByItsLetters() {
        CPPUNIT_ASSERT_EQUAL(std::size_t{3}, cellWidth("شَرْحُ"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{4}, cellWidth("Ādāb"));
    }

    void alignsColumns() {
        Table table({"A", "B"});
        table.add({"شَرْحُ", "x"});
        table.add({"long", "y"});
        std::ostringstream out;
        table.print(out);
        CPPUNIT_ASSERT_EQUAL(std::string("A     B\nشَرْحُ   x\nlong  y\n"), out.str());
    }

    void survivesBrokenText() {
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, cellWidth("\xE2"));
        CPPUNIT_ASSERT(cellWidth("\xFF\xFE\x80") <= 3);
    }

    void writesTimes() {
        CPPUNIT_ASSERT_EQUAL(std::string("-"), clockText(0));
        CPPUNIT_ASSERT_EQUAL(std::string("0:07"), clockText(7'999));
        CPPUNIT_ASSERT_EQUAL(std::string("1:02:03"), clockText(3'723'000));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(TableTest);

// SPDX-License-Identifier: Apache-2.0
#include "archive/EntryName.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

using durus::mediaserver::archive::entryName;
using std::string;

class EntryNameTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(EntryNameTest);
    CPPUNIT_TEST(namesAreNumbered);
    CPPUNIT_TEST(hostileTitlesMakeHarmlessNames);
    CPPUNIT_TEST(longTitlesAreCutBetweenCharacters);
    CPPUNIT_TEST_SUITE_END();

    void namesAreNumbered() {
        CPPUNIT_ASSERT_EQUAL(string("01 - الدرس.mp3"), entryName(1, "الدرس", "mp3"));
        CPPUNIT_ASSERT_EQUAL(string("112 - A.ogg"), entryName(112, "A", "ogg"));
        CPPUNIT_ASSERT_EQUAL(string("07.ogg"), entryName(7, "", "ogg"));
    }

    void hostileTitlesMakeHarmlessNames() {
        CPPUNIT_ASSERT_EQUAL(string("01 - .._.._etc_passwd.mp3"), entryName(1, "../../etc/passwd", "mp3"));
        CPPUNIT_ASSERT_EQUAL(string("01 - C__a_b_ x.mp3"), entryName(1, "C:\\a|b?\r\nx. .", "mp3"));
        CPPUNIT_ASSERT_EQUAL(string("01.mp3"), entryName(1, "...", "mp3"));
    }

    void longTitlesAreCutBetweenCharacters() {
        string title = "x";
        for (int i = 0; i < 200; ++i)
            title += "د";
        const string name = entryName(1, title, "mp3");
        CPPUNIT_ASSERT_EQUAL(string("01 - ").size() + 149 + 4, name.size());
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(EntryNameTest);

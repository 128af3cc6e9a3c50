// SPDX-License-Identifier: Apache-2.0
#include "feeds/XmlText.h"

#include "feeds/FeedId.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

using namespace durus::mediaserver::feeds;
using std::string;

class XmlTextTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(XmlTextTest);
    CPPUNIT_TEST(markupIsEscaped);
    CPPUNIT_TEST(whatXmlDoesNotAllowIsLeftOut);
    CPPUNIT_TEST(whatIsNoUtf8IsLeftOut);
    CPPUNIT_TEST(aLineStaysOne);
    CPPUNIT_TEST(theIdOfAFeedIsThatOfTheSpecification);
    CPPUNIT_TEST_SUITE_END();

    void markupIsEscaped() {
        CPPUNIT_ASSERT_EQUAL(string("]]&gt;&lt;a b=&quot;&amp;&quot;&gt;"), xmlText("]]><a b=\"&\">"));
        CPPUNIT_ASSERT_EQUAL(string("<t>درس</t>\n"), xmlElement("t", "درس"));
        CPPUNIT_ASSERT_EQUAL(string(), xmlElement("t", ""));
    }

    void whatXmlDoesNotAllowIsLeftOut() {
        CPPUNIT_ASSERT_EQUAL(string("ab\t\n&#13;c"), xmlText(string("a\0b\x01\x1b\t\n\rc", 9)));
        CPPUNIT_ASSERT_EQUAL(string("x\U0001F4D6"), xmlText("x\uFFFE\uFFFF\U0001F4D6"));
    }

    void whatIsNoUtf8IsLeftOut() {
        CPPUNIT_ASSERT_EQUAL(string("ab"), xmlText("a\xff\xc0\xaf\xe0\x80\x80\xed\xa0\x80\xf4\x90\x80\x80"
                                                   "b"));
        CPPUNIT_ASSERT_EQUAL(string("a<"), oneLine("a\xd8<"));
        CPPUNIT_ASSERT_EQUAL(string("a"), oneLine("a\xe2\x80"));
    }

    void aLineStaysOne() {
        CPPUNIT_ASSERT_EQUAL(string("a #EXTINF:1,b c d"), oneLine("\r\na\r\n#EXTINF:1,b\u2028c\u0085"
                                                                  "d\n"));
    }

    // The example of the specification: the feed of Podcasting 2.0.
    void theIdOfAFeedIsThatOfTheSpecification() {
        CPPUNIT_ASSERT_EQUAL(string("917393e3-1b1e-5cef-ace4-edaa54e1f810"),
                             feedId("mp3s.nashownotes.com/pc20rss.xml"));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(XmlTextTest);

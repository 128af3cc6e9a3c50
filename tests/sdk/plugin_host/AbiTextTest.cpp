// SPDX-License-Identifier: Apache-2.0
#include <durus/plugin_host/Abi.h>

#include <cppunit/extensions/HelperMacros.h>

#include <string>

using namespace durus::plugin_host;

class AbiTextTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(AbiTextTest);
    CPPUNIT_TEST(acceptsWellFormedText);
    CPPUNIT_TEST(refusesMalformedText);
    CPPUNIT_TEST(namesEveryStatus);
    CPPUNIT_TEST(readsAnAbsentText);
    CPPUNIT_TEST_SUITE_END();

public:
    void acceptsWellFormedText() {
        for (const std::string text : {"", "plain", "شرح", "é", "\xF0\x9F\x8E\xA7", "\xEF\xBF\xBF",
                                       "\xF4\x8F\xBF\xBF", "\xED\x9F\xBF"})
            CPPUNIT_ASSERT_MESSAGE(text, isText(text, 100));
        CPPUNIT_ASSERT(isText("four", 4));
        CPPUNIT_ASSERT(!isText("fives", 4));
    }

    void refusesMalformedText() {
        for (const std::string text :
             {"\x80", "\xC0\x80", "\xC1\xBF", "\xC3", "\xE0\x80\x80", "\xED\xA0\x80", "\xE2\x82",
              "\xF0\x80\x80\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "ok\xFE", "\xE2\x28\xA1"})
            CPPUNIT_ASSERT(!isText(text, 100));
    }

    void namesEveryStatus() {
        CPPUNIT_ASSERT_EQUAL(std::string("ok"), std::string(statusName(DURUS_OK)));
        CPPUNIT_ASSERT_EQUAL(std::string("ok"), std::string(statusName(17)));
        CPPUNIT_ASSERT_EQUAL(std::string("retry_later"), std::string(statusName(DURUS_RETRY_LATER)));
        CPPUNIT_ASSERT_EQUAL(std::string("internal"), std::string(statusName(DURUS_INTERNAL)));
        CPPUNIT_ASSERT_EQUAL(std::string("internal"), std::string(statusName(-4711)));
    }

    void readsAnAbsentText() { CPPUNIT_ASSERT(view({nullptr, 5}).empty()); }
};

CPPUNIT_TEST_SUITE_REGISTRATION(AbiTextTest);

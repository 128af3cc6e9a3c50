// SPDX-License-Identifier: Apache-2.0
#include "api/JsonWriter.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

using durus::mediaserver::api::JsonWriter;
using std::string;

class JsonWriterTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(JsonWriterTest);
    CPPUNIT_TEST(writesEveryKindOfValue);
    CPPUNIT_TEST(nestsWithCommasInPlace);
    CPPUNIT_TEST(escapesWhatMustBeEscaped);
    CPPUNIT_TEST(replacesWhatIsNotUtf8);
    CPPUNIT_TEST(aTextIsNeverABoolean);
    CPPUNIT_TEST_SUITE_END();

    static string quoted(std::string_view text) { return std::move(JsonWriter().string(text)).finish(); }

    void writesEveryKindOfValue() {
        JsonWriter json;
        json.beginObject().member("text", "t").member("yes", true).member("no", false).member("number", -7);
        json.member("size", std::size_t{42}).nullMember("nothing").endObject();
        CPPUNIT_ASSERT_EQUAL(
            string(R"({"text":"t","yes":true,"no":false,"number":-7,"size":42,"nothing":null})"),
            std::move(json).finish());
    }

    void nestsWithCommasInPlace() {
        JsonWriter json;
        json.beginArray().beginObject().endObject().beginArray().number(1).number(2).endArray();
        json.beginObject().key("a").beginArray().endArray().member("b", "c").endObject().null().endArray();
        CPPUNIT_ASSERT_EQUAL(string(R"([{},[1,2],{"a":[],"b":"c"},null])"), std::move(json).finish());
    }

    void escapesWhatMustBeEscaped() {
        CPPUNIT_ASSERT_EQUAL(string(R"("\"\\\n\r\t\u0000\u001f/درس")"),
                             quoted(std::string_view("\"\\\n\r\t\0\x1f/درس", 14)));
        CPPUNIT_ASSERT_EQUAL(string("\"\x7f\""), quoted("\x7f"));
    }

    void replacesWhatIsNotUtf8() {
        const string replacement = "\xef\xbf\xbd";
        CPPUNIT_ASSERT_EQUAL("\"a" + replacement + "b\"", quoted("a\xff"
                                                                 "b"));
        CPPUNIT_ASSERT_EQUAL("\"" + replacement + "\"", quoted("\xd8"));
        CPPUNIT_ASSERT_EQUAL("\"" + replacement + replacement + "\"", quoted("\xc0\xaf"));
        CPPUNIT_ASSERT_EQUAL(string("\"\xf0\x9f\x95\x8c\""), quoted("\xf0\x9f\x95\x8c"));
    }

    void aTextIsNeverABoolean() {
        const char* text = "true";
        JsonWriter json;
        json.beginObject().member("a", text).member("b", string("x")).endObject();
        CPPUNIT_ASSERT_EQUAL(string(R"({"a":"true","b":"x"})"), std::move(json).finish());
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(JsonWriterTest);

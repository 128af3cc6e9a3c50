// SPDX-License-Identifier: Apache-2.0
#include "Json.h"

#include <cppunit/extensions/HelperMacros.h>

#include <string>

using platform::Json;

class PlatformJsonTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(PlatformJsonTest);
    CPPUNIT_TEST(readsEveryKindOfValue);
    CPPUNIT_TEST(refusesWhatIsNoJson);
    CPPUNIT_TEST(boundsNesting);
    CPPUNIT_TEST(readsNumbersThatFit);
    CPPUNIT_TEST(readsEscapes);
    CPPUNIT_TEST(replacesWhatIsNoText);
    CPPUNIT_TEST(takesTheLastOfANameGivenTwice);
    CPPUNIT_TEST(answersForWhatIsNotThere);
    CPPUNIT_TEST_SUITE_END();

public:
    void readsEveryKindOfValue() {
        const auto json = parse(" { \"a\" : [ 1 , -2.5 , true , false , null , \"x\" , { } , [ ] ] }\r\n");
        const auto& items = json["a"].items();
        CPPUNIT_ASSERT_EQUAL(std::size_t{8}, items.size());
        CPPUNIT_ASSERT_EQUAL(1.0, items[0].number().value());
        CPPUNIT_ASSERT_EQUAL(-2.5, items[1].number().value());
        CPPUNIT_ASSERT(items[2].isTrue() && !items[3].isTrue() && !items[4].isTrue());
        CPPUNIT_ASSERT_EQUAL(std::string("x"), std::string(items[5].text()));
        CPPUNIT_ASSERT(items[6].isObject() && items[7].array() != nullptr);
    }

    void refusesWhatIsNoJson() {
        for (const std::string text :
             {"",        " ",         "{",           "[",        "[1,",     "[1,]",    "[,1]",
              "{\"a\"}", "{\"a\":}",  "{\"a\":1,}",  "{a:1}",    "{'a':1}", "\"",      "\"\\\"",
              "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"a\nb\"", "tru",     "nul",     "TRUE",
              "01",      "-",         "+1",          ".5",       "1.",      "1e",      "1e+",
              "0x10",    "NaN",       "Infinity",    "1 2",      "[1] []",  "// a\n1", "]",
              "[1}",     "{\"a\":1]"})
            CPPUNIT_ASSERT_MESSAGE(text, !Json::parse(text));
        CPPUNIT_ASSERT(!Json::parse(std::string("\0", 1)));
        CPPUNIT_ASSERT(!Json::parse(std::string("[1]\0", 4)));
    }

    void boundsNesting() {
        const auto nested = [](std::size_t depth) {
            return std::string(depth, '[') + std::string(depth, ']');
        };
        CPPUNIT_ASSERT(Json::parse(nested(Json::kMaxDepth)));
        CPPUNIT_ASSERT(!Json::parse(nested(Json::kMaxDepth + 2)));
        CPPUNIT_ASSERT(!Json::parse(nested(1'000'000)));
        CPPUNIT_ASSERT(!Json::parse(std::string(1'000'000, '[')));
        std::string objects;
        for (int i = 0; i < 100'000; ++i)
            objects += "{\"a\":";
        CPPUNIT_ASSERT(!Json::parse(objects));
    }

    void readsNumbersThatFit() {
        CPPUNIT_ASSERT(parse("12.9").integer(0, 100) == 12);
        CPPUNIT_ASSERT(parse("-0.5").integer(-1, 100) == -1);
        CPPUNIT_ASSERT(parse("100.5").integer(0, 100) == 100);
        CPPUNIT_ASSERT(!parse("101").integer(0, 100));
        CPPUNIT_ASSERT(!parse("-1").integer(0, 100));
        CPPUNIT_ASSERT(!parse("1e400").number() && !parse("-1e400").number());
        CPPUNIT_ASSERT(!parse("1e400").integer(0, 100));
        CPPUNIT_ASSERT(!parse(std::string(5000, '9')).integer(0, 100));
        CPPUNIT_ASSERT(!parse("\"12\"").integer(0, 100));
        CPPUNIT_ASSERT(!parse("9223372036854775808").integer(0, 1'000'000'000'000));
    }

    void readsEscapes() {
        CPPUNIT_ASSERT_EQUAL(std::string("\"\\/\b\f\n\r\t"), text(R"("\"\\\/\b\f\n\r\t")"));
        CPPUNIT_ASSERT_EQUAL(std::string("شé"), text(R"("\u0634\u00e9")"));
        CPPUNIT_ASSERT_EQUAL(std::string("\xF0\x9F\x8E\xA7"), text(R"("\uD83C\uDFA7")"));
    }

    void replacesWhatIsNoText() {
        const std::string replacement = "\xEF\xBF\xBD";
        CPPUNIT_ASSERT_EQUAL(replacement + 'x', text(R"("\ud800x")"));
        CPPUNIT_ASSERT_EQUAL(replacement + "A", text(R"("\ud800\u0041")"));
        CPPUNIT_ASSERT_EQUAL(replacement, text(R"("\udc00")"));
        CPPUNIT_ASSERT_EQUAL("a" + replacement + "b", text("\"a\\u0000b\""));
        CPPUNIT_ASSERT_EQUAL(replacement + replacement, text("\"\xC0\x80\""));
        CPPUNIT_ASSERT_EQUAL(replacement + "z", text("\"\xFFz\""));
        CPPUNIT_ASSERT_EQUAL(replacement, text("\"\xC3\""));
    }

    void takesTheLastOfANameGivenTwice() {
        CPPUNIT_ASSERT_EQUAL(std::string("last"), std::string(parse(R"({"a":1,"a":"last"})")["a"].text()));
    }

    void answersForWhatIsNotThere() {
        const Json json = parse("{}");
        const Json& nothing = json["a"]["b"];
        CPPUNIT_ASSERT(nothing.items().empty() && nothing.text().empty() && !nothing.isTrue());
        CPPUNIT_ASSERT(!nothing.number() && nothing.array() == nullptr && !nothing.isText());
        CPPUNIT_ASSERT(parse("[{\"a\":1}]")["a"].items().empty());
    }

private:
    static Json parse(const std::string& text) {
        auto json = Json::parse(text);
        CPPUNIT_ASSERT_MESSAGE(text.substr(0, 50), json.has_value());
        return *json;
    }
    static std::string text(const std::string& json) { return std::string(parse(json).text()); }
};

CPPUNIT_TEST_SUITE_REGISTRATION(PlatformJsonTest);

// SPDX-License-Identifier: Apache-2.0
#include "http/Headers.h"

#include <cppunit/extensions/HelperMacros.h>

#include <stdexcept>
#include <string>

using durus::mediaserver::http::Headers;

class HeadersTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(HeadersTest);
    CPPUNIT_TEST(findsNamesWithoutRegardToCase);
    CPPUNIT_TEST(keepsEveryValueInOrder);
    CPPUNIT_TEST(setsOneValueInPlaceOfAll);
    CPPUNIT_TEST(removesAndClears);
    CPPUNIT_TEST(writesTheWireForm);
    CPPUNIT_TEST(refusesValuesThatSplitTheMessage);
    CPPUNIT_TEST(keepsBytesAsTheyAre);
    CPPUNIT_TEST_SUITE_END();

public:
    void findsNamesWithoutRegardToCase() {
        Headers headers;
        headers.add("Content-Type", "text/html");
        CPPUNIT_ASSERT(headers.get("content-type") == "text/html");
        CPPUNIT_ASSERT(headers.has("CONTENT-TYPE"));
        CPPUNIT_ASSERT(!headers.get("Content-Typ").has_value());
        CPPUNIT_ASSERT(!headers.has(""));
    }

    void keepsEveryValueInOrder() {
        Headers headers;
        headers.add("Accept", "a");
        headers.add("Other", "x");
        headers.add("ACCEPT", "b");
        CPPUNIT_ASSERT_EQUAL(std::size_t(2), headers.count("accept"));
        CPPUNIT_ASSERT(headers.get("Accept") == "a");
        CPPUNIT_ASSERT_EQUAL(std::string("a, b"), headers.combined("Accept"));
        CPPUNIT_ASSERT(headers.all("accept").at(1) == "b");
        CPPUNIT_ASSERT(headers.at(2).name == "ACCEPT");
    }

    void setsOneValueInPlaceOfAll() {
        Headers headers;
        headers.add("A", "1");
        headers.add("B", "2");
        headers.add("a", "3");
        // The new value may be a view of the old one.
        headers.set("A", *headers.get("A"));
        CPPUNIT_ASSERT_EQUAL(std::size_t(1), headers.count("A"));
        CPPUNIT_ASSERT(headers.get("A") == "1");
        CPPUNIT_ASSERT(headers.get("B") == "2");
    }

    void removesAndClears() {
        Headers headers;
        headers.add("A", "1");
        headers.add("B", "2");
        headers.remove("a");
        headers.remove("nothing");
        CPPUNIT_ASSERT_EQUAL(std::size_t(1), headers.size());
        headers.clear();
        CPPUNIT_ASSERT_EQUAL(std::size_t(0), headers.size());
        CPPUNIT_ASSERT(headers.wire().empty());
    }

    void writesTheWireForm() {
        Headers headers;
        headers.add("A", "  1 ");
        headers.add("B", "");
        CPPUNIT_ASSERT_EQUAL(std::string("A: 1\r\nB: \r\n"), std::string(headers.wire()));
    }

    void refusesValuesThatSplitTheMessage() {
        Headers headers;
        for (const std::string value : {"a\r\nInjected: yes", "a\nb", "a\rb", "\x01", "\x7f"}) {
            CPPUNIT_ASSERT_THROW(headers.add("X", value), std::invalid_argument);
            CPPUNIT_ASSERT_THROW(headers.set("X", value), std::invalid_argument);
        }
        CPPUNIT_ASSERT_THROW(headers.add("X", std::string_view("a\0b", 3)), std::invalid_argument);
        for (const std::string name : {"", "a b", "a:", "a\r\n", "\xc3\xa9"})
            CPPUNIT_ASSERT_THROW(headers.add(name, "v"), std::invalid_argument);
        CPPUNIT_ASSERT_EQUAL(std::size_t(0), headers.size());
    }

    void keepsBytesAsTheyAre() {
        Headers headers;
        const std::string value = "=?utf-8?Q?a=0d=0aInjected:=20yes?= \xd8\xb4\xff";
        headers.add("X", value);
        CPPUNIT_ASSERT(headers.get("X") == value);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(HeadersTest);

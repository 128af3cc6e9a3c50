// SPDX-License-Identifier: Apache-2.0
#include "web/HtmlWriter.h"

#include "web/HtmlEscape.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

using namespace durus::mediaserver::web;

class HtmlWriterTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(HtmlWriterTest);
    CPPUNIT_TEST(escapesText);
    CPPUNIT_TEST(escapesAttributes);
    CPPUNIT_TEST(leavesOutControlCharacters);
    CPPUNIT_TEST(leavesOutAbsentAttributes);
    CPPUNIT_TEST(closesWhatIsOpen);
    CPPUNIT_TEST(closesToADepth);
    CPPUNIT_TEST(encodesForAddresses);
    CPPUNIT_TEST_SUITE_END();

    static std::string body(HtmlWriter&& writer) {
        std::string html = std::move(writer).finish();
        CPPUNIT_ASSERT(html.starts_with("<!DOCTYPE html>\n"));
        return html.substr(16, html.size() - 17);
    }

    void escapesText() {
        HtmlWriter html;
        html.element("p", {}, "</p><script>alert('1' & \"2\")</script>");
        CPPUNIT_ASSERT_EQUAL(
            std::string(
                "<p>&lt;/p&gt;&lt;script&gt;alert(&#39;1&#39; &amp; &quot;2&quot;)&lt;/script&gt;</p>"),
            body(std::move(html)));
    }

    void escapesAttributes() {
        HtmlWriter html;
        html.element("a", {{"href", "/\" onclick=\"x"}, {"title", "a'b<c"}}, "t");
        CPPUNIT_ASSERT_EQUAL(std::string("<a href=\"/&quot; onclick=&quot;x\" title=\"a&#39;b&lt;c\">t</a>"),
                             body(std::move(html)));
    }

    void leavesOutControlCharacters() {
        std::string html;
        appendEscaped(html, std::string_view("a\0b\x1b[31m\x7f\tc\nd\r", 14));
        CPPUNIT_ASSERT_EQUAL(std::string("ab[31m\tc\nd"), html);
    }

    void leavesOutAbsentAttributes() {
        HtmlWriter html;
        html.open("audio", {{"controls"}, {"lang", "ar", false}, {"src", ""}});
        CPPUNIT_ASSERT_EQUAL(std::string("<audio controls src=\"\"></audio>"), body(std::move(html)));
    }

    void closesWhatIsOpen() {
        HtmlWriter html;
        html.open("ul").open("li").text("x");
        html.empty("br", {});
        CPPUNIT_ASSERT_EQUAL(std::string("<ul><li>x<br></li></ul>"), body(std::move(html)));
    }

    void closesToADepth() {
        HtmlWriter html;
        html.open("main");
        html.open("article").open("p");
        html.closeTo(1).element("b", {}, "x");
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, html.depth());
        CPPUNIT_ASSERT_EQUAL(std::string("<main><article><p></p></article><b>x</b></main>"),
                             body(std::move(html)));
    }

    void encodesForAddresses() {
        CPPUNIT_ASSERT_EQUAL(std::string("a-b_c.d~e"), percentEncode("a-b_c.d~e"));
        CPPUNIT_ASSERT_EQUAL(std::string("%D8%AF%D8%B1%D8%B3%20%2F%3F%23%26%2B%25%22%3C"),
                             percentEncode("درس /?#&+%\"<"));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(HtmlWriterTest);

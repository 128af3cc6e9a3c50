// SPDX-License-Identifier: Apache-2.0
#include "http/RequestTarget.h"

#include <cppunit/extensions/HelperMacros.h>

#include <string>
#include <vector>

using namespace durus::mediaserver::http;

namespace {

struct Good {
    const char* raw;
    const char* decoded;
};

} // namespace

class RequestTargetTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(RequestTargetTest);
    CPPUNIT_TEST(decodesPaths);
    CPPUNIT_TEST(refusesPaths);
    CPPUNIT_TEST(decodesQueries);
    CPPUNIT_TEST(refusesQueries);
    CPPUNIT_TEST(readsAuthorities);
    CPPUNIT_TEST(refusesAuthorities);
    CPPUNIT_TEST(readsTheFourForms);
    CPPUNIT_TEST_SUITE_END();

public:
    void decodesPaths() {
        const std::vector<Good> cases{
            {"/", "/"},       {"/a/b", "/a/b"},     {"/%41", "/A"},
            {"/a+b", "/a+b"}, {"/%2B", "/+"},       {"/%252e", "/%2e"},
            {"//a", "//a"},   {"/a;b=c", "/a;b=c"}, {"/...", "/..."},
            {"/.a", "/.a"},   {"/a..", "/a.."},     {"/%D8%B4%D8%B1%D8%AD", "/\xd8\xb4\xd8\xb1\xd8\xad"},
        };
        for (const Good& row : cases) {
            std::string path;
            CPPUNIT_ASSERT_MESSAGE(row.raw, decodePath(row.raw, path));
            CPPUNIT_ASSERT_EQUAL(std::string(row.decoded), path);
        }
    }

    void refusesPaths() {
        for (const auto* raw : {"",        "a",       "*",    "/%",         "/%4",           "/%zz",
                                "/%4g",    "/a%00b",  "/%0a", "/%7f",       "/a%2fb",        "/a%2Fb",
                                "/a%5cb",  "/a\\b",   "/#x",  "/..",        "/../a",         "/a/..",
                                "/a/../b", "/.",      "/./a", "/a/./b",     "/%2e",          "/%2e%2e/a",
                                "/.%2E/a", "/%c0%ae", "/%ff", "/%ed%a0%80", "/%f4%90%80%80", "/%e0%80%af",
                                "/%d8"}) {
            std::string path;
            CPPUNIT_ASSERT_MESSAGE(raw, !decodePath(raw, path));
        }
    }

    void decodesQueries() {
        std::vector<Request::Pair> query;
        CPPUNIT_ASSERT(decodeQuery("q=a+b%20c&x&=e&&q=%D8%B4&y=1=2", 9, query));
        const std::vector<Request::Pair> expected{
            {"q", "a b c"}, {"x", ""}, {"", "e"}, {"q", "\xd8\xb4"}, {"y", "1=2"}};
        CPPUNIT_ASSERT(query == expected);
        CPPUNIT_ASSERT(decodeQuery("", 9, query));
        CPPUNIT_ASSERT(query.empty());
        CPPUNIT_ASSERT(decodeQuery("a%26b=1%2F2%5C", 9, query));
        CPPUNIT_ASSERT(query == (std::vector<Request::Pair>{{"a&b", "1/2\\"}}));
    }

    void refusesQueries() {
        std::vector<Request::Pair> query;
        for (const auto* raw : {"a=%", "a=%zz", "%0=1", "a=%00", "a=%0d%0a", "a=%ff"})
            CPPUNIT_ASSERT_MESSAGE(raw, !decodeQuery(raw, 9, query));
        CPPUNIT_ASSERT(decodeQuery("a&b&c", 3, query));
        CPPUNIT_ASSERT(!decodeQuery("a&b&c&d", 3, query));
    }

    void readsAuthorities() {
        std::string host;
        std::optional<std::uint16_t> port;
        CPPUNIT_ASSERT(parseAuthority("Durus.LOCAL", host, port));
        CPPUNIT_ASSERT_EQUAL(std::string("durus.local"), host);
        CPPUNIT_ASSERT(!port);
        CPPUNIT_ASSERT(parseAuthority("192.168.1.5:8080", host, port));
        CPPUNIT_ASSERT_EQUAL(std::string("192.168.1.5"), host);
        CPPUNIT_ASSERT(port == 8080);
        CPPUNIT_ASSERT(parseAuthority("[FE80::1]:80", host, port));
        CPPUNIT_ASSERT_EQUAL(std::string("fe80::1"), host);
        CPPUNIT_ASSERT(port == 80);
        CPPUNIT_ASSERT(parseAuthority("a:", host, port));
        CPPUNIT_ASSERT(!port);
    }

    void refusesAuthorities() {
        std::string host;
        std::optional<std::uint16_t> port;
        for (const auto* text : {"",         ":80",    "a b",          "a/b",  "u@h",  "a:b",      "a:65536",
                                 "a:999999", "a:-1",   "a:+1",         "a:8 ", "[::1", "::1",      "[]",
                                 "[host]",   "[::1]x", "[::1%25eth0]", "a,b",  "a%41", "\xc3\xa9", "a:1:2"})
            CPPUNIT_ASSERT_MESSAGE(text, !parseAuthority(text, host, port));
        CPPUNIT_ASSERT(!parseAuthority(std::string(256, 'a'), host, port));
    }

    void readsTheFourForms() {
        Request origin;
        CPPUNIT_ASSERT(parseTarget("/a?b=c?d", 9, origin));
        CPPUNIT_ASSERT_EQUAL(std::string("/a"), origin.path);
        CPPUNIT_ASSERT(origin.queryParameter("b") == "c?d");

        Request absolute;
        CPPUNIT_ASSERT(parseTarget("HTTP://Box:81?q=1", 9, absolute));
        CPPUNIT_ASSERT_EQUAL(std::string("/"), absolute.path);
        CPPUNIT_ASSERT_EQUAL(std::string("box"), absolute.host);
        CPPUNIT_ASSERT(absolute.port == 81);
        CPPUNIT_ASSERT(absolute.queryParameter("q") == "1");

        Request options;
        CPPUNIT_ASSERT(!parseTarget("*", 9, options));
        options.method = Method::Options;
        CPPUNIT_ASSERT(parseTarget("*", 9, options));

        Request connect;
        connect.method = Method::Connect;
        CPPUNIT_ASSERT(parseTarget("host:443", 9, connect));
        CPPUNIT_ASSERT(!parseTarget("/a", 9, connect));

        for (const auto* target : {"", "a", "ftp://a/", "http://", "http:///a", "http://u@h/", "http://a b/",
                                   "/a#b", "/\xc3\xa9", "/a b", "http://a/../b"}) {
            Request request;
            CPPUNIT_ASSERT_MESSAGE(target, !parseTarget(target, 9, request));
        }
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(RequestTargetTest);

// SPDX-License-Identifier: Apache-2.0
#include "Client.h"
#include "TestSite.h"

#include <cppunit/extensions/HelperMacros.h>

#include <string>
#include <vector>

using namespace std::string_literals;

namespace {

const std::string kInner = "GET /twin/smuggled HTTP/1.1\r\nHost: box\r\n\r\n";

/// What is sent at once, and the statuses that come back before the server closes.
struct Case {
    std::string bytes;
    std::vector<int> statuses;
};

std::string post(const std::string& rest) {
    return "POST /echo HTTP/1.1\r\nHost: box\r\n" + rest;
}
std::string get(const std::string& fields) {
    return "GET /hello HTTP/1.1\r\nHost: box\r\n" + fields + "\r\n";
}

} // namespace

/// One request, one response: nothing that two parsers could read in two ways becomes two requests.
class SmugglingTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(SmugglingTest);
    CPPUNIT_TEST(refusesAmbiguityAndCloses);
    CPPUNIT_TEST(takesABodyAsABody);
    CPPUNIT_TEST(reflectsNothing);
    CPPUNIT_TEST(checksTheHostOfAbsoluteTargets);
    CPPUNIT_TEST_SUITE_END();

public:
    void refusesAmbiguityAndCloses() {
        const std::vector<Case> cases{
            {post("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n") + kInner, {400}},
            {post("Content-Length: 3\r\nContent-Length: 43\r\n\r\n") + kInner, {400}},
            {post("Content-Length: 3, 3\r\n\r\nabc") + kInner, {400}},
            {post("Content-Length: -5\r\n\r\n") + kInner, {400}},
            {post("Content-Length : 3\r\n\r\n") + kInner, {400}},
            {post("Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n") + kInner, {501}},
            {post("Transfer-Encoding: =?utf-8?Q?chunked?=\r\n\r\n0\r\n\r\n") + kInner, {400}},
            {post("Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n") + kInner, {400}},
            {post("Transfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n0\r\n\r\n") + kInner, {400}},
            {"POST /echo HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + kInner, {400}},
            {get("X: 1\r\n folded\r\n") + kInner, {400}},
            {get("X: a\0b\r\n"s) + kInner, {400}},
            {"GET /hello HTTP/1.1\nHost: box\n\n" + kInner, {400}},
            {"GET /hello HTTP/9.9\r\nHost: box\r\n\r\n" + kInner, {505}},
            {"GET /hello HTTP/1.1\r\n\r\n" + kInner, {400}},
            {"FOO\r\n" + kInner, {400}},
            {"GET /" + std::string(9000, 'a') + " HTTP/1.1\r\nHost: box\r\n\r\n" + kInner, {414}},
            {get("X: " + std::string(9000, 'a') + "\r\n") + kInner, {431}},
            {get("Expect: magic\r\n") + kInner, {417}},
            {post("Content-Length: 100001\r\n\r\n") + kInner, {413}},
            {get("") + "garbage\r\n" + kInner, {200, 400}},
        };
        for (const Case& row : cases) {
            Client client(site_.port());
            client.send(row.bytes);
            for (const int status : row.statuses) {
                const auto reply = client.read();
                CPPUNIT_ASSERT_MESSAGE(row.bytes, reply.has_value());
                CPPUNIT_ASSERT_EQUAL_MESSAGE(row.bytes, status, reply->status);
                if (status != 200) CPPUNIT_ASSERT_EQUAL("close"s, reply->field("connection"));
            }
            CPPUNIT_ASSERT_MESSAGE(row.bytes, client.isClosed());
        }
    }

    void takesABodyAsABody() {
        const std::string length = "Content-Length: " + std::to_string(kInner.size()) + "\r\n";
        const std::vector<Case> cases{
            {get(length) + kInner, {200}},
            {get("Transfer-Encoding: chunked\r\n") + "2a\r\n" + kInner + "\r\n0\r\n\r\n", {200}},
            {"POST /hello HTTP/1.1\r\nHost: box\r\n" + length + "\r\n" + kInner, {405}},
            {"POST /nowhere HTTP/1.1\r\nHost: box\r\n" + length + "\r\n" + kInner, {404}},
            {"BREW /hello HTTP/1.1\r\nHost: box\r\n" + length + "\r\n" + kInner, {501}},
            {"get /hello HTTP/1.1\r\nHost: box\r\n" + length + "\r\n" + kInner, {501}},
        };
        CPPUNIT_ASSERT_EQUAL(std::size_t(0x2a), kInner.size());
        for (const Case& row : cases) {
            Client client(site_.port());
            CPPUNIT_ASSERT_EQUAL_MESSAGE(row.bytes, row.statuses.front(), client.ask(row.bytes).status);
            // Had the body been taken for a request, its answer would come first.
            CPPUNIT_ASSERT_EQUAL_MESSAGE(row.bytes, "next"s, client.get("/twin/next").body);
        }
    }

    void reflectsNothing() {
        Client client(site_.port());
        const std::string evil =
            "X-Evil: =?utf-8?Q?a=0d=0aInjected:=20yes?=\r\nOrigin: http://evil.example\r\n";
        for (const auto* target : {"/hello", "/nowhere/%3Cscript%3E", "/open", "/file"}) {
            const Reply reply = client.get(target, evil + "Range: bytes=9999-\r\n");
            const std::string all = reply.head + reply.body;
            for (const auto* word : {"Injected", "evil", "script"})
                CPPUNIT_ASSERT_MESSAGE(all, all.find(word) == std::string::npos);
        }
        CPPUNIT_ASSERT_EQUAL("*"s, client.get("/open", evil).field("access-control-allow-origin"));
    }

    void checksTheHostOfAbsoluteTargets() {
        Client client(site_.port());
        CPPUNIT_ASSERT_EQUAL(
            421, client.ask("GET http://evil.example/hello HTTP/1.1\r\nHost: box\r\n\r\n").status);
        CPPUNIT_ASSERT_EQUAL(421, client.ask("GET /hello HTTP/1.1\r\nHost: EVIL.example:80\r\n\r\n").status);
        CPPUNIT_ASSERT_EQUAL(
            200, client.ask("GET http://box/hello HTTP/1.1\r\nHost: evil.example\r\n\r\n").status);
    }

private:
    TestSite site_;
};

CPPUNIT_TEST_SUITE_REGISTRATION(SmugglingTest);

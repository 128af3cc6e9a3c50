// SPDX-License-Identifier: Apache-2.0
#include "Client.h"
#include "TestSite.h"
#include "http/HttpDate.h"

#include <cppunit/extensions/HelperMacros.h>

#include <string>

using namespace std::string_literals;

class KeepAliveTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(KeepAliveTest);
    CPPUNIT_TEST(staysInStepAfterEveryKindOfResponse);
    CPPUNIT_TEST(answersPipelinedRequestsInOrder);
    CPPUNIT_TEST(answersARequestSentInSingleBytes);
    CPPUNIT_TEST(closesWhenAsked);
    CPPUNIT_TEST(speaksHttp10);
    CPPUNIT_TEST(answersAClientThatHasFinishedSending);
    CPPUNIT_TEST(saysWhatEveryResponseSays);
    CPPUNIT_TEST(answersOptions);
    CPPUNIT_TEST_SUITE_END();

public:
    void staysInStepAfterEveryKindOfResponse() {
        Client client(site_.port());
        for (int round = 0; round < 3; ++round) {
            const Reply whole = client.get("/file");
            const Reply head = client.ask("HEAD /file HTTP/1.1\r\nHost: box\r\n\r\n", true);
            CPPUNIT_ASSERT_EQUAL(200, head.status);
            for (const auto* name :
                 {"content-length", "etag", "accept-ranges", "content-type", "last-modified"})
                CPPUNIT_ASSERT_EQUAL_MESSAGE(name, whole.field(name), head.field(name));
            CPPUNIT_ASSERT_EQUAL(404, client.get("/nowhere").status);
            CPPUNIT_ASSERT_EQUAL(405, client.ask("DELETE /file HTTP/1.1\r\nHost: box\r\n\r\n").status);
            CPPUNIT_ASSERT_EQUAL(416, client.get("/file", "Range: bytes=1000-\r\n").status);
            const Reply unchanged = client.get("/file", "If-None-Match: \"S\"\r\n");
            CPPUNIT_ASSERT_EQUAL(304, unchanged.status);
            CPPUNIT_ASSERT_EQUAL(""s, unchanged.field("content-length"));
            CPPUNIT_ASSERT_EQUAL(412, client.get("/file", "If-Match: \"x\"\r\n").status);
            CPPUNIT_ASSERT_EQUAL(204, client.ask("OPTIONS /file HTTP/1.1\r\nHost: box\r\n\r\n").status);
            CPPUNIT_ASSERT_EQUAL(405, client.ask("TRACE /file HTTP/1.1\r\nHost: box\r\n\r\n").status);
            CPPUNIT_ASSERT_EQUAL(404, client.ask("HEAD /nowhere HTTP/1.1\r\nHost: box\r\n\r\n", true).status);
            CPPUNIT_ASSERT_EQUAL("in-step"s, client.get("/twin/in-step").body);
        }
        CPPUNIT_ASSERT_EQUAL(std::uint64_t(1), site_.counters().acceptedConnections);
    }

    void answersPipelinedRequestsInOrder() {
        Client client(site_.port());
        std::string all;
        constexpr int kCount = 500;
        for (int i = 0; i < kCount; ++i) {
            // Answers that come at once, from a file and from another thread, all mixed.
            all += "GET /twin/" + std::to_string(i) + " HTTP/1.1\r\nHost: box\r\n\r\n";
            if (i % 7 == 0) all += "GET /file HTTP/1.1\r\nHost: box\r\nRange: bytes=0-4\r\n\r\n";
            if (i % 11 == 0) all += "GET /worker HTTP/1.1\r\nHost: box\r\n\r\n";
            if (i % 13 == 0) all += "POST /echo HTTP/1.1\r\nHost: box\r\nContent-Length: 3\r\n\r\nabc";
        }
        client.send(all);
        for (int i = 0; i < kCount; ++i) {
            CPPUNIT_ASSERT_EQUAL(std::to_string(i), client.read()->body);
            if (i % 7 == 0) CPPUNIT_ASSERT_EQUAL("01234"s, client.read()->body);
            if (i % 11 == 0) CPPUNIT_ASSERT_EQUAL("worked"s, client.read()->body);
            if (i % 13 == 0) CPPUNIT_ASSERT_EQUAL("abc"s, client.read()->body);
        }
    }

    void answersARequestSentInSingleBytes() {
        Client client(site_.port());
        const std::string request = "POST /echo HTTP/1.1\r\nHost: box\r\nTransfer-Encoding: chunked\r\n\r\n"
                                    "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nT: 1\r\n\r\n";
        for (const char c : request + request)
            client.send(std::string_view(&c, 1));
        CPPUNIT_ASSERT_EQUAL("abcde"s, client.read()->body);
        CPPUNIT_ASSERT_EQUAL("abcde"s, client.read()->body);
    }

    void closesWhenAsked() {
        for (const auto* value : {"close", "Close", "close, te"}) {
            Client client(site_.port());
            const Reply reply = client.get("/hello", "Connection: "s + value + "\r\n");
            CPPUNIT_ASSERT_EQUAL("close"s, reply.field("connection"));
            CPPUNIT_ASSERT(client.isClosed());
        }
    }

    void speaksHttp10() {
        Client plain(site_.port());
        const Reply once = plain.ask("GET /hello HTTP/1.0\r\n\r\n");
        CPPUNIT_ASSERT_EQUAL(200, once.status);
        CPPUNIT_ASSERT_EQUAL("close"s, once.field("connection"));
        CPPUNIT_ASSERT(plain.isClosed());

        Client keeping(site_.port());
        const std::string request =
            "GET /file HTTP/1.0\r\nConnection: keep-alive\r\nRange: bytes=0-1\r\n\r\n";
        for (int i = 0; i < 2; ++i) {
            const Reply reply = keeping.ask(request);
            CPPUNIT_ASSERT_EQUAL(206, reply.status);
            CPPUNIT_ASSERT_EQUAL("keep-alive"s, reply.field("connection"));
        }
    }

    void answersAClientThatHasFinishedSending() {
        Client client(site_.port());
        client.send("GET /worker HTTP/1.1\r\nHost: box\r\n\r\nGET /file HTTP/1.1\r\nHost: box\r\n\r\n");
        client.endSending();
        CPPUNIT_ASSERT_EQUAL("worked"s, client.read()->body);
        CPPUNIT_ASSERT_EQUAL(std::size_t(1000), client.read()->body.size());
        CPPUNIT_ASSERT(client.isClosed());
    }

    void saysWhatEveryResponseSays() {
        Client client(site_.port());
        for (const auto* target : {"/hello", "/nowhere", "/file", "/throws", "/forgets"}) {
            const Reply reply = client.get(target);
            CPPUNIT_ASSERT_MESSAGE(target,
                                   durus::mediaserver::http::parseHttpDate(reply.field("date")).has_value());
            CPPUNIT_ASSERT_EQUAL_MESSAGE(target, "nosniff"s, reply.field("x-content-type-options"));
            CPPUNIT_ASSERT_EQUAL_MESSAGE(target, ""s, reply.field("connection"));
        }
        CPPUNIT_ASSERT_EQUAL("text/plain; charset=utf-8"s, client.get("/nowhere").field("content-type"));
    }

    void answersOptions() {
        Client client(site_.port());
        const Reply plain = client.ask("OPTIONS /echo HTTP/1.1\r\nHost: box\r\n\r\n");
        CPPUNIT_ASSERT_EQUAL("POST, OPTIONS"s, plain.field("allow"));
        CPPUNIT_ASSERT_EQUAL(204, client.ask("OPTIONS * HTTP/1.1\r\nHost: box\r\n\r\n").status);
        const Reply preflight = client.ask("OPTIONS /open HTTP/1.1\r\nHost: box\r\nOrigin: http://a\r\n"
                                           "Access-Control-Request-Method: GET\r\n\r\n");
        CPPUNIT_ASSERT_EQUAL("*"s, preflight.field("access-control-allow-origin"));
        CPPUNIT_ASSERT_EQUAL("GET, HEAD, OPTIONS"s, preflight.field("access-control-allow-methods"));
    }

private:
    TestSite site_;
};

CPPUNIT_TEST_SUITE_REGISTRATION(KeepAliveTest);

// SPDX-License-Identifier: Apache-2.0
#include "Client.h"
#include "TestSite.h"

#include <cppunit/extensions/HelperMacros.h>

#include <string>

using namespace std::string_literals;

class BodyTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(BodyTest);
    CPPUNIT_TEST(receivesBodies);
    CPPUNIT_TEST(receivesTheLongestBodyAllowed);
    CPPUNIT_TEST(refusesALongerOneWithAnAnswer);
    CPPUNIT_TEST(agreesToABodyOnce);
    CPPUNIT_TEST(refusesABodyBeforeItIsSent);
    CPPUNIT_TEST(keepsAConnectionWhoseShortBodyIsRefused);
    CPPUNIT_TEST(endsOneWhoseLongBodyIsRefused);
    CPPUNIT_TEST_SUITE_END();

public:
    void receivesBodies() {
        Client client(site_.port());
        CPPUNIT_ASSERT_EQUAL("abc"s, client.ask(post("Content-Length: 3\r\n") + "abc").body);
        CPPUNIT_ASSERT_EQUAL(
            "abcde"s,
            client.ask(post("Transfer-Encoding: chunked\r\n") + "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n").body);
        CPPUNIT_ASSERT_EQUAL(""s, client.ask(post("Content-Length: 0\r\n")).body);
        CPPUNIT_ASSERT_EQUAL(""s, client.ask(post("")).body);
    }

    void receivesTheLongestBodyAllowed() {
        Client client(site_.port());
        const std::string body(100'000, 'x');
        CPPUNIT_ASSERT_EQUAL(body, client.ask(post("Content-Length: 100000\r\n") + body).body);
    }

    void refusesALongerOneWithAnAnswer() {
        Client client(site_.port());
        // The answer must arrive although we keep sending what the server will not read.
        client.send(post("Content-Length: 4000000\r\n") + std::string(500'000, 'x'));
        const auto reply = client.read();
        CPPUNIT_ASSERT(reply);
        CPPUNIT_ASSERT_EQUAL(413, reply->status);
        client.endSending();
        CPPUNIT_ASSERT(client.isClosed());

        Client chunked(site_.port());
        chunked.send(post("Transfer-Encoding: chunked\r\n") + "186A1\r\n");
        CPPUNIT_ASSERT_EQUAL(413, chunked.read()->status);
    }

    void agreesToABodyOnce() {
        Client client(site_.port());
        for (int i = 0; i < 2; ++i) {
            CPPUNIT_ASSERT_EQUAL(100,
                                 client.ask(post("Content-Length: 3\r\nExpect: 100-continue\r\n")).status);
            CPPUNIT_ASSERT_EQUAL("abc"s, client.ask("abc").body);
        }
        // A client that did not wait is not told.
        CPPUNIT_ASSERT_EQUAL(
            200, client.ask(post("Content-Length: 3\r\nExpect: 100-continue\r\n") + "abc").status);
        Client old(site_.port());
        CPPUNIT_ASSERT_EQUAL(
            200,
            old.ask("POST /echo HTTP/1.0\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\nabc").status);
    }

    void refusesABodyBeforeItIsSent() {
        for (const auto* start : {"POST /hello", "BREW /echo", "POST /nowhere"}) {
            Client client(site_.port());
            const Reply reply = client.ask(
                start + " HTTP/1.1\r\nHost: box\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n"s);
            CPPUNIT_ASSERT_MESSAGE(start, reply.status >= 400);
            CPPUNIT_ASSERT_EQUAL("close"s, reply.field("connection"));
            client.endSending();
            CPPUNIT_ASSERT(client.isClosed());
        }
        Client client(site_.port());
        CPPUNIT_ASSERT_EQUAL(413,
                             client.ask(post("Content-Length: 100001\r\nExpect: 100-continue\r\n")).status);
    }

    void keepsAConnectionWhoseShortBodyIsRefused() {
        Client client(site_.port());
        client.send("POST /hello HTTP/1.1\r\nHost: box\r\nContent-Length: 10000\r\n\r\n");
        client.send(std::string(10'000, 'x'));
        CPPUNIT_ASSERT_EQUAL(405, client.read()->status);
        CPPUNIT_ASSERT_EQUAL("hello"s, client.get("/hello").body);
    }

    void endsOneWhoseLongBodyIsRefused() {
        Client client(site_.port());
        client.send("POST /hello HTTP/1.1\r\nHost: box\r\nContent-Length: 1000000\r\n\r\n");
        const auto reply = client.read();
        CPPUNIT_ASSERT(reply);
        CPPUNIT_ASSERT_EQUAL(405, reply->status);
        CPPUNIT_ASSERT_EQUAL("close"s, reply->field("connection"));
    }

private:
    static std::string post(const std::string& fields) {
        return "POST /echo HTTP/1.1\r\nHost: box\r\n" + fields + "\r\n";
    }

    TestSite site_;
};

CPPUNIT_TEST_SUITE_REGISTRATION(BodyTest);

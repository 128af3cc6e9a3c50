// SPDX-License-Identifier: Apache-2.0
#include "Client.h"
#include "TestSite.h"

#include <cppunit/extensions/HelperMacros.h>

#include <string>

using namespace std::chrono_literals;
using namespace std::string_literals;

namespace {

/// Everything patient, so that each test makes one limit short and can be sure it is that one.
TestSite::Limits patient() {
    TestSite::Limits limits;
    limits.header = limits.idle = limits.body = limits.send = limits.handler = limits.linger = 10min;
    limits.timerTick = 10ms;
    return limits;
}

} // namespace

class DeadlineTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(DeadlineTest);
    CPPUNIT_TEST(endsASlowHead);
    CPPUNIT_TEST(endsASlowSecondHead);
    CPPUNIT_TEST(endsASilentConnection);
    CPPUNIT_TEST(endsAnIdleConnection);
    CPPUNIT_TEST(endsASlowBody);
    CPPUNIT_TEST(allowsASteadyBody);
    CPPUNIT_TEST(endsAClientThatNeverReads);
    CPPUNIT_TEST(answersForALostHandler);
    CPPUNIT_TEST(endsALingeringClient);
    CPPUNIT_TEST(servesOthersBesideClientsThatNeverRead);
    CPPUNIT_TEST(servesOthersBesideSlowHeads);
    CPPUNIT_TEST_SUITE_END();

public:
    void endsASlowHead() {
        TestSite::Limits limits = patient();
        limits.header = 200ms;
        // A quick client would else reach the end of what a head may weigh before its time is up.
        limits.headBytes = limits.headerFields = 1U << 30;
        TestSite site(limits);
        Client client(site.port());
        // One byte at a time: each is progress, but the deadline is for the whole.
        client.send("GET /hello HTTP/1.1\r\n");
        std::size_t dribbled = 0;
        CPPUNIT_ASSERT(eventually([&] {
            if (site.counters().timeouts == 1) return true;
            client.send(++dribbled % 1000 == 0 ? "\r\n" : dribbled % 1000 == 1 ? "X:" : "a");
            return false;
        }));
        const auto reply = client.read();
        CPPUNIT_ASSERT(reply);
        CPPUNIT_ASSERT_EQUAL(408, reply->status);
        CPPUNIT_ASSERT_EQUAL("close"s, reply->field("connection"));
        client.endSending();
        CPPUNIT_ASSERT(client.isClosed());
    }

    void endsASlowSecondHead() {
        TestSite::Limits limits = patient();
        limits.header = 200ms;
        TestSite site(limits);
        Client client(site.port());
        client.get("/hello");
        client.send("GET /hello HTTP/1.1\r\n");
        CPPUNIT_ASSERT_EQUAL(408, client.read()->status);
    }

    void endsASilentConnection() {
        TestSite::Limits limits = patient();
        limits.header = 100ms;
        TestSite site(limits);
        Client client(site.port());
        CPPUNIT_ASSERT(client.isClosed());
        CPPUNIT_ASSERT_EQUAL(std::uint64_t(0), site.counters().timeouts);
    }

    void endsAnIdleConnection() {
        TestSite::Limits limits = patient();
        limits.idle = 100ms;
        TestSite site(limits);
        Client client(site.port());
        client.get("/hello");
        CPPUNIT_ASSERT(client.isClosed());
    }

    void endsASlowBody() {
        TestSite::Limits limits = patient();
        limits.body = 100ms;
        TestSite site(limits);
        Client client(site.port());
        client.send("POST /echo HTTP/1.1\r\nHost: box\r\nContent-Length: 100\r\n\r\nabc");
        CPPUNIT_ASSERT_EQUAL(408, client.read()->status);
    }

    void allowsASteadyBody() {
        TestSite::Limits limits = patient();
        limits.body = 100ms;
        limits.bodyBytesPerSecond = 1;
        TestSite site(limits);
        Client client(site.port());
        // 1000 bytes have earned a thousand seconds.
        client.send("POST /echo HTTP/1.1\r\nHost: box\r\nContent-Length: 1001\r\n\r\n" +
                    std::string(1000, 'x'));
        Client other(site.port());
        other.send("POST /echo HTTP/1.1\r\nHost: box\r\nContent-Length: 1001\r\n\r\n");
        CPPUNIT_ASSERT_EQUAL(408, other.read()->status);
        CPPUNIT_ASSERT_EQUAL(200, client.ask("x").status);
    }

    void endsAClientThatNeverReads() {
        TestSite::Limits limits = patient();
        limits.send = 200ms;
        TestSite site(limits);
        Client client(site.port());
        client.send("GET /big HTTP/1.1\r\nHost: box\r\n\r\n");
        CPPUNIT_ASSERT(eventually(
            [&] { return site.counters().timeouts == 1 && site.counters().openConnections == 0; }));
        CPPUNIT_ASSERT(site.counters().bytesSent < (32U << 20));
    }

    void answersForALostHandler() {
        TestSite::Limits limits = patient();
        limits.handler = 100ms;
        TestSite site(limits);
        Client client(site.port());
        const Reply reply = client.get("/held");
        CPPUNIT_ASSERT_EQUAL(503, reply.status);
        CPPUNIT_ASSERT_EQUAL("close"s, reply.field("connection"));
        // The late answer finds nobody, and that is all.
        site.release();
        CPPUNIT_ASSERT_EQUAL("hello"s, Client(site.port()).get("/hello").body);
    }

    void endsALingeringClient() {
        TestSite::Limits limits = patient();
        limits.linger = 100ms;
        TestSite site(limits);
        Client client(site.port());
        CPPUNIT_ASSERT_EQUAL(400, client.ask("nonsense\r\n").status);
        CPPUNIT_ASSERT(eventually([&] { return site.counters().openConnections == 0; }));
    }

    void servesOthersBesideClientsThatNeverRead() {
        TestSite site(patient());
        std::vector<std::unique_ptr<Client>> stalled;
        for (int i = 0; i < 50; ++i) {
            stalled.push_back(std::make_unique<Client>(site.port()));
            stalled.back()->send("GET /big HTTP/1.1\r\nHost: box\r\n\r\n");
        }
        CPPUNIT_ASSERT(eventually([&] { return site.counters().responses2xx >= 50; }));
        Client good(site.port());
        for (int i = 0; i < 20; ++i)
            CPPUNIT_ASSERT_EQUAL("hello"s, good.get("/hello").body);
        // A stalled client finds everything still there when it reads at last.
        CPPUNIT_ASSERT_EQUAL(std::size_t(32 << 20), stalled.front()->read()->body.size());
    }

    void servesOthersBesideSlowHeads() {
        TestSite site(patient());
        std::vector<std::unique_ptr<Client>> slow;
        for (int i = 0; i < 200; ++i) {
            slow.push_back(std::make_unique<Client>(site.port()));
            slow.back()->send("GET /hello HTTP/1.1\r\nHost: b");
        }
        Client good(site.port());
        CPPUNIT_ASSERT_EQUAL("hello"s, good.get("/hello").body);
        CPPUNIT_ASSERT_EQUAL("hello"s, slow.back()->ask("ox\r\n\r\n").body);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(DeadlineTest);

// SPDX-License-Identifier: Apache-2.0
#include "Client.h"
#include "TestSite.h"

#include <cppunit/extensions/HelperMacros.h>
#include <sys/resource.h>

#include <stdexcept>
#include <string>
#include <system_error>
#include <vector>

namespace http = durus::mediaserver::http;
using namespace std::chrono_literals;
using namespace std::string_literals;

class LifecycleTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(LifecycleTest);
    CPPUNIT_TEST(returnsEveryDescriptor);
    CPPUNIT_TEST(survivesRudeClients);
    CPPUNIT_TEST(stopsWithConnectionsOfEveryKind);
    CPPUNIT_TEST(finishesResponsesUnderWay);
    CPPUNIT_TEST(stopsTwiceAndWithoutStart);
    CPPUNIT_TEST(listensOnIpv6);
    CPPUNIT_TEST(namesTheAddressThatFails);
    CPPUNIT_TEST(turnsAwayWhatExceedsTheCaps);
    CPPUNIT_TEST(turnsAwayWithoutDescriptors);
    CPPUNIT_TEST(counts);
    CPPUNIT_TEST_SUITE_END();

public:
    void returnsEveryDescriptor() {
        TestSite site;
        const std::size_t before = openDescriptors();
        {
            std::vector<std::unique_ptr<Client>> clients;
            for (int i = 0; i < 100; ++i) {
                clients.push_back(std::make_unique<Client>(site.port()));
                if (i % 2 == 0) clients.back()->get("/file");
            }
            CPPUNIT_ASSERT(eventually([&] { return openDescriptors() == before + 200; }));
        }
        CPPUNIT_ASSERT(eventually([&] { return openDescriptors() == before; }));
        CPPUNIT_ASSERT_EQUAL(std::uint64_t(0), site.counters().openConnections);
    }

    void survivesRudeClients() {
        TestSite site;
        const std::size_t before = openDescriptors();
        for (int i = 0; i < 30; ++i) {
            Client silent(site.port());
            Client half(site.port());
            half.send("GET /fi");
            Client resetting(site.port());
            resetting.send("GET /big HTTP/1.1\r\nHost: box\r\n\r\n");
            if (i % 2 == 0) resetting.read(true);
            resetting.reset();
            Client leaving(site.port());
            leaving.send("GET /big HTTP/1.1\r\nHost: box\r\n\r\n");
        }
        CPPUNIT_ASSERT_EQUAL("hello"s, Client(site.port()).get("/hello").body);
        CPPUNIT_ASSERT(eventually([&] { return openDescriptors() == before; }));
    }

    void stopsWithConnectionsOfEveryKind() {
        http::ServerLimits limits;
        limits.stop = 100ms;
        const std::size_t before = openDescriptors();
        {
            TestSite site(limits);
            Client idle(site.port());
            idle.get("/hello");
            Client half(site.port());
            half.send("GET /hello HT");
            Client held(site.port());
            held.send("GET /held HTTP/1.1\r\nHost: box\r\n\r\n");
            Client stalled(site.port());
            stalled.send("GET /big HTTP/1.1\r\nHost: box\r\n\r\n");
            CPPUNIT_ASSERT(
                eventually([&] { return site.heldCount() == 1 && site.counters().responses2xx == 2; }));
            const auto began = std::chrono::steady_clock::now();
            site.server().stop();
            CPPUNIT_ASSERT(std::chrono::steady_clock::now() - began < 10s);
            CPPUNIT_ASSERT(idle.isClosed());
            CPPUNIT_ASSERT(half.isClosed());
            CPPUNIT_ASSERT_EQUAL(std::uint64_t(0), site.counters().openConnections);
        }
        CPPUNIT_ASSERT_EQUAL(before, openDescriptors());
    }

    void finishesResponsesUnderWay() {
        http::ServerLimits limits;
        limits.stop = 10min;
        TestSite site(limits);
        Client client(site.port());
        client.send("GET /big HTTP/1.1\r\nHost: box\r\n\r\n");
        CPPUNIT_ASSERT(eventually([&] { return site.counters().responses2xx == 1; }));
        std::jthread stopping([&] { site.server().stop(); });
        CPPUNIT_ASSERT_EQUAL(std::size_t(32 << 20), client.read()->body.size());
        CPPUNIT_ASSERT(client.isClosed());
    }

    void stopsTwiceAndWithoutStart() {
        http::Server unused({}, http::Router());
        unused.stop();
        CPPUNIT_ASSERT_EQUAL(std::uint16_t(0), unused.port());
        http::Server server({}, http::Router());
        server.start();
        CPPUNIT_ASSERT_THROW(server.start(), std::logic_error);
        server.stop();
        server.stop();
    }

    void listensOnIpv6() {
        for (const std::string listen : {"[::1]:0", "[::]:0"}) {
            try {
                TestSite site({}, listen);
                CPPUNIT_ASSERT_EQUAL("hello"s, Client(site.port(), "::1").get("/hello").body);
                if (listen == "[::]:0")
                    CPPUNIT_ASSERT_EQUAL("hello"s, Client(site.port()).get("/hello").body);
            } catch (const std::system_error& error) {
                // A machine without IPv6 has nothing to test here.
                if (error.code().value() != EADDRNOTAVAIL && error.code().value() != EAFNOSUPPORT) throw;
            }
        }
    }

    void namesTheAddressThatFails() {
        TestSite site;
        http::ServerOptions options;
        options.listen = "127.0.0.1:" + std::to_string(site.port());
        http::Server second(options, http::Router());
        try {
            second.start();
            CPPUNIT_FAIL("the port was taken twice");
        } catch (const std::system_error& error) {
            CPPUNIT_ASSERT(std::string(error.what()).find(options.listen) != std::string::npos);
        }
        options.listen = "localhost:80";
        CPPUNIT_ASSERT_THROW(http::Server(options, http::Router()), std::invalid_argument);
    }

    void turnsAwayWhatExceedsTheCaps() {
        http::ServerLimits limits;
        limits.connectionsPerAddress = 2;
        limits.capLoopback = true;
        TestSite site(limits);
        auto first = std::make_unique<Client>(site.port());
        first->get("/hello");
        Client second(site.port());
        second.get("/hello");
        Client third(site.port());
        const auto reply = third.read();
        CPPUNIT_ASSERT_EQUAL(503, reply->status);
        CPPUNIT_ASSERT(!reply->field("retry-after").empty());
        CPPUNIT_ASSERT_EQUAL(std::size_t(48), reply->body.size());
        CPPUNIT_ASSERT(third.isClosed());
        first.reset();
        CPPUNIT_ASSERT(eventually([&] {
            return Client(site.port()).ask("GET /hello HTTP/1.1\r\nHost: box\r\n\r\n").status == 200;
        }));
        CPPUNIT_ASSERT(site.counters().rejectedConnections >= 1);
    }

    void turnsAwayWithoutDescriptors() {
        TestSite site;
        Client good(site.port());
        good.get("/hello");
        // The clients' ends exist already when the process may open nothing more.
        rlimit before{};
        ::getrlimit(RLIMIT_NOFILE, &before);
        Client extra(site.port());
        extra.get("/hello");
        rlimit tight = before;
        // One more descriptor for the socket of the next client itself, none for the server's side of it.
        const durus::FileDescriptor probe(::dup(0));
        tight.rlim_cur = static_cast<rlim_t>(probe.get()) + 2;
        ::setrlimit(RLIMIT_NOFILE, &tight);
        Client late(site.port());
        const auto reply = late.read();
        ::setrlimit(RLIMIT_NOFILE, &before);
        CPPUNIT_ASSERT(reply);
        CPPUNIT_ASSERT_EQUAL(503, reply->status);
        CPPUNIT_ASSERT_EQUAL("hello"s, good.get("/hello").body);
        CPPUNIT_ASSERT_EQUAL("hello"s, Client(site.port()).get("/hello").body);
    }

    void counts() {
        TestSite site;
        Client client(site.port());
        client.get("/hello");
        client.get("/nowhere");
        client.get("/file", "If-None-Match: *\r\n");
        client.get("/throws");
        client.ask("nonsense\r\n");
        const http::ServerCounters counters = site.counters();
        CPPUNIT_ASSERT_EQUAL(std::uint64_t(1), counters.acceptedConnections);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t(4), counters.requests);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t(1), counters.malformedRequests);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t(1), counters.responses2xx);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t(1), counters.responses3xx);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t(2), counters.responses4xx);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t(1), counters.responses5xx);
        CPPUNIT_ASSERT(counters.bytesReceived > 100);
        CPPUNIT_ASSERT(counters.bytesSent > 500);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(LifecycleTest);

// SPDX-License-Identifier: Apache-2.0
#include "Client.h"
#include "TestSite.h"

#include <cppunit/extensions/HelperMacros.h>

#include <future>
#include <string>
#include <thread>

namespace http = durus::mediaserver::http;
using namespace std::string_literals;

class DeferredTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(DeferredTest);
    CPPUNIT_TEST(answersFromAWorker);
    CPPUNIT_TEST(answersLater);
    CPPUNIT_TEST(answersOutOfOrderOnDifferentConnections);
    CPPUNIT_TEST(answersForAHandlerThatFails);
    CPPUNIT_TEST(dropsAnswersNobodyWaitsFor);
    CPPUNIT_TEST(dropsAnswersAfterTheServer);
    CPPUNIT_TEST(refusesWorkBeyondTheQueue);
    CPPUNIT_TEST(outlivesHandlersThatThrowOnWorkers);
    CPPUNIT_TEST_SUITE_END();

public:
    void answersFromAWorker() {
        TestSite site;
        Client client(site.port());
        for (int i = 0; i < 200; ++i)
            CPPUNIT_ASSERT_EQUAL("worked"s, client.get("/worker").body);
    }

    void answersLater() {
        TestSite site;
        Client client(site.port());
        client.send("GET /held HTTP/1.1\r\nHost: box\r\n\r\nGET /hello HTTP/1.1\r\nHost: box\r\n\r\n");
        CPPUNIT_ASSERT(eventually([&] { return site.heldCount() == 1; }));
        site.release();
        CPPUNIT_ASSERT_EQUAL("released"s, client.read()->body);
        CPPUNIT_ASSERT_EQUAL("hello"s, client.read()->body);
    }

    void answersOutOfOrderOnDifferentConnections() {
        TestSite site;
        Client waiting(site.port());
        waiting.send("GET /held HTTP/1.1\r\nHost: box\r\n\r\n");
        Client other(site.port());
        for (int i = 0; i < 10; ++i)
            CPPUNIT_ASSERT_EQUAL("worked"s, other.get("/worker").body);
        CPPUNIT_ASSERT(eventually([&] { return site.heldCount() == 1; }));
        site.release();
        CPPUNIT_ASSERT_EQUAL("released"s, waiting.read()->body);
    }

    void answersForAHandlerThatFails() {
        TestSite site;
        Client client(site.port());
        CPPUNIT_ASSERT_EQUAL(500, client.get("/throws").status);
        CPPUNIT_ASSERT_EQUAL(500, client.get("/forgets").status);
        client.send("GET /held HTTP/1.1\r\nHost: box\r\n\r\n");
        CPPUNIT_ASSERT(eventually([&] { return site.heldCount() == 1; }));
        site.forget();
        CPPUNIT_ASSERT_EQUAL(500, client.read()->status);
        CPPUNIT_ASSERT_EQUAL("hello"s, client.get("/hello").body);
    }

    void dropsAnswersNobodyWaitsFor() {
        TestSite site;
        for (int i = 0; i < 20; ++i) {
            Client client(site.port());
            client.send("GET /held HTTP/1.1\r\nHost: box\r\n\r\n");
            CPPUNIT_ASSERT(eventually([&] { return site.heldCount() == 1; }));
            client.reset();
            CPPUNIT_ASSERT(eventually([&] { return site.counters().openConnections == 0; }));
            site.release();
        }
        CPPUNIT_ASSERT_EQUAL("hello"s, Client(site.port()).get("/hello").body);
    }

    void dropsAnswersAfterTheServer() {
        http::ServerLimits limits;
        limits.stop = std::chrono::milliseconds(50);
        TestSite site(limits);
        Client client(site.port());
        client.send("GET /held?still=there HTTP/1.1\r\nHost: box\r\n\r\n");
        CPPUNIT_ASSERT(eventually([&] { return site.heldCount() == 1; }));
        site.server().stop();
        site.release();
        CPPUNIT_ASSERT(client.isClosed());
    }

    void refusesWorkBeyondTheQueue() {
        std::promise<void> gate;
        const std::shared_future<void> open = gate.get_future().share();
        http::WorkerPool pool({.threads = 1, .queue = 3, .retryAfterSeconds = 7});
        http::Router router;
        router.get("/work", pool.run([open](const http::Request&, http::Responder responder) {
            open.wait();
            responder.send(http::Response(http::Status::NoContent));
        }));
        http::Server server({}, std::move(router));
        server.start();
        std::vector<std::unique_ptr<Client>> clients;
        for (int i = 0; i < 10; ++i) {
            clients.push_back(std::make_unique<Client>(server.port()));
            clients.back()->send("GET /work HTTP/1.1\r\nHost: box\r\n\r\n");
        }
        // One is worked on and three wait; or four wait for a moment before the worker takes the first.
        CPPUNIT_ASSERT(eventually([&] { return server.counters().responses5xx >= 6; }));
        gate.set_value();
        int served = 0;
        for (const auto& client : clients) {
            const Reply reply = *client->read();
            if (reply.status == 204)
                ++served;
            else
                CPPUNIT_ASSERT_EQUAL("7"s, reply.field("retry-after"));
        }
        CPPUNIT_ASSERT(served == 3 || served == 4);
        server.stop();
    }

    void outlivesHandlersThatThrowOnWorkers() {
        http::WorkerPool pool;
        http::Router router;
        router.get("/throw", pool.run([](const http::Request&, http::Responder) { throw 42; }));
        http::Server server({}, std::move(router));
        server.start();
        Client client(server.port());
        for (int i = 0; i < 10; ++i)
            CPPUNIT_ASSERT_EQUAL(500, client.get("/throw").status);
        server.stop();
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(DeferredTest);

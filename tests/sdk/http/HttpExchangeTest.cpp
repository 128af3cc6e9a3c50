// SPDX-License-Identifier: Apache-2.0
#include "ScriptedServer.h"

#include <durus/core/Error.h>
#include <durus/http/HttpClient.h>

#include <cppunit/extensions/HelperMacros.h>

#include <atomic>
#include <future>

using durus::ErrorCode;
using durus::Milliseconds;
using durus::Result;
using durus::http::ClientLimits;
using durus::http::makeHttpExchange;
using durus::sync::HttpEndpoint;
using durus::sync::HttpExchange;
using durus::sync::HttpRequest;
using durus::sync::HttpResponse;
using Peer = ScriptedServer::Peer;

namespace {

const HttpRequest kGet{.method = "GET", .path = "/", .headers = {}, .body = {}};

HttpRequest post(const std::string& body) {
    return {.method = "POST", .path = "/items", .headers = {{"Content-Type", "text/plain"}}, .body = body};
}

void answerAll(Peer& peer) {
    for (auto request = peer.readRequest(); !request.empty(); request = peer.readRequest())
        peer.answer("200 OK", "hello");
}

int codeOf(const Result<HttpResponse>& result) {
    return result ? -1 : static_cast<int>(result.error().code());
}

constexpr int kUnavailable = static_cast<int>(ErrorCode::Unavailable);
constexpr int kTimeout = static_cast<int>(ErrorCode::Timeout);
constexpr int kCorrupt = static_cast<int>(ErrorCode::Corrupt);
constexpr int kInvalid = static_cast<int>(ErrorCode::InvalidInput);

/// So long that a test which waits for it fails.
const ClientLimits kForEver{.connect = Milliseconds{120'000}, .idle = Milliseconds{120'000}};

} // namespace

class HttpExchangeTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(HttpExchangeTest);
    CPPUNIT_TEST(sendsAndReceives);
    CPPUNIT_TEST(anAnswerOfAnyStatusIsAValue);
    CPPUNIT_TEST(putsThePathBelowTheBaseUrl);
    CPPUNIT_TEST(reusesAConnection);
    CPPUNIT_TEST(replacesAConnectionThatWasClosed);
    CPPUNIT_TEST(sendsAgainWhatAKeptConnectionSwallowed);
    CPPUNIT_TEST(doesNotSendAgainOnceAnAnswerHasBegun);
    CPPUNIT_TEST(doesNotSendTwiceOnAFreshConnection);
    CPPUNIT_TEST(doesNotFollowRedirects);
    CPPUNIT_TEST(aCutBodyIsNoAnswer);
    CPPUNIT_TEST(aCaptivePortalsPageIsAValue);
    CPPUNIT_TEST(somethingThatIsNotHttpIsCorrupt);
    CPPUNIT_TEST(anAnswerBeyondTheLimitIsRefused);
    CPPUNIT_TEST(aSilentServerTimesOut);
    CPPUNIT_TEST(aDrippingServerTimesOut);
    CPPUNIT_TEST(aServerThatRefusesALargeBodyIsHeard);
    CPPUNIT_TEST(carriesLargeBodiesBothWays);
    CPPUNIT_TEST(nobodyListening);
    CPPUNIT_TEST(plainHttpIsForLoopback);
    CPPUNIT_TEST(cancelEndsAWaitForTheAnswer);
    CPPUNIT_TEST(cancelEndsAHandshake);
    CPPUNIT_TEST(cancelIsFinal);
    CPPUNIT_TEST_SUITE_END();

    TestCertificates authority_;
    TestCertificates::Server certificate_ = authority_.issue("IP:127.0.0.1");

    HttpEndpoint to(const ScriptedServer& server, const std::string& path = {}) const {
        return {.url = server.url() + path, .caFile = authority_.caFile().string(), .token = "secret"};
    }

    Result<HttpResponse> getOnce(const ScriptedServer& server, const ClientLimits& limits = {}) const {
        return makeHttpExchange(limits)->send(to(server), kGet);
    }

    /// Runs a send that would wait for ever, and cancels it once the server says it has got that far.
    static Result<HttpResponse> cancelWhenReached(std::future<void> reached, const HttpEndpoint& endpoint) {
        const auto exchange = makeHttpExchange(kForEver);
        auto sent = std::async(std::launch::async, [&] { return exchange->send(endpoint, kGet); });
        reached.wait();
        exchange->cancel();
        CPPUNIT_ASSERT(sent.wait_for(std::chrono::seconds{20}) == std::future_status::ready);
        return sent.get();
    }

public:
    void sendsAndReceives() {
        ScriptedServer server(certificate_, answerAll);
        const auto answer = makeHttpExchange()->send(to(server), post("some items"));
        CPPUNIT_ASSERT_EQUAL(std::string("hello"), answer.value().body);
        CPPUNIT_ASSERT(answer.value().header("content-length") == "5");
        const std::string request = server.requests().at(0);
        CPPUNIT_ASSERT(request.starts_with("POST /items HTTP/1.1\r\n"));
        CPPUNIT_ASSERT(request.ends_with("\r\n\r\nsome items"));
        CPPUNIT_ASSERT(request.find("Authorization: Bearer secret\r\n") != std::string::npos);
    }

    void anAnswerOfAnyStatusIsAValue() {
        for (const std::string status : {"201 Created", "401 Unauthorized", "429 Slow", "500 Broken"}) {
            ScriptedServer server(certificate_, [&](Peer& peer) {
                peer.readRequest();
                peer.answer(status, "{}", "Retry-After: 60\r\n");
            });
            const auto answer = getOnce(server);
            CPPUNIT_ASSERT_EQUAL(std::stoi(status), answer.value().status);
            CPPUNIT_ASSERT(answer.value().header("retry-after") == "60");
        }
    }

    void putsThePathBelowTheBaseUrl() {
        ScriptedServer server(certificate_, answerAll);
        const auto exchange = makeHttpExchange();
        for (const char* base : {"", "/", "/prefix", "/prefix/"})
            CPPUNIT_ASSERT(exchange->send(to(server, base),
                                          {.method = "GET", .path = "/x?y", .headers = {}, .body = {}}));
        const auto requests = server.requests();
        CPPUNIT_ASSERT(requests.at(0).starts_with("GET /x?y "));
        CPPUNIT_ASSERT(requests.at(1).starts_with("GET /x?y "));
        CPPUNIT_ASSERT(requests.at(2).starts_with("GET /prefix/x?y "));
        CPPUNIT_ASSERT(requests.at(3).starts_with("GET /prefix/x?y "));
    }

    void reusesAConnection() {
        ScriptedServer server(certificate_, answerAll);
        const auto exchange = makeHttpExchange();
        for (int i = 0; i < 5; ++i)
            CPPUNIT_ASSERT(exchange->send(to(server), kGet));
        CPPUNIT_ASSERT_EQUAL(1, server.connections());
    }

    void replacesAConnectionThatWasClosed() {
        ScriptedServer server(certificate_, [](Peer& peer) {
            peer.readRequest();
            peer.answer("200 OK", "once");
        });
        const auto exchange = makeHttpExchange();
        for (int i = 0; i < 4; ++i)
            CPPUNIT_ASSERT_EQUAL(std::string("once"), exchange->send(to(server), post("x")).value().body);
        CPPUNIT_ASSERT_EQUAL(std::size_t{4}, server.requests().size());
    }

    void sendsAgainWhatAKeptConnectionSwallowed() {
        std::atomic<int> connection{0};
        ScriptedServer server(certificate_, [&](Peer& peer) {
            peer.readRequest();
            peer.answer("200 OK", std::to_string(++connection));
            peer.readRequest();
        });
        const auto exchange = makeHttpExchange();
        CPPUNIT_ASSERT_EQUAL(std::string("1"), exchange->send(to(server), post("a")).value().body);
        CPPUNIT_ASSERT_EQUAL(std::string("2"), exchange->send(to(server), post("b")).value().body);
        const auto requests = server.requests();
        CPPUNIT_ASSERT_EQUAL(std::size_t{3}, requests.size());
        CPPUNIT_ASSERT_EQUAL(requests[1], requests[2]);
    }

    void doesNotSendAgainOnceAnAnswerHasBegun() {
        ScriptedServer server(certificate_, [&](Peer& peer) {
            peer.readRequest();
            peer.answer("200 OK", "whole");
            peer.readRequest();
            peer.send("HTTP/1.1 20");
        });
        const auto exchange = makeHttpExchange();
        CPPUNIT_ASSERT(exchange->send(to(server), kGet));
        CPPUNIT_ASSERT_EQUAL(kUnavailable, codeOf(exchange->send(to(server), kGet)));
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, server.requests().size());
    }

    void doesNotSendTwiceOnAFreshConnection() {
        ScriptedServer server(certificate_, [](Peer& peer) { peer.readRequest(); });
        CPPUNIT_ASSERT_EQUAL(kUnavailable, codeOf(getOnce(server)));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, server.requests().size());
    }

    void doesNotFollowRedirects() {
        ScriptedServer elsewhere(certificate_, answerAll);
        ScriptedServer server(certificate_, [&](Peer& peer) {
            peer.readRequest();
            peer.answer("302 Found", "", "Location: " + elsewhere.url() + "/\r\n");
        });
        CPPUNIT_ASSERT_EQUAL(302, getOnce(server).value().status);
        CPPUNIT_ASSERT_EQUAL(0, elsewhere.connections());
    }

    void aCutBodyIsNoAnswer() {
        for (const std::string framing : {"Content-Length: 100", "Transfer-Encoding: chunked"}) {
            ScriptedServer server(certificate_, [&](Peer& peer) {
                peer.readRequest();
                peer.send("HTTP/1.1 200 OK\r\n" + framing + "\r\n\r\n5\r\nHello\r\n");
            });
            CPPUNIT_ASSERT_EQUAL(kUnavailable, codeOf(getOnce(server)));
        }
    }

    void aCaptivePortalsPageIsAValue() {
        ScriptedServer server(certificate_, [](Peer& peer) {
            peer.readRequest();
            peer.answer("200 OK", "<html>Sign in</html>", "Content-Type: text/html\r\n");
        });
        CPPUNIT_ASSERT(getOnce(server).value().header("Content-Type") == "text/html");
    }

    void somethingThatIsNotHttpIsCorrupt() {
        ScriptedServer server(certificate_, [](Peer& peer) {
            peer.readRequest();
            peer.send("220 mail.example.org ESMTP\r\n\r\n");
        });
        CPPUNIT_ASSERT_EQUAL(kCorrupt, codeOf(getOnce(server)));
    }

    void anAnswerBeyondTheLimitIsRefused() {
        const ClientLimits small{.responseBytes = 1'000};
        ScriptedServer measured(certificate_, [](Peer& peer) {
            peer.readRequest();
            peer.answer("200 OK", std::string(1'001, 'x'));
        });
        CPPUNIT_ASSERT_EQUAL(kCorrupt, codeOf(getOnce(measured, small)));
        ScriptedServer endless(certificate_, [](Peer& peer) {
            peer.readRequest();
            peer.send("HTTP/1.1 200 OK\r\n\r\n");
            for (;;)
                peer.send(std::string(1'000, 'x'));
        });
        CPPUNIT_ASSERT_EQUAL(kCorrupt, codeOf(getOnce(endless, small)));
    }

    void aSilentServerTimesOut() {
        ScriptedServer server(certificate_, [](Peer& peer) {
            peer.readRequest();
            peer.waitForClose();
        });
        CPPUNIT_ASSERT_EQUAL(kTimeout, codeOf(getOnce(server, {.idle = Milliseconds{100}})));
    }

    void aDrippingServerTimesOut() {
        std::promise<void> over;
        const auto isOver = over.get_future().share();
        ScriptedServer server(certificate_, [&](Peer& peer) {
            peer.readRequest();
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
            while (isOver.wait_for(std::chrono::milliseconds{10}) != std::future_status::ready)
                peer.send("x");
        });
        const auto answer = getOnce(server, {.total = Milliseconds{300}});
        over.set_value();
        CPPUNIT_ASSERT_EQUAL(kTimeout, codeOf(answer));
    }

    void aServerThatRefusesALargeBodyIsHeard() {
        ScriptedServer server(certificate_, [](Peer& peer) {
            peer.answer("413 Too Large", "{}", "Connection: close\r\n");
            peer.readRequest();
        });
        const auto answer = makeHttpExchange()->send(to(server), post(std::string(3'000'000, 'x')));
        CPPUNIT_ASSERT_EQUAL(413, answer.value().status);
    }

    void carriesLargeBodiesBothWays() {
        ScriptedServer server(certificate_, [](Peer& peer) {
            const std::string request = peer.readRequest();
            peer.answer("200 OK", request.substr(request.find("\r\n\r\n") + 4));
        });
        std::string body;
        for (int i = 0; i < 400'000; ++i)
            body += std::to_string(i);
        CPPUNIT_ASSERT(makeHttpExchange()->send(to(server), post(body)).value().body == body);
    }

    void nobodyListening() {
        std::string url;
        {
            ScriptedServer gone(certificate_, answerAll);
            url = gone.url();
        }
        const auto answer = makeHttpExchange()->send({.url = url, .caFile = {}, .token = {}}, kGet);
        CPPUNIT_ASSERT_EQUAL(kUnavailable, codeOf(answer));
        CPPUNIT_ASSERT(std::string(answer.error().what()).find("refused") != std::string::npos);
    }

    void plainHttpIsForLoopback() {
        ScriptedServer server(answerAll);
        CPPUNIT_ASSERT(getOnce(server));
        CPPUNIT_ASSERT_EQUAL(kInvalid, codeOf(makeHttpExchange()->send(
                                           {.url = "http://example.org", .caFile = {}, .token = {}}, kGet)));
    }

    void cancelEndsAWaitForTheAnswer() {
        std::promise<void> asked;
        ScriptedServer server(certificate_, [&](Peer& peer) {
            peer.readRequest();
            asked.set_value();
            peer.waitForClose();
        });
        CPPUNIT_ASSERT_EQUAL(kUnavailable, codeOf(cancelWhenReached(asked.get_future(), to(server))));
    }

    void cancelEndsAHandshake() {
        std::promise<void> connected;
        ScriptedServer server([&](Peer& peer) {
            connected.set_value();
            peer.waitForClose();
        });
        const HttpEndpoint endpoint{.url = "https://127.0.0.1:" + server.port(), .caFile = {}, .token = {}};
        CPPUNIT_ASSERT_EQUAL(kUnavailable, codeOf(cancelWhenReached(connected.get_future(), endpoint)));
    }

    void cancelIsFinal() {
        ScriptedServer server(certificate_, answerAll);
        const auto exchange = makeHttpExchange();
        CPPUNIT_ASSERT(exchange->send(to(server), kGet));
        exchange->cancel();
        CPPUNIT_ASSERT_EQUAL(kUnavailable, codeOf(exchange->send(to(server), kGet)));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, server.requests().size());
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(HttpExchangeTest);

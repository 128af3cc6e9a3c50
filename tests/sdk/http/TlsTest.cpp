// SPDX-License-Identifier: Apache-2.0
#include "ScriptedServer.h"

#include <durus/core/Error.h>
#include <durus/http/HttpClient.h>

#include <cppunit/extensions/HelperMacros.h>

using durus::Error;
using durus::ErrorCode;
using durus::Result;
using durus::http::makeHttpExchange;
using durus::sync::HttpEndpoint;
using durus::sync::HttpResponse;

namespace {

void sayHello(ScriptedServer::Peer& peer) {
    if (!peer.readRequest().empty()) peer.answer("200 OK", "hello");
}

Result<HttpResponse> get(const HttpEndpoint& endpoint) {
    const auto exchange = makeHttpExchange();
    return exchange->send(endpoint, {.method = "GET", .path = "/", .headers = {}, .body = {}});
}

} // namespace

class TlsTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(TlsTest);
    CPPUNIT_TEST(trustsTheConfiguredAuthority);
    CPPUNIT_TEST(doesNotTrustAnUnknownAuthority);
    CPPUNIT_TEST(doesNotTrustAnotherConfiguredAuthority);
    CPPUNIT_TEST(doesNotTrustAnotherHostsCertificate);
    CPPUNIT_TEST(anAddressNeedsItsOwnEntry);
    CPPUNIT_TEST(doesNotTrustAnExpiredCertificate);
    CPPUNIT_TEST(namesACaFileThatCannotBeUsed);
    CPPUNIT_TEST(sendsNothingBeforeTrusting);
    CPPUNIT_TEST(aServerWithoutTlsIsRefused);
    CPPUNIT_TEST_SUITE_END();

    TestCertificates authority_;

    HttpEndpoint endpoint(const ScriptedServer& server, const std::string& host = "127.0.0.1") const {
        return {.url = server.url(host), .caFile = authority_.caFile().string(), .token = "secret"};
    }

    static void assertDistrusted(const Result<HttpResponse>& result, const std::string& why) {
        CPPUNIT_ASSERT(!result);
        CPPUNIT_ASSERT_EQUAL(static_cast<int>(ErrorCode::Unavailable),
                             static_cast<int>(result.error().code()));
        const std::string fault = result.error().what();
        CPPUNIT_ASSERT_MESSAGE(fault, fault.find(why) != std::string::npos);
        CPPUNIT_ASSERT(!result.error().nextStep().empty());
    }

public:
    void trustsTheConfiguredAuthority() {
        ScriptedServer server(authority_.issue("IP:127.0.0.1,DNS:localhost"), sayHello);
        for (const char* host : {"127.0.0.1", "localhost"}) {
            const auto answer = get(endpoint(server, host));
            CPPUNIT_ASSERT_MESSAGE(answer ? "" : answer.error().what(), answer);
            CPPUNIT_ASSERT_EQUAL(std::string("hello"), answer.value().body);
        }
    }

    void doesNotTrustAnUnknownAuthority() {
        ScriptedServer server(authority_.issue("IP:127.0.0.1"), sayHello);
        assertDistrusted(get({.url = server.url(), .caFile = {}, .token = {}}), "is not trusted");
    }

    void doesNotTrustAnotherConfiguredAuthority() {
        const TestCertificates other;
        ScriptedServer server(authority_.issue("IP:127.0.0.1"), sayHello);
        assertDistrusted(get({.url = server.url(), .caFile = other.caFile().string(), .token = {}}),
                         "is not trusted");
    }

    void doesNotTrustAnotherHostsCertificate() {
        ScriptedServer server(authority_.issue("DNS:backend.example.org"), sayHello);
        assertDistrusted(get(endpoint(server, "localhost")), "ostname mismatch");
    }

    void anAddressNeedsItsOwnEntry() {
        ScriptedServer server(authority_.issue("DNS:localhost,DNS:127.0.0.1"), sayHello);
        assertDistrusted(get(endpoint(server)), "IP address mismatch");
    }

    void doesNotTrustAnExpiredCertificate() {
        ScriptedServer server(authority_.issue("IP:127.0.0.1", std::chrono::hours{-24}), sayHello);
        assertDistrusted(get(endpoint(server)), "expired");
    }

    void namesACaFileThatCannotBeUsed() {
        ScriptedServer server(authority_.issue("IP:127.0.0.1"), sayHello);
        const auto answer = get({.url = server.url(), .caFile = "/nowhere/ca.pem", .token = {}});
        CPPUNIT_ASSERT(!answer);
        CPPUNIT_ASSERT_EQUAL(static_cast<int>(ErrorCode::InvalidInput),
                             static_cast<int>(answer.error().code()));
        CPPUNIT_ASSERT(std::string(answer.error().what()).find("/nowhere/ca.pem") != std::string::npos);
    }

    void sendsNothingBeforeTrusting() {
        ScriptedServer server(authority_.issue("DNS:elsewhere.example"), sayHello);
        CPPUNIT_ASSERT(!get(endpoint(server)));
        CPPUNIT_ASSERT(server.requests().empty());
    }

    void aServerWithoutTlsIsRefused() {
        ScriptedServer server([](ScriptedServer::Peer& peer) { peer.send("HTTP/1.1 200 OK\r\n\r\nhello"); });
        const auto answer = get({.url = "https://127.0.0.1:" + server.port(), .caFile = {}, .token = {}});
        CPPUNIT_ASSERT(!answer);
        CPPUNIT_ASSERT_EQUAL(static_cast<int>(ErrorCode::Unavailable),
                             static_cast<int>(answer.error().code()));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(TlsTest);

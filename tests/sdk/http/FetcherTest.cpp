// SPDX-License-Identifier: Apache-2.0
#include "ScriptedServer.h"

#include <durus/core/Error.h>
#include <durus/http/HttpClient.h>

#include <cppunit/extensions/HelperMacros.h>

using durus::Error;
using durus::ErrorCode;
using durus::Milliseconds;
using durus::download::FetchHead;
using durus::download::FetchRequest;
using durus::http::ClientLimits;
using durus::http::makeFetcher;
using Peer = ScriptedServer::Peer;

namespace {

std::string someAudio() {
    std::string bytes;
    for (int i = 0; i < 200'000; ++i)
        bytes += static_cast<char>(i * 31 + i / 7);
    return bytes;
}

const std::string kAudio = someAudio();
const std::string kTag = "ETag: \"v1\"\r\n";

constexpr int kUnavailable = static_cast<int>(ErrorCode::Unavailable);
constexpr int kTimeout = static_cast<int>(ErrorCode::Timeout);
constexpr int kCorrupt = static_cast<int>(ErrorCode::Corrupt);
constexpr int kNotFound = static_cast<int>(ErrorCode::NotFound);
constexpr int kInvalid = static_cast<int>(ErrorCode::InvalidInput);

std::string contentRange(std::size_t first) {
    return "Content-Range: bytes " + std::to_string(first) + '-' + std::to_string(kAudio.size() - 1) + '/' +
           std::to_string(kAudio.size()) + "\r\n";
}

ScriptedServer::Script answering(const std::string& status, const std::string& body,
                                 const std::string& headers) {
    return [=](Peer& peer) {
        for (auto request = peer.readRequest(); !request.empty(); request = peer.readRequest())
            peer.answer(status, body, headers);
    };
}

struct Fetched {
    bool complete = false;
    FetchHead head;
    std::string bytes;
    int fault = -1;
};

} // namespace

class FetcherTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(FetcherTest);
    CPPUNIT_TEST(fetchesAWholeFile);
    CPPUNIT_TEST(continuesWhereItStopped);
    CPPUNIT_TEST(restartsWhenTheFileHasChanged);
    CPPUNIT_TEST(restartsWhenOnlyTheTagTellsSo);
    CPPUNIT_TEST(restartsWithoutAValidator);
    CPPUNIT_TEST(nothingIsMissing);
    CPPUNIT_TEST(neverTakesAnotherPart);
    CPPUNIT_TEST(aWeakTagVouchesForNothing);
    CPPUNIT_TEST(aCutBodyIsUnavailable);
    CPPUNIT_TEST(aPageIsNoAudio);
    CPPUNIT_TEST(tellsWhatTheServerDoesNotGive);
    CPPUNIT_TEST(followsRedirectsWithinTheRules);
    CPPUNIT_TEST(doesNotGoInCircles);
    CPPUNIT_TEST(canBeAbandonedWhileBytesCome);
    CPPUNIT_TEST(canBeAbandonedWhileNothingComes);
    CPPUNIT_TEST(aStalledServerTimesOut);
    CPPUNIT_TEST_SUITE_END();

    TestCertificates authority_;
    TestCertificates::Server certificate_ = authority_.issue("IP:127.0.0.1");

    Fetched fetchFrom(const std::string& url, std::uint64_t offset = 0, const std::string& validator = {},
                      const ClientLimits& limits = {}) const {
        Fetched fetched;
        try {
            fetched.complete = makeFetcher(limits)->fetch(
                {.url = url,
                 .caFile = authority_.caFile().string(),
                 .offset = offset,
                 .validator = validator},
                [&](const FetchHead& head) { fetched.head = head; },
                [&](std::span<const char> bytes) {
                    fetched.bytes.append(bytes.data(), bytes.size());
                    return true;
                });
        } catch (const Error& error) {
            fetched.fault = static_cast<int>(error.code());
        }
        return fetched;
    }

    int faultOf(const ScriptedServer::Script& script) const {
        ScriptedServer server(certificate_, script);
        return fetchFrom(server.url()).fault;
    }

public:
    void fetchesAWholeFile() {
        ScriptedServer server(certificate_,
                              answering("200 OK", kAudio, kTag + "Content-Type: audio/mpeg\r\n"));
        const Fetched fetched = fetchFrom(server.url() + "/a%20b.mp3?x=1");
        CPPUNIT_ASSERT(fetched.complete);
        CPPUNIT_ASSERT(fetched.bytes == kAudio);
        CPPUNIT_ASSERT_EQUAL(std::string("\"v1\""), fetched.head.validator);
        CPPUNIT_ASSERT(fetched.head.size == kAudio.size());
        const std::string request = server.requests().at(0);
        CPPUNIT_ASSERT(request.starts_with("GET /a%20b.mp3?x=1 "));
        CPPUNIT_ASSERT(request.find("Range:") == std::string::npos);
        CPPUNIT_ASSERT(request.find("Authorization") == std::string::npos);
    }

    void continuesWhereItStopped() {
        constexpr std::size_t kHere = 70'001;
        ScriptedServer server(
            certificate_, answering("206 Partial Content", kAudio.substr(kHere), kTag + contentRange(kHere)));
        const Fetched fetched = fetchFrom(server.url(), kHere, "\"v1\"");
        CPPUNIT_ASSERT(fetched.complete);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{kHere}, fetched.head.offset);
        CPPUNIT_ASSERT(fetched.head.size == kAudio.size());
        CPPUNIT_ASSERT(fetched.bytes == kAudio.substr(kHere));
        const std::string request = server.requests().at(0);
        CPPUNIT_ASSERT(request.find("Range: bytes=70001-\r\n") != std::string::npos);
        CPPUNIT_ASSERT(request.find("If-Range: \"v1\"\r\n") != std::string::npos);
    }

    void restartsWhenTheFileHasChanged() {
        ScriptedServer server(certificate_, answering("200 OK", kAudio, "ETag: \"v2\"\r\n"));
        const Fetched fetched = fetchFrom(server.url(), 100, "\"v1\"");
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, fetched.head.offset);
        CPPUNIT_ASSERT_EQUAL(std::string("\"v2\""), fetched.head.validator);
        CPPUNIT_ASSERT(fetched.bytes == kAudio);
    }

    void restartsWhenOnlyTheTagTellsSo() {
        // A server that ignores If-Range.
        ScriptedServer server(certificate_, [](Peer& peer) {
            const bool ranged = peer.readRequest().find("Range:") != std::string::npos;
            if (ranged)
                peer.answer("206 Partial Content", kAudio.substr(100),
                            "ETag: \"v2\"\r\n" + contentRange(100));
            else
                peer.answer("200 OK", kAudio, "ETag: \"v2\"\r\n");
        });
        const Fetched fetched = fetchFrom(server.url(), 100, "\"v1\"");
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, fetched.head.offset);
        CPPUNIT_ASSERT(fetched.bytes == kAudio);
    }

    void restartsWithoutAValidator() {
        ScriptedServer server(certificate_, answering("200 OK", kAudio, ""));
        const Fetched fetched = fetchFrom(server.url(), 100, "");
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, fetched.head.offset);
        CPPUNIT_ASSERT(fetched.head.validator.empty());
        CPPUNIT_ASSERT(server.requests().at(0).find("Range:") == std::string::npos);
    }

    void nothingIsMissing() {
        ScriptedServer server(certificate_, answering("416 Range Not Satisfiable", "<html>",
                                                      "Content-Type: text/html\r\nContent-Range: bytes */" +
                                                          std::to_string(kAudio.size()) + "\r\n"));
        const Fetched fetched = fetchFrom(server.url(), kAudio.size(), "\"v1\"");
        CPPUNIT_ASSERT(fetched.complete);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{kAudio.size()}, fetched.head.offset);
        CPPUNIT_ASSERT(fetched.bytes.empty());
    }

    void neverTakesAnotherPart() {
        // However it is asked, this server sends the part from 5.
        ScriptedServer server(certificate_,
                              answering("206 Partial Content", kAudio.substr(5), kTag + contentRange(5)));
        CPPUNIT_ASSERT_EQUAL(kCorrupt, fetchFrom(server.url(), 100, "\"v1\"").fault);
        CPPUNIT_ASSERT_EQUAL(kCorrupt, fetchFrom(server.url()).fault);
        CPPUNIT_ASSERT(fetchFrom(server.url()).bytes.empty());
    }

    void aWeakTagVouchesForNothing() {
        ScriptedServer server(certificate_, answering("200 OK", kAudio, "ETag: W/\"v1\"\r\n"));
        CPPUNIT_ASSERT(fetchFrom(server.url()).head.validator.empty());
    }

    void aCutBodyIsUnavailable() {
        for (const std::string framing : {"Content-Length: 999999", "Transfer-Encoding: chunked"})
            CPPUNIT_ASSERT_EQUAL(kUnavailable, faultOf([&](Peer& peer) {
                                     peer.readRequest();
                                     peer.send("HTTP/1.1 200 OK\r\n" + framing + "\r\n\r\n5\r\nHello\r\n");
                                 }));
    }

    void aPageIsNoAudio() {
        for (const char* type : {"text/html", "text/html; charset=utf-8", "TEXT/plain", "application/json"})
            CPPUNIT_ASSERT_EQUAL_MESSAGE(
                type, kCorrupt,
                faultOf(answering("200 OK", "<html>", "Content-Type: " + std::string(type) + "\r\n")));
    }

    void tellsWhatTheServerDoesNotGive() {
        CPPUNIT_ASSERT_EQUAL(kNotFound, faultOf(answering("404 Not Found", "", "")));
        CPPUNIT_ASSERT_EQUAL(kNotFound, faultOf(answering("403 Forbidden", "", "")));
        CPPUNIT_ASSERT_EQUAL(kUnavailable, faultOf(answering("503 Busy", "", "")));
        CPPUNIT_ASSERT_EQUAL(kUnavailable, faultOf(answering("429 Slow", "", "")));
        CPPUNIT_ASSERT_EQUAL(kInvalid, fetchFrom("http://example.org/a.mp3").fault);
        CPPUNIT_ASSERT_EQUAL(kInvalid, fetchFrom("file:///etc/passwd").fault);
    }

    void followsRedirectsWithinTheRules() {
        ScriptedServer files(certificate_, answering("200 OK", kAudio, kTag));
        ScriptedServer server(certificate_,
                              answering("302 Found", "", "Location: " + files.url() + "/real.mp3\r\n"));
        CPPUNIT_ASSERT(fetchFrom(server.url()).bytes == kAudio);
        CPPUNIT_ASSERT(files.requests().at(0).starts_with("GET /real.mp3 "));

        ScriptedServer plain(answering("200 OK", kAudio, kTag));
        CPPUNIT_ASSERT_EQUAL(kInvalid,
                             faultOf(answering("302 Found", "", "Location: " + plain.url() + "/\r\n")));
        CPPUNIT_ASSERT_EQUAL(0, plain.connections());
    }

    void doesNotGoInCircles() {
        ScriptedServer server(certificate_, answering("301 Moved", "", "Location: /again\r\n"));
        CPPUNIT_ASSERT_EQUAL(kUnavailable, fetchFrom(server.url()).fault);
        CPPUNIT_ASSERT_EQUAL(std::size_t{6}, server.requests().size());
        CPPUNIT_ASSERT_EQUAL(kUnavailable, faultOf(answering("302 Found", "", "")));
    }

    void canBeAbandonedWhileBytesCome() {
        ScriptedServer server(certificate_, answering("200 OK", kAudio, kTag));
        const auto fetcher = makeFetcher();
        const FetchRequest request{
            .url = server.url(), .caFile = authority_.caFile().string(), .validator = {}};
        CPPUNIT_ASSERT(!fetcher->fetch(
            request, [](const FetchHead&) {}, [](auto) { return false; }));
        // The next one is not disturbed by what was left behind.
        std::string bytes;
        CPPUNIT_ASSERT(fetcher->fetch(
            request, [](const FetchHead&) {},
            [&](std::span<const char> some) {
                bytes.append(some.data(), some.size());
                return true;
            }));
        CPPUNIT_ASSERT(bytes == kAudio);
    }

    void canBeAbandonedWhileNothingComes() {
        ScriptedServer server(certificate_, [](Peer& peer) {
            peer.readRequest();
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n");
            peer.waitForClose();
        });
        int beats = 0;
        const bool complete = makeFetcher()->fetch(
            {.url = server.url(), .caFile = authority_.caFile().string(), .validator = {}},
            [](const FetchHead&) {},
            [&](std::span<const char> bytes) {
                CPPUNIT_ASSERT(bytes.empty());
                return ++beats < 2;
            });
        CPPUNIT_ASSERT(!complete);
        CPPUNIT_ASSERT_EQUAL(2, beats);
    }

    void aStalledServerTimesOut() {
        ScriptedServer server(certificate_, [](Peer& peer) {
            peer.readRequest();
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nHello");
            peer.waitForClose();
        });
        const Fetched fetched = fetchFrom(server.url(), 0, {}, {.idle = Milliseconds{300}});
        CPPUNIT_ASSERT_EQUAL(kTimeout, fetched.fault);
        CPPUNIT_ASSERT_EQUAL(std::string("Hello"), fetched.bytes);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(FetcherTest);

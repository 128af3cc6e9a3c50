// SPDX-License-Identifier: Apache-2.0
#include "ParserRun.h"

#include <cppunit/extensions/HelperMacros.h>

#include <random>
#include <string>
#include <vector>

using namespace durus::mediaserver::http;
using namespace std::string_literals;

namespace {

const std::vector<std::string> kSeeds{
    "GET /a/%D8%B4?q=1&r=%20 HTTP/1.1\r\nHost: box:80\r\nRange: bytes=0-1\r\nX: =?UTF-32?Q?=00?=\r\n\r\n",
    "POST /e HTTP/1.1\r\nHost: [::1]:8\r\nTransfer-Encoding: "
    "chunked\r\n\r\n3;x=y\r\nabc\r\na\r\n0123456789\r\n0\r\nT: "
    "v\r\n\r\n",
    "PUT http://h/x HTTP/1.0\r\nContent-Length: 5\r\nConnection: keep-alive, te\r\nExpect: "
    "100-continue\r\n\r\nhello",
    "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\nHEAD / HTTP/1.1\r\nHost: a\r\n\r\n",
};

const std::vector<std::string> kPieces{
    "\r\n",
    "\n",
    "\r",
    "\0"s,
    " ",
    "\t",
    ":",
    "%00",
    "%2e%2e/",
    "/../",
    "chunked",
    "Content-Length: 3\r\n",
    ",",
    "HTTP/9.9",
    "-1",
    "0",
    "fffff",
    ";",
    "[",
    "]",
    "\xff",
    "\xc0\xae",
    "\r\n\r\n",
    "Transfer-Encoding: chunked\r\n",
    "?",
    "&",
    "#",
    "\\",
    "=",
    "%",
    "@h",
    "Host",
    "99999999999999",
    "bytes=",
    "=?utf-8?Q?a?=",
    " \r\n",
};

std::string mutate(std::string text, std::mt19937& random) {
    for (std::size_t changes = 1 + random() % 4; changes > 0; --changes) {
        const std::size_t at = random() % (text.size() + 1);
        switch (random() % 4) {
        case 0:
            text.insert(at, kPieces[random() % kPieces.size()]);
            break;
        case 1:
            text.erase(at, random() % 6);
            break;
        case 2:
            text.insert(at, text.substr(random() % text.size(), random() % 40));
            break;
        default:
            if (at < text.size()) text[at] = static_cast<char>(random() % 256);
        }
        if (text.empty()) text = "x";
    }
    return text;
}

bool isClean(std::string_view text) {
    for (const char c : text)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) return false;
    return true;
}

} // namespace

/// Whatever arrives, in whatever pieces: the same verdict, and nothing that handlers may rely on is broken.
class RequestFuzzTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(RequestFuzzTest);
    CPPUNIT_TEST(judgesMutationsTheSameInAnyPieces);
    CPPUNIT_TEST_SUITE_END();

public:
    void judgesMutationsTheSameInAnyPieces() {
        std::mt19937 random(20261122);
        std::size_t accepted = 0;
        for (int i = 0; i < 20'000; ++i) {
            const std::string text = mutate(kSeeds[random() % kSeeds.size()], random);
            ParserRun whole;
            ParserRun pieces;
            const std::string verdict = whole.outcome(text);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(text, verdict, pieces.outcome(text, 1 + random() % 9));
            if (verdict != "ok") continue;
            ++accepted;
            CPPUNIT_ASSERT_EQUAL_MESSAGE(text, whole.request.body, pieces.request.body);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(text, whole.rest, pieces.rest);
            check(text, whole.request);
        }
        // Enough of them must be well-formed for the rest of this test to mean anything.
        CPPUNIT_ASSERT(accepted > 1000);
    }

private:
    static void check(const std::string& text, const Request& request) {
        CPPUNIT_ASSERT_MESSAGE(text, request.path == "*" || request.path.starts_with('/') ||
                                         request.method == Method::Connect);
        CPPUNIT_ASSERT_MESSAGE(text, (request.path + "/").find("/../") == std::string::npos);
        CPPUNIT_ASSERT_MESSAGE(text,
                               isClean(request.path) && isClean(request.host) && isClean(request.target));
        CPPUNIT_ASSERT_MESSAGE(text, !request.host.empty() || request.minorVersion == 0);
        CPPUNIT_ASSERT_MESSAGE(text, request.headers.count("Host") <= 1);
        for (std::size_t i = 0; i < request.headers.size(); ++i)
            CPPUNIT_ASSERT_MESSAGE(text, isClean(request.headers.at(i).name));
        CPPUNIT_ASSERT_MESSAGE(
            text, !(request.headers.has("Content-Length") && request.headers.has("Transfer-Encoding")));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(RequestFuzzTest);

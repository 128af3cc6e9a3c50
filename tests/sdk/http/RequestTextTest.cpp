// SPDX-License-Identifier: Apache-2.0
#include "RequestText.h"

#include <durus/core/Error.h>

#include <cppunit/extensions/HelperMacros.h>

using durus::Error;
using durus::http::requestText;
using durus::http::Target;
using durus::sync::HttpRequest;

namespace {

const Target kTarget{.secure = true, .host = "example.org", .port = 8443, .path = "/api/x?y=1"};

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

} // namespace

class RequestTextTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(RequestTextTest);
    CPPUNIT_TEST(writesARequest);
    CPPUNIT_TEST(anEmptyPostHasALength);
    CPPUNIT_TEST(refusesWhatWouldBecomeAnotherRequest);
    CPPUNIT_TEST(refusesHeadersThatAreNotACodecs);
    CPPUNIT_TEST(neverRepeatsATokenInAnError);
    CPPUNIT_TEST_SUITE_END();

public:
    void writesARequest() {
        const std::string text = requestText(
            kTarget,
            {.method = "POST", .path = {}, .headers = {{"Content-Type", "application/json"}}, .body = "{}"},
            "secret");
        CPPUNIT_ASSERT(
            text.starts_with("POST /api/x?y=1 HTTP/1.1\r\nHost: example.org:8443\r\nUser-Agent: durus/"));
        CPPUNIT_ASSERT(holds(text, "\r\nContent-Type: application/json\r\n"));
        CPPUNIT_ASSERT(holds(text, "\r\nAuthorization: Bearer secret\r\n"));
        CPPUNIT_ASSERT(text.ends_with("\r\nContent-Length: 2\r\n\r\n{}"));
    }

    void anEmptyPostHasALength() {
        CPPUNIT_ASSERT(
            holds(requestText(kTarget, {.method = "PUT", .path = {}, .headers = {}, .body = {}}, ""),
                  "Content-Length: 0\r\n"));
        const auto get = requestText(kTarget, {.method = "GET", .path = {}, .headers = {}, .body = {}}, "");
        CPPUNIT_ASSERT(!holds(get, "Content-Length"));
        CPPUNIT_ASSERT(!holds(get, "Authorization"));
    }

    void refusesWhatWouldBecomeAnotherRequest() {
        const auto refused = [](const Target& target, const HttpRequest& request, const std::string& token) {
            CPPUNIT_ASSERT_THROW(requestText(target, request, token), Error);
        };
        const HttpRequest get{.method = "GET", .path = {}, .headers = {}, .body = {}};
        for (const char* path : {"", "x", "/a b", "/a\r\nX: y", "/a#b", "/\xC3\xA9"}) {
            Target target = kTarget;
            target.path = path;
            refused(target, get, "");
        }
        refused(kTarget, {.method = "GET /x", .path = {}, .headers = {}, .body = {}}, "");
        refused(kTarget, {.method = "", .path = {}, .headers = {}, .body = {}}, "");
        refused(kTarget, {.method = "GET", .path = {}, .headers = {{"A", "b\r\nC: d"}}, .body = {}}, "");
        refused(kTarget, {.method = "GET", .path = {}, .headers = {{"A: b", "c"}}, .body = {}}, "");
        refused(kTarget, {.method = "GET", .path = {}, .headers = {{"", "c"}}, .body = {}}, "");
        refused(kTarget, get, "token\r\nX: y");
    }

    void refusesHeadersThatAreNotACodecs() {
        for (const char* name : {"Host", "host", "Content-Length", "transfer-encoding", "Connection",
                                 "Authorization", "Cookie", "Expect", "Upgrade"})
            CPPUNIT_ASSERT_THROW(
                requestText(kTarget, {.method = "GET", .path = {}, .headers = {{name, "x"}}, .body = {}}, ""),
                Error);
    }

    void neverRepeatsATokenInAnError() {
        try {
            requestText(kTarget, {.method = "GET", .path = {}, .headers = {}, .body = {}}, "geheim\n");
            CPPUNIT_FAIL("accepted");
        } catch (const Error& error) {
            CPPUNIT_ASSERT(!holds(std::string(error.what()) + error.nextStep(), "geheim"));
        }
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(RequestTextTest);

// SPDX-License-Identifier: Apache-2.0
#include "Target.h"

#include <durus/core/Error.h>

#include <cppunit/extensions/HelperMacros.h>

using durus::Error;
using durus::ErrorCode;
using durus::http::followRedirect;
using durus::http::parseTarget;
using durus::http::Target;

class TargetTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(TargetTest);
    CPPUNIT_TEST(takesHttpsAddresses);
    CPPUNIT_TEST(takesHttpOnLoopbackOnly);
    CPPUNIT_TEST(refusesEverythingElse);
    CPPUNIT_TEST(neverRepeatsAPassword);
    CPPUNIT_TEST(followsRedirects);
    CPPUNIT_TEST(redirectsNeverLeaveHttps);
    CPPUNIT_TEST_SUITE_END();

    static void assertRefused(const std::string& url) {
        try {
            parseTarget(url);
            CPPUNIT_FAIL("accepted: " + url);
        } catch (const Error& error) {
            CPPUNIT_ASSERT_EQUAL_MESSAGE(url, static_cast<int>(ErrorCode::InvalidInput),
                                         static_cast<int>(error.code()));
        }
    }

public:
    void takesHttpsAddresses() {
        const Target plain = parseTarget("https://example.org");
        CPPUNIT_ASSERT(plain.secure);
        CPPUNIT_ASSERT_EQUAL(std::string("example.org"), plain.host);
        CPPUNIT_ASSERT_EQUAL(443, static_cast<int>(plain.port));
        CPPUNIT_ASSERT_EQUAL(std::string("/"), plain.path);
        CPPUNIT_ASSERT_EQUAL(std::string("example.org"), plain.authority());

        const Target full = parseTarget("HTTPS://[::1]:8443/api?x=1");
        CPPUNIT_ASSERT_EQUAL(std::string("::1"), full.host);
        CPPUNIT_ASSERT_EQUAL(std::string("/api?x=1"), full.path);
        CPPUNIT_ASSERT_EQUAL(std::string("[::1]:8443"), full.authority());
    }

    void takesHttpOnLoopbackOnly() {
        CPPUNIT_ASSERT(!parseTarget("http://127.0.0.1:8080").secure);
        CPPUNIT_ASSERT(!parseTarget("http://127.9.9.9").secure);
        CPPUNIT_ASSERT(!parseTarget("http://[::1]:80").secure);
        CPPUNIT_ASSERT(!parseTarget("http://localhost").secure);
        assertRefused("http://example.org");
        assertRefused("http://192.168.1.2");
        assertRefused("http://localhost.example.org");
        assertRefused("http://127.0.0.1.example.org");
    }

    void refusesEverythingElse() {
        for (const char* url : {"", "example.org", "ftp://example.org", "file:///etc/passwd", "https://",
                                "https:///path", "https://exa mple.org", "https://example.org:99999",
                                "https://example.org:0", "https://exam\r\nple.org", "javascript:alert(1)"})
            assertRefused(url);
    }

    void neverRepeatsAPassword() {
        try {
            parseTarget("https://user:geheim@example.org");
            CPPUNIT_FAIL("accepted a password");
        } catch (const Error& error) {
            CPPUNIT_ASSERT(std::string(error.what()).find("geheim") == std::string::npos);
        }
    }

    void followsRedirects() {
        const Target from = parseTarget("https://example.org:444/a/b?c");
        CPPUNIT_ASSERT_EQUAL(std::string("/x"), followRedirect(from, "/x").path);
        CPPUNIT_ASSERT_EQUAL(std::string("example.org:444"), followRedirect(from, "/x").authority());
        CPPUNIT_ASSERT_EQUAL(std::string("/a/y"), followRedirect(from, "y").path);
        CPPUNIT_ASSERT_EQUAL(std::string("cdn.example.net"),
                             followRedirect(from, "https://cdn.example.net/z").authority());
    }

    void redirectsNeverLeaveHttps() {
        const Target from = parseTarget("https://example.org/");
        for (const char* location :
             {"http://example.org/", "http://127.0.0.1/", "ftp://example.org/", "file:///x"})
            CPPUNIT_ASSERT_THROW(followRedirect(from, location), Error);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(TargetTest);

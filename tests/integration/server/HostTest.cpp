// SPDX-License-Identifier: Apache-2.0
#include "RunningServer.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <fstream>

using namespace durus;
using std::string;

class HostTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(HostTest);
    CPPUNIT_TEST(anotherSitesNameIsTurnedAway);
    CPPUNIT_TEST(itsOwnNamesAreAnswered);
    CPPUNIT_TEST(addressesAreMadeOfTheNameThatWasUsed);
    CPPUNIT_TEST(configuredNamesAreAnswered);
    CPPUNIT_TEST(everyAnswerIsGuarded);
    CPPUNIT_TEST(otherPagesMayReadOnlyWhatIsPublic);
    CPPUNIT_TEST_SUITE_END();

    test::RunningServer server;

    int statusFor(const string& host, const string& path = "/") const {
        return server.get(path, {"-H", "Host: " + host}).status;
    }

    void anotherSitesNameIsTurnedAway() {
        for (const char* host : {"evil.example", "127.0.0.1.nip.io", "localhost.evil.example:80", "8.8.8.8"})
            for (const string& path :
                 {string("/"), string("/api/scholars"), server.audioPath(), string("/nothing")})
                CPPUNIT_ASSERT_EQUAL_MESSAGE(host + path, 421, statusFor(host, path));
    }

    void itsOwnNamesAreAnswered() {
        for (const char* host : {"127.0.0.1", "LOCALHOST:1234", "localhost.", "[::1]:80"})
            CPPUNIT_ASSERT_EQUAL_MESSAGE(host, 200, statusFor(host));
    }

    void addressesAreMadeOfTheNameThatWasUsed() {
        const string path = "/api/audio/listings/" + server.slug() + "/stream";
        CPPUNIT_ASSERT(server.get(path).body.find("\"url\":\"" + server.url() + server.audioPath()) !=
                       string::npos);
        const string other = server.get(path, {"-H", "Host: localhost:99"}).body;
        CPPUNIT_ASSERT(other.find("\"url\":\"http://localhost:99" + server.audioPath()) != string::npos);
    }

    void configuredNamesAreAnswered() {
        const test::TempDir directory;
        std::ofstream(directory / "c") << "hosts = lectures.example\nname = Our Masjid\n";
        const test::RunningServer configured({"--config", (directory / "c").string()});
        const test::CurlReply reply = configured.get("/", {"-H", "Host: lectures.example"});
        CPPUNIT_ASSERT_EQUAL(200, reply.status);
        CPPUNIT_ASSERT(reply.body.find("<title>Our Masjid</title>") != string::npos);
    }

    void everyAnswerIsGuarded() {
        for (const string& path :
             {string("/"), string("/nothing"), string("/api/scholars"), string("/api/nothing"),
              string("/static/style.css"), string("/healthz"), server.audioPath()}) {
            const test::CurlReply reply = server.get(path);
            CPPUNIT_ASSERT_MESSAGE(path,
                                   reply.field("content-security-policy").starts_with("default-src 'self'"));
            CPPUNIT_ASSERT_EQUAL_MESSAGE(path, string("nosniff"), reply.field("x-content-type-options"));
            CPPUNIT_ASSERT_EQUAL_MESSAGE(path, string("same-origin"), reply.field("referrer-policy"));
        }
    }

    void otherPagesMayReadOnlyWhatIsPublic() {
        for (const string& path : {string("/api/scholars"), server.audioPath()}) {
            const test::CurlReply reply = server.get(path, {"-H", "Origin: https://a.example"});
            CPPUNIT_ASSERT_EQUAL_MESSAGE(path, string("*"), reply.field("access-control-allow-origin"));
            CPPUNIT_ASSERT(reply.field("access-control-expose-headers").find("Content-Range") !=
                           string::npos);
            const test::CurlReply preflight =
                server.get(path, {"-X", "OPTIONS", "-H", "Origin: https://a.example", "-H",
                                  "Access-Control-Request-Headers: range"});
            CPPUNIT_ASSERT_EQUAL(204, preflight.status);
            CPPUNIT_ASSERT(preflight.field("access-control-allow-headers").find("Range") != string::npos);
        }
        CPPUNIT_ASSERT_EQUAL(string(), server.get("/").field("access-control-allow-origin"));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(HostTest);

// SPDX-License-Identifier: Apache-2.0
#include "RunningServer.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

using namespace durus;
using std::string;

class PathsTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(PathsTest);
    CPPUNIT_TEST(nothingOutsideIsReached);
    CPPUNIT_TEST(unknownRecordings);
    CPPUNIT_TEST(whatIsNotHereIsNotOffered);
    CPPUNIT_TEST(errorsSpeakTheLanguageOfTheirPath);
    CPPUNIT_TEST(nothingIsReflected);
    CPPUNIT_TEST(wellKnownPaths);
    CPPUNIT_TEST_SUITE_END();

    test::RunningServer server;

    void nothingOutsideIsReached() {
        for (const char* path :
             {"/audio/../durus.db", "/audio/..%2fdurus.db", "/audio/%2e%2e/durus.db", "/audio/..%5cdurus.db",
              "/audio/%252e%252e%252fdurus.db", "/audio/....//durus.db", "/../../etc/passwd",
              "/static/../durus.db", "/static/%2e%2e%2fstyle.css", "/audio//etc/passwd", "/audio/%00.mp3",
              "/audio/a%00.mp3", "/audio/%c0%ae%c0%ae/durus.db", "/static/..", "/audio/."}) {
            const test::CurlReply reply = server.get(path, {"--path-as-is"});
            CPPUNIT_ASSERT_MESSAGE(path, reply.status == 404 || reply.status == 400);
            CPPUNIT_ASSERT_MESSAGE(path, reply.body.find("SQLite") == string::npos);
            CPPUNIT_ASSERT_MESSAGE(path, reply.body.find("root:") == string::npos);
        }
    }

    void unknownRecordings() {
        const string& known = server.audioPath();
        for (const string& path :
             {"/audio/" + string(32, '0') + ".ogg", known.substr(0, known.size() - 3) + "mp3", known + "x",
              known.substr(0, known.size() - 4), "/audio/" + string(100, 'a') + ".mp3", string("/audio/"),
              known + "/", string("/audio")}) {
            const test::CurlReply reply = server.get(path);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(path, 404, reply.status);
        }
    }

    void whatIsNotHereIsNotOffered() {
        const test::CurlReply page = server.get("/listing/far-away");
        CPPUNIT_ASSERT_EQUAL(200, page.status);
        CPPUNIT_ASSERT(page.body.find("<audio") == string::npos);
        CPPUNIT_ASSERT(page.body.find("class=\"notice\"") != string::npos);
        const test::CurlReply json = server.get("/api/listings/far-away");
        CPPUNIT_ASSERT(json.body.find("\"primaryAudioAsset\":null") != string::npos);
        CPPUNIT_ASSERT(json.body.find("\"available\":false") != string::npos);
        CPPUNIT_ASSERT(json.body.find("backend.invalid") == string::npos);
        CPPUNIT_ASSERT_EQUAL(404, server.get("/api/audio/listings/far-away/stream").status);
    }

    void errorsSpeakTheLanguageOfTheirPath() {
        CPPUNIT_ASSERT_EQUAL(string("application/json; charset=utf-8"),
                             server.get("/api/nothing").field("content-type"));
        CPPUNIT_ASSERT_EQUAL(string("application/json; charset=utf-8"),
                             server.get("/api/listings/nothing").field("content-type"));
        const test::CurlReply page = server.get("/nothing", {"-H", "Accept-Language: ar"});
        CPPUNIT_ASSERT_EQUAL(404, page.status);
        CPPUNIT_ASSERT(page.body.find("<html lang=\"ar\" dir=\"rtl\">") != string::npos);
        CPPUNIT_ASSERT(server.get("/audio/nothing.mp3").field("content-type").starts_with("text/plain"));
        const test::CurlReply post = server.get("/api/scholars", {"-d", "x"});
        CPPUNIT_ASSERT_EQUAL(405, post.status);
        CPPUNIT_ASSERT(post.field("allow").find("GET") != string::npos);
    }

    void nothingIsReflected() {
        const string evil = "%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E";
        for (const string& path : {"/" + evil, "/listing/" + evil, "/search?q=" + evil, "/scholar/" + evil,
                                   "/?lang=ar&after=" + evil, "/audio/" + evil, "/?x=" + evil}) {
            const test::CurlReply reply = server.get(path);
            CPPUNIT_ASSERT_MESSAGE(path, reply.body.find("<img src=x") == string::npos);
            CPPUNIT_ASSERT_MESSAGE(path, reply.head.find("onerror") == string::npos);
        }
        for (const string& path : {"/api/" + evil, "/api/listings/" + evil, "/api/search?q=" + evil})
            CPPUNIT_ASSERT_MESSAGE(path,
                                   server.get(path).field("content-type").starts_with("application/json"));
    }

    void wellKnownPaths() {
        const test::CurlReply health = server.get("/healthz");
        CPPUNIT_ASSERT_EQUAL(200, health.status);
        CPPUNIT_ASSERT(health.body.starts_with("{\"status\":\"ok\",\"version\":\""));
        CPPUNIT_ASSERT_EQUAL(200, server.get("/readyz").status);
        CPPUNIT_ASSERT_EQUAL(string("application/manifest+json"),
                             server.get("/manifest.webmanifest").field("content-type"));
        CPPUNIT_ASSERT_EQUAL(string("image/svg+xml"), server.get("/favicon.ico").field("content-type"));
        CPPUNIT_ASSERT_EQUAL(string("text/css; charset=utf-8"),
                             server.get("/static/style.css").field("content-type"));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(PathsTest);

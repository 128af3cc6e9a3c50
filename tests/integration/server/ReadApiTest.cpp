// SPDX-License-Identifier: Apache-2.0
#include "RunningServer.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <chrono>

using namespace durus;
using std::string;

class ReadApiTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ReadApiTest);
    CPPUNIT_TEST(everyPathAnswersWithJson);
    CPPUNIT_TEST(whatIsUnchangedIsNotSentAgain);
    CPPUNIT_TEST(compressedWhereItIsAccepted);
    CPPUNIT_TEST(theFirstViewIsSmall);
    CPPUNIT_TEST(whatIsImportedShowsUpWithoutARestart);
    CPPUNIT_TEST(theLanguageOfAPageGoesByTheClient);
    CPPUNIT_TEST_SUITE_END();

    test::RunningServer server;

    void everyPathAnswersWithJson() {
        for (const string& path :
             {string("/api/scholars"), string("/api/scholars/yusuf-catalogue"),
              string("/api/scholars/yusuf-catalogue/content"), string("/api/scholars/yusuf-catalogue/topics"),
              string("/api/topics"), string("/api/listings/recent"), string("/api/listings/recent?limit=1"),
              string("/api/listings/explained-text"), string("/api/listings/explained-text/contents"),
              string("/api/search?q=explained"), "/api/audio/listings/" + server.slug() + "/stream"}) {
            const test::CurlReply reply = server.get(path);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(path, 200, reply.status);
            CPPUNIT_ASSERT_EQUAL(string("application/json; charset=utf-8"), reply.field("content-type"));
            CPPUNIT_ASSERT_EQUAL(string("no-cache"), reply.field("cache-control"));
            CPPUNIT_ASSERT(!reply.field("etag").empty());
        }
    }

    void whatIsUnchangedIsNotSentAgain() {
        for (const char* path : {"/api/listings/recent", "/", "/listing/explained-text"}) {
            const test::CurlReply first = server.get(path);
            const test::CurlReply second = server.get(path, {"-H", "If-None-Match: " + first.field("etag")});
            CPPUNIT_ASSERT_EQUAL_MESSAGE(path, 304, second.status);
            CPPUNIT_ASSERT(second.body.empty());
        }
    }

    void compressedWhereItIsAccepted() {
        const test::CurlReply plain = server.get("/");
        const test::CurlReply zipped = server.get("/", {"-H", "Accept-Encoding: gzip"});
        CPPUNIT_ASSERT_EQUAL(string(), plain.field("content-encoding"));
        CPPUNIT_ASSERT_EQUAL(string("gzip"), zipped.field("content-encoding"));
        CPPUNIT_ASSERT(plain.field("etag") != zipped.field("etag"));
        CPPUNIT_ASSERT(plain.head.find("Vary: Accept-Language") != string::npos);
        CPPUNIT_ASSERT(plain.head.find("Vary: Accept-Encoding") != string::npos);
        CPPUNIT_ASSERT(server.get("/", {"--compressed"}).body == plain.body);
    }

    void theFirstViewIsSmall() {
        std::size_t bytes = 0;
        for (const char* path : {"/", "/static/style.css", "/static/player.js", "/static/icon.svg"})
            bytes += server.get(path, {"-H", "Accept-Encoding: gzip"}).body.size();
        CPPUNIT_ASSERT_MESSAGE(std::to_string(bytes), bytes < 20'000);
    }

    void whatIsImportedShowsUpWithoutARestart() {
        CPPUNIT_ASSERT(server.get("/api/listings/recent").body.find("adab-al-talab") == string::npos);
        const string slug =
            server.library().import(test::sourceDir() / "samples/library/audio/adab-al-talab-16khz.wav");
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (server.get("/api/listings/recent").body.find(slug) == string::npos)
            CPPUNIT_ASSERT(std::chrono::steady_clock::now() < deadline);
        const string stream = server.get("/api/audio/listings/" + slug + "/stream").body;
        const std::size_t path = stream.find("/audio/");
        CPPUNIT_ASSERT_MESSAGE(stream, path != string::npos);
        CPPUNIT_ASSERT_EQUAL(200, server.get(stream.substr(path, stream.find('"', path) - path)).status);
    }

    void theLanguageOfAPageGoesByTheClient() {
        const auto page = [&](const string& accept) {
            return server.get("/", {"-H", "Accept-Language: " + accept}).body;
        };
        CPPUNIT_ASSERT(page("ar").find("dir=\"rtl\"") < 60);
        CPPUNIT_ASSERT(page("en").find("lang=\"en\" dir=\"ltr\"") < 60);
        CPPUNIT_ASSERT(page("fr").find("lang=\"en\"") < 60);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(ReadApiTest);

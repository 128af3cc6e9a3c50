// SPDX-License-Identifier: Apache-2.0
#include "RunningServer.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <chrono>

using namespace durus;
using std::string;

class ListsTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ListsTest);
    CPPUNIT_TEST(everyListAnswersAndIsConditional);
    CPPUNIT_TEST(compressedWhereItIsAccepted);
    CPPUNIT_TEST(anETagSurvivesARestart);
    CPPUNIT_TEST(whatAPlaylistNamesPlays);
    CPPUNIT_TEST(theHostTheClientUsedStandsInTheFeed);
    CPPUNIT_TEST_SUITE_END();

    test::RunningServer server;

    void everyListAnswersAndIsConditional() {
        for (const auto& [path, type] :
             {std::pair<string, string>{"/playlists/recent.m3u8", "audio/x-mpegurl; charset=utf-8"},
              {"/playlists/recent.xspf", "application/xspf+xml; charset=utf-8"},
              {"/playlists/series/explained-text.m3u8", "audio/x-mpegurl; charset=utf-8"},
              {"/playlists/topic/adab.xspf", "application/xspf+xml; charset=utf-8"},
              {"/feeds/recent.xml", "application/rss+xml; charset=utf-8"},
              {"/feeds/scholar/yusuf-catalogue.xml", "application/rss+xml; charset=utf-8"},
              {"/feeds/all.opml", "text/x-opml; charset=utf-8"}}) {
            const test::CurlReply first = server.get(path);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(path, 200, first.status);
            CPPUNIT_ASSERT_EQUAL(type, first.field("content-type"));
            CPPUNIT_ASSERT(first.head.find("Vary: Accept-Language") != string::npos);
            const test::CurlReply second = server.get(path, {"-H", "If-None-Match: " + first.field("etag")});
            CPPUNIT_ASSERT_EQUAL_MESSAGE(path, 304, second.status);
        }
        CPPUNIT_ASSERT_EQUAL(404, server.get("/feeds/series/nothing.xml").status);
        CPPUNIT_ASSERT_EQUAL(404, server.get("/playlists/series/nothing.m3u8").status);
    }

    void compressedWhereItIsAccepted() {
        const test::CurlReply zipped = server.get("/feeds/recent.xml", {"-H", "Accept-Encoding: gzip"});
        CPPUNIT_ASSERT_EQUAL(string("gzip"), zipped.field("content-encoding"));
    }

    void anETagSurvivesARestart() {
        const string etag = server.get("/feeds/recent.xml").field("etag");
        const string host = "127.0.0.1:" + std::to_string(server.port());
        test::Process second(
            {test::RunningServer::program(), "--data", server.data().string(), "--listen", "127.0.0.1:0"},
            server.data() / "second-stderr");
        const auto ready = second.readLine(std::chrono::seconds(30));
        CPPUNIT_ASSERT(ready);
        CPPUNIT_ASSERT_EQUAL(
            etag, test::curl(ready->substr(6) + "/feeds/recent.xml", {"-H", "Host: " + host}).field("etag"));
    }

    void whatAPlaylistNamesPlays() {
        const string list = server.get("/playlists/recent.m3u8").body;
        const std::size_t start = list.find("http://");
        CPPUNIT_ASSERT_MESSAGE(list, start != string::npos);
        const string url = list.substr(start, list.find('\n', start) - start);
        test::Process probe({"ffprobe", "-v", "error", "-show_entries", "format=format_name", "-of",
                             "default=nokey=1:noprint_wrappers=1", url},
                            server.data() / "ffprobe-stderr");
        const auto format = probe.readLine(std::chrono::seconds(30));
        CPPUNIT_ASSERT(format && (*format == "mp3" || *format == "ogg"));
    }

    void theHostTheClientUsedStandsInTheFeed() {
        const test::CurlReply reply = server.get("/feeds/recent.xml", {"-H", "Host: localhost:1234"});
        CPPUNIT_ASSERT_EQUAL(200, reply.status);
        CPPUNIT_ASSERT(reply.body.find("<enclosure url=\"http://localhost:1234/audio/") != string::npos);
        CPPUNIT_ASSERT_EQUAL(421, server.get("/feeds/recent.xml", {"-H", "Host: evil.invalid"}).status);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(ListsTest);

// SPDX-License-Identifier: Apache-2.0
#include "Client.h"
#include "TestSite.h"

#include <cppunit/extensions/HelperMacros.h>
#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace http = durus::mediaserver::http;
using namespace std::string_literals;

class FileServingTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(FileServingTest);
    CPPUNIT_TEST(servesRanges);
    CPPUNIT_TEST(servesSeveralRanges);
    CPPUNIT_TEST(servesConditionally);
    CPPUNIT_TEST(servesABigFileWhole);
    CPPUNIT_TEST(servesTheFileItOpened);
    CPPUNIT_TEST(endsShortWhenTheFileShrinks);
    CPPUNIT_TEST(servesBeyondFourGigabytes);
    CPPUNIT_TEST(answersAFloodOfRangesQuickly);
    CPPUNIT_TEST_SUITE_END();

public:
    void servesRanges() {
        Client client(site_.port());
        struct Case {
            const char* range;
            int status;
            const char* contentRange;
            const char* body;
        };
        const std::string all = client.get("/file").body;
        CPPUNIT_ASSERT_EQUAL(std::size_t(1000), all.size());
        for (const Case& row : {
                 Case{"bytes=0-0", 206, "bytes 0-0/1000", "0"},
                 Case{"bytes=0-1", 206, "bytes 0-1/1000", "01"},
                 Case{"bytes=995-", 206, "bytes 995-999/1000", "56789"},
                 Case{"bytes=-3", 206, "bytes 997-999/1000", "789"},
                 Case{"bytes=998-5000", 206, "bytes 998-999/1000", "89"},
                 Case{"bytes=0-", 206, "bytes 0-999/1000", all.c_str()},
                 Case{"bytes=-5000", 206, "bytes 0-999/1000", all.c_str()},
                 Case{"bytes=1000-", 416, "bytes */1000", nullptr},
                 Case{"bytes=-0", 416, "bytes */1000", nullptr},
                 Case{"items=0-5", 200, "", all.c_str()},
                 Case{"bytes=5-2", 200, "", all.c_str()},
             }) {
            const Reply reply = client.get("/file", "Range: "s + row.range + "\r\n");
            CPPUNIT_ASSERT_EQUAL_MESSAGE(row.range, row.status, reply.status);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(row.range, std::string(row.contentRange),
                                         reply.field("content-range"));
            CPPUNIT_ASSERT_EQUAL_MESSAGE(row.range, "bytes"s, reply.field("accept-ranges"));
            if (row.body != nullptr)
                CPPUNIT_ASSERT_EQUAL_MESSAGE(row.range, std::string(row.body), reply.body);
        }
        const Reply head = client.ask("HEAD /file HTTP/1.1\r\nHost: box\r\nRange: bytes=0-1\r\n\r\n", true);
        CPPUNIT_ASSERT_EQUAL(200, head.status);
        CPPUNIT_ASSERT_EQUAL("1000"s, head.field("content-length"));
    }

    void servesSeveralRanges() {
        Client client(site_.port());
        const Reply reply = client.get("/file", "Range: bytes=0-1,500-502,-1\r\n");
        CPPUNIT_ASSERT_EQUAL(206, reply.status);
        const std::string type = reply.field("content-type");
        const std::string boundary = "--" + type.substr(type.find('=') + 1);
        const auto part = [&](const std::string& range, const std::string& bytes) {
            return boundary + "\r\nContent-Type: audio/mpeg\r\nContent-Range: bytes " + range +
                   "/1000\r\n\r\n" + bytes + "\r\n";
        };
        CPPUNIT_ASSERT_EQUAL(part("0-1", "01") + part("500-502", "012") + part("999-999", "9") + boundary +
                                 "--\r\n",
                             reply.body);
        CPPUNIT_ASSERT_EQUAL(200, client.get("/hello").status);
    }

    void servesConditionally() {
        Client client(site_.port());
        const Reply same = client.get("/file", "If-None-Match: W/\"S\"\r\n");
        CPPUNIT_ASSERT_EQUAL(304, same.status);
        CPPUNIT_ASSERT_EQUAL("\"S\""s, same.field("etag"));
        CPPUNIT_ASSERT_EQUAL(
            304, client.get("/file", "If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT\r\n").status);
        CPPUNIT_ASSERT_EQUAL(
            200, client.get("/file", "If-Modified-Since: Sun, 06 Nov 1994 08:49:36 GMT\r\n").status);
        CPPUNIT_ASSERT_EQUAL(206, client.get("/file", "Range: bytes=0-1\r\nIf-Range: \"S\"\r\n").status);
        CPPUNIT_ASSERT_EQUAL(200, client.get("/file", "Range: bytes=0-1\r\nIf-Range: \"x\"\r\n").status);
    }

    void servesABigFileWhole() {
        Client client(site_.port());
        const Reply reply = client.get("/big");
        CPPUNIT_ASSERT_EQUAL(std::size_t(32 << 20), reply.body.size());
        CPPUNIT_ASSERT(reply.body == std::string(32 << 20, '\0'));
        CPPUNIT_ASSERT_EQUAL("hello"s, client.get("/hello").body);
    }

    void servesTheFileItOpened() {
        std::ofstream(site_.directory() / "other") << "something else";
        std::filesystem::rename(site_.directory() / "other", site_.directory() / "file");
        Client client(site_.port());
        CPPUNIT_ASSERT_EQUAL(std::size_t(1000), client.get("/file").body.size());
    }

    void endsShortWhenTheFileShrinks() {
        std::filesystem::resize_file(site_.directory() / "file", 10);
        Client client(site_.port());
        client.send("GET /file HTTP/1.1\r\nHost: box\r\n\r\nGET /hello HTTP/1.1\r\nHost: box\r\n\r\n");
        const std::string all = client.readToEnd();
        CPPUNIT_ASSERT(all.find("Content-Length: 1000\r\n") != std::string::npos);
        CPPUNIT_ASSERT_EQUAL("0123456789"s, all.substr(all.find("\r\n\r\n") + 4));
    }

    void servesBeyondFourGigabytes() {
        const std::string path = (site_.directory() / "sparse").string();
        const durus::FileDescriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
        constexpr std::uint64_t kSize = 5ULL << 30;
        constexpr std::uint64_t kMark = 4294967296ULL;
        if (::ftruncate(file.get(), static_cast<off_t>(kSize)) != 0) return;
        CPPUNIT_ASSERT_EQUAL(4L, ::pwrite(file.get(), "MARK", 4, static_cast<off_t>(kMark)));
        http::FileResource resource;
        resource.file = http::OpenFile::open(path);
        resource.mediaType = "audio/mpeg";
        http::Router router;
        router.get("/sparse", [resource](const http::Request& request, http::Responder responder) {
            responder.send(http::respondWithFile(request, resource));
        });
        http::Server server({}, std::move(router));
        server.start();
        Client client(server.port());
        const Reply reply = client.get("/sparse", "Range: bytes=4294967295-4294967300\r\n");
        CPPUNIT_ASSERT_EQUAL("bytes 4294967295-4294967300/5368709120"s, reply.field("content-range"));
        CPPUNIT_ASSERT_EQUAL("\0MARK\0"s, reply.body);
        CPPUNIT_ASSERT_EQUAL(
            "5368709120"s,
            client.ask("HEAD /sparse HTTP/1.1\r\nHost: box\r\n\r\n", true).field("content-length"));
    }

    void answersAFloodOfRangesQuickly() {
        Client client(site_.port());
        std::string range = "Range: bytes=0-0";
        while (range.size() < 8000)
            range += ",2-2,4-4,6-6,8-8";
        for (int i = 0; i < 100; ++i) {
            const Reply reply = client.get("/file", range + "\r\n");
            CPPUNIT_ASSERT_EQUAL(200, reply.status);
            CPPUNIT_ASSERT_EQUAL(std::size_t(1000), reply.body.size());
        }
    }

private:
    TestSite site_;
};

CPPUNIT_TEST_SUITE_REGISTRATION(FileServingTest);

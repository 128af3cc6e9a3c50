// SPDX-License-Identifier: Apache-2.0
#include "RunningServer.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

using namespace durus;
using std::string;

class AudioTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(AudioTest);
    CPPUNIT_TEST(theWholeFile);
    CPPUNIT_TEST(fromTheFirstByteToTheLast);
    CPPUNIT_TEST(theProbeOfAPhone);
    CPPUNIT_TEST(suffixes);
    CPPUNIT_TEST(clampedToTheEnd);
    CPPUNIT_TEST(beyondTheEnd);
    CPPUNIT_TEST(whatIsNoRangeIsIgnored);
    CPPUNIT_TEST(notModified);
    CPPUNIT_TEST(ifRange);
    CPPUNIT_TEST(headEqualsGet);
    CPPUNIT_TEST(twoLengthsAreRefused);
    CPPUNIT_TEST(manyRangesOfOneConnection);
    CPPUNIT_TEST_SUITE_END();

    test::RunningServer server;

    string size() const { return std::to_string(server.audioBytes().size()); }

    test::CurlReply range(const string& value) const {
        return server.get(server.audioPath(), {"-H", "Range: " + value});
    }

    void isPart(const string& value, std::size_t first, std::size_t last) const {
        const test::CurlReply reply = range(value);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(value, 206, reply.status);
        CPPUNIT_ASSERT_EQUAL("bytes " + std::to_string(first) + "-" + std::to_string(last) + "/" + size(),
                             reply.field("content-range"));
        CPPUNIT_ASSERT_EQUAL(std::to_string(last - first + 1), reply.field("content-length"));
        CPPUNIT_ASSERT_EQUAL(string("audio/ogg"), reply.field("content-type").substr(0, 9));
        CPPUNIT_ASSERT_MESSAGE(value, reply.body == server.audioBytes().substr(first, last - first + 1));
    }

    void theWholeFile() {
        const test::CurlReply reply = server.get(server.audioPath());
        CPPUNIT_ASSERT_EQUAL(200, reply.status);
        CPPUNIT_ASSERT_EQUAL(string("bytes"), reply.field("accept-ranges"));
        CPPUNIT_ASSERT_EQUAL(size(), reply.field("content-length"));
        CPPUNIT_ASSERT_EQUAL(string("public, max-age=31536000, immutable"), reply.field("cache-control"));
        CPPUNIT_ASSERT_EQUAL(string("nosniff"), reply.field("x-content-type-options"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{66}, reply.field("etag").size());
        CPPUNIT_ASSERT(reply.field("repr-digest").starts_with("sha-256=:"));
        CPPUNIT_ASSERT(reply.body == server.audioBytes());
    }

    void fromTheFirstByteToTheLast() { isPart("bytes=0-", 0, server.audioBytes().size() - 1); }

    void theProbeOfAPhone() { isPart("bytes=0-1", 0, 1); }

    void suffixes() {
        const std::size_t all = server.audioBytes().size();
        isPart("bytes=-500", all - 500, all - 1);
        isPart("bytes=-1", all - 1, all - 1);
        isPart("bytes=-99999999", 0, all - 1);
    }

    void clampedToTheEnd() {
        const std::size_t all = server.audioBytes().size();
        isPart("bytes=100-99999999", 100, all - 1);
        isPart("bytes=" + std::to_string(all - 1) + "-", all - 1, all - 1);
    }

    void beyondTheEnd() {
        for (const string& value :
             {"bytes=" + size() + "-", string("bytes=99999999-99999999"), string("bytes=-0")}) {
            const test::CurlReply reply = range(value);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(value, 416, reply.status);
            CPPUNIT_ASSERT_EQUAL("bytes */" + size(), reply.field("content-range"));
        }
    }

    void whatIsNoRangeIsIgnored() {
        for (const char* value : {"items=0-5", "bytes=5-2", "bytes=abc", "bytes="}) {
            const test::CurlReply reply = range(value);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(value, 200, reply.status);
            CPPUNIT_ASSERT(reply.body.size() == server.audioBytes().size());
        }
    }

    void notModified() {
        const string etag = server.get(server.audioPath()).field("etag");
        for (const string& value : {etag, "W/" + etag, "\"other\", " + etag, string("*")}) {
            const test::CurlReply reply = server.get(server.audioPath(), {"-H", "If-None-Match: " + value});
            CPPUNIT_ASSERT_EQUAL_MESSAGE(value, 304, reply.status);
            CPPUNIT_ASSERT_EQUAL(etag, reply.field("etag"));
            CPPUNIT_ASSERT(reply.body.empty());
        }
        CPPUNIT_ASSERT_EQUAL(200, server.get(server.audioPath(), {"-H", "If-None-Match: \"other\""}).status);
    }

    void ifRange() {
        const string etag = server.get(server.audioPath()).field("etag");
        const auto with = [&](const string& condition) {
            return server.get(server.audioPath(), {"-H", "Range: bytes=0-1", "-H", "If-Range: " + condition})
                .status;
        };
        CPPUNIT_ASSERT_EQUAL(206, with(etag));
        CPPUNIT_ASSERT_EQUAL(200, with("\"old\""));
        CPPUNIT_ASSERT_EQUAL(200, with("W/" + etag));
    }

    void headEqualsGet() {
        test::CurlReply get = server.get(server.audioPath());
        test::CurlReply head = server.get(server.audioPath(), {"--head"});
        CPPUNIT_ASSERT_EQUAL(200, head.status);
        CPPUNIT_ASSERT(head.body.empty());
        get.fields.erase("date");
        head.fields.erase("date");
        CPPUNIT_ASSERT(get.fields == head.fields);
    }

    void twoLengthsAreRefused() {
        const test::CurlReply reply = server.get("/", {"-X", "POST", "-H", "Content-Length: 5", "-H",
                                                       "Transfer-Encoding: chunked", "-d", "hello"});
        CPPUNIT_ASSERT_EQUAL(400, reply.status);
        CPPUNIT_ASSERT_EQUAL(string("close"), reply.field("connection"));
    }

    // The windows a phone asks for, on one connection.
    void manyRangesOfOneConnection() {
        constexpr std::size_t kWindow = 65'536;
        const std::size_t all = server.audioBytes().size();
        std::vector<string> command{"curl", "-s", "--max-time", "30"};
        for (std::size_t at = 0; at < all; at += kWindow) {
            if (at > 0) command.push_back("--next");
            command.insert(command.end(),
                           {"-s", "-r", std::to_string(at) + "-" + std::to_string(at + kWindow - 1),
                            server.url() + server.audioPath()});
        }
        const test::Finished finished = test::runProcess(command);
        CPPUNIT_ASSERT_EQUAL(0, finished.status);
        CPPUNIT_ASSERT(finished.output == server.audioBytes());
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(AudioTest);

// SPDX-License-Identifier: Apache-2.0
#include "http/FileResponder.h"

#include "http/HttpDate.h"
#include "support/TempDir.h"

#include <cppunit/extensions/HelperMacros.h>

#include <fstream>
#include <string>
#include <utility>
#include <vector>

using namespace durus::mediaserver::http;

namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

Request makeRequest(const Fields& fields, Method method = Method::Get) {
    Request request;
    request.method = method;
    for (const auto& [name, value] : fields)
        request.headers.add(name, value);
    return request;
}

} // namespace

class FileResponderTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(FileResponderTest);
    CPPUNIT_TEST(answersTheWholeFile);
    CPPUNIT_TEST(answersOneRange);
    CPPUNIT_TEST(answersSeveralRanges);
    CPPUNIT_TEST(answersUnsatisfiable);
    CPPUNIT_TEST(answersNotModified);
    CPPUNIT_TEST(answersPreconditionFailed);
    CPPUNIT_TEST(honoursIfRange);
    CPPUNIT_TEST(ignoresRangesThatDoNotCount);
    CPPUNIT_TEST(neverSendsMoreThanTheFile);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override {
        std::ofstream(temp_ / "a.mp3") << std::string(1000, 'x');
        resource_.file = OpenFile::open((temp_ / "a.mp3").string());
        resource_.mediaType = "audio/mpeg";
        resource_.etag = "\"S\"";
        resource_.lastModified = 784111777;
        resource_.cacheControl = "public, immutable";
        resource_.extra = {};
        resource_.extra.add("Repr-Digest", "sha-256=:abc=:");
    }

    void answersTheWholeFile() {
        for (const Method method : {Method::Get, Method::Head}) {
            const Response response = respondWithFile(makeRequest({}, method), resource_);
            CPPUNIT_ASSERT(response.status == Status::Ok);
            CPPUNIT_ASSERT_EQUAL(std::uint64_t(1000), response.body.length());
            CPPUNIT_ASSERT_EQUAL(std::string("Content-Type: audio/mpeg\r\nETag: \"S\"\r\n"
                                             "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
                                             "Cache-Control: public, immutable\r\nAccept-Ranges: bytes\r\n"
                                             "Repr-Digest: sha-256=:abc=:\r\n"),
                                 std::string(response.headers.wire()));
        }
    }

    void answersOneRange() {
        const Response response = respondWithFile(makeRequest({{"Range", "bytes=10-19"}}), resource_);
        CPPUNIT_ASSERT(response.status == Status::PartialContent);
        CPPUNIT_ASSERT(response.headers.get("Content-Range") == "bytes 10-19/1000");
        CPPUNIT_ASSERT(response.headers.get("Content-Type") == "audio/mpeg");
        CPPUNIT_ASSERT(response.headers.get("ETag") == "\"S\"");
        CPPUNIT_ASSERT(response.headers.has("Repr-Digest"));
        CPPUNIT_ASSERT_EQUAL(std::uint64_t(10), response.body.length());
        CPPUNIT_ASSERT_EQUAL(std::uint64_t(10), response.body.segment(0).offset);
    }

    void answersSeveralRanges() {
        const Response response = respondWithFile(makeRequest({{"Range", "bytes=900-909,0-9"}}), resource_);
        CPPUNIT_ASSERT(response.status == Status::PartialContent);
        CPPUNIT_ASSERT(!response.headers.has("Content-Range"));
        const std::string type(*response.headers.get("Content-Type"));
        const std::string lead = "multipart/byteranges; boundary=";
        CPPUNIT_ASSERT(type.starts_with(lead));
        const std::string boundary = type.substr(lead.size());
        CPPUNIT_ASSERT_EQUAL(std::size_t(5), response.body.segmentCount());
        const std::string part = "--" + boundary + "\r\nContent-Type: audio/mpeg\r\nContent-Range: bytes ";
        CPPUNIT_ASSERT_EQUAL(part + "900-909/1000\r\n\r\n" + "\r\n" + part + "0-9/1000\r\n\r\n" + "\r\n--" +
                                 boundary + "--\r\n",
                             response.body.text());
        CPPUNIT_ASSERT_EQUAL(std::uint64_t(900), response.body.segment(1).offset);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t(response.body.text().size() + 20), response.body.length());
    }

    void answersUnsatisfiable() {
        const Response response = respondWithFile(makeRequest({{"Range", "bytes=1000-"}}), resource_);
        CPPUNIT_ASSERT(response.status == Status::RangeNotSatisfiable);
        CPPUNIT_ASSERT(response.headers.get("Content-Range") == "bytes */1000");
        CPPUNIT_ASSERT(!response.headers.has("ETag"));
    }

    void answersNotModified() {
        const Response response =
            respondWithFile(makeRequest({{"If-None-Match", "\"S\""}, {"Range", "bytes=0-1"}}), resource_);
        CPPUNIT_ASSERT(response.status == Status::NotModified);
        CPPUNIT_ASSERT(response.headers.get("ETag") == "\"S\"");
        CPPUNIT_ASSERT(response.headers.has("Cache-Control"));
        CPPUNIT_ASSERT(!response.headers.has("Content-Type"));
        CPPUNIT_ASSERT_EQUAL(std::uint64_t(0), response.body.length());
    }

    void answersPreconditionFailed() {
        CPPUNIT_ASSERT(statusOf({{"If-Match", "\"x\""}}) == Status::PreconditionFailed);
        CPPUNIT_ASSERT(statusOf({{"If-Unmodified-Since", formatHttpDate(784111776)}}) ==
                       Status::PreconditionFailed);
    }

    void honoursIfRange() {
        CPPUNIT_ASSERT(statusOf({{"Range", "bytes=0-1"}, {"If-Range", "\"S\""}}) == Status::PartialContent);
        CPPUNIT_ASSERT(statusOf({{"Range", "bytes=0-1"}, {"If-Range", "\"old\""}}) == Status::Ok);
        CPPUNIT_ASSERT(statusOf({{"Range", "bytes=5000-"}, {"If-Range", "\"old\""}}) == Status::Ok);
        CPPUNIT_ASSERT(statusOf({{"Range", "bytes=0-1"}, {"If-Range", formatHttpDate(784111777)}}) ==
                       Status::PartialContent);
        CPPUNIT_ASSERT(statusOf({{"Range", "bytes=0-1"}, {"If-Range", formatHttpDate(784111778)}}) ==
                       Status::Ok);
    }

    void ignoresRangesThatDoNotCount() {
        CPPUNIT_ASSERT(statusOf({{"Range", "items=0-5"}}) == Status::Ok);
        CPPUNIT_ASSERT(statusOf({{"Range", "bytes=0-1"}, {"Range", "bytes=2-3"}}) == Status::Ok);
        CPPUNIT_ASSERT(
            respondWithFile(makeRequest({{"Range", "bytes=0-1"}}, Method::Head), resource_).status ==
            Status::Ok);
        CPPUNIT_ASSERT(
            respondWithFile(makeRequest({{"Range", "bytes=0-1"}}, Method::Post), resource_).status ==
            Status::Ok);
    }

    void neverSendsMoreThanTheFile() {
        std::string range = "bytes=0-0";
        for (int i = 2; i < 32; i += 2)
            range += "," + std::to_string(i) + "-" + std::to_string(i);
        const Response response = respondWithFile(makeRequest({{"Range", range}}), resource_);
        CPPUNIT_ASSERT(response.status == Status::Ok);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t(1000), response.body.length());
    }

private:
    Status statusOf(const Fields& fields) { return respondWithFile(makeRequest(fields), resource_).status; }

    durus::test::TempDir temp_;
    FileResource resource_;
};

CPPUNIT_TEST_SUITE_REGISTRATION(FileResponderTest);

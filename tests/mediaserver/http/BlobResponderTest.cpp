// SPDX-License-Identifier: Apache-2.0
#include "http/BlobResponder.h"

#include <cppunit/extensions/HelperMacros.h>

#include <string>
#include <utility>
#include <vector>

using namespace durus::mediaserver::http;

class BlobResponderTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(BlobResponderTest);
    CPPUNIT_TEST(answersTheText);
    CPPUNIT_TEST(answersNotModified);
    CPPUNIT_TEST(answersTheCompressedText);
    CPPUNIT_TEST(keepsTheFormsApart);
    CPPUNIT_TEST_SUITE_END();

    using Fields = std::vector<std::pair<std::string, std::string>>;

public:
    void setUp() override {
        blob_.bytes = std::make_shared<const std::string>("plain");
        blob_.gzip = nullptr;
        blob_.mediaType = "application/json";
        blob_.etag = "\"p\"";
        blob_.gzipEtag = "\"z\"";
        blob_.cacheControl = "no-cache";
    }

    void answersTheText() {
        const Response response = respond({{"Range", "bytes=0-1"}, {"Accept-Encoding", "gzip"}});
        CPPUNIT_ASSERT(response.status == Status::Ok);
        CPPUNIT_ASSERT_EQUAL(std::string("plain"), response.body.text());
        CPPUNIT_ASSERT_EQUAL(
            std::string("Content-Type: application/json\r\nETag: \"p\"\r\nCache-Control: no-cache\r\n"),
            std::string(response.headers.wire()));
    }

    void answersNotModified() {
        CPPUNIT_ASSERT(respond({{"If-None-Match", "W/\"p\""}}).status == Status::NotModified);
        CPPUNIT_ASSERT(respond({{"If-None-Match", "\"q\""}}).status == Status::Ok);
        CPPUNIT_ASSERT(respond({{"If-Match", "\"q\""}}).status == Status::PreconditionFailed);
    }

    void answersTheCompressedText() {
        blob_.gzip = std::make_shared<const std::string>("zipped");
        const std::vector<std::pair<std::string, bool>> cases{
            {"gzip", true},
            {"GZIP", true},
            {"br, gzip;q=0.5", true},
            {"gzip;q=0", false},
            {"gzip; q=0.000", false},
            {"gzip;q=0.1", true},
            {"identity", false},
            {"", false},
            {"xgzip", false},
            {"gzip;q=1.000", true},
            {"gzip;Q=0", false},
            {"gzip ; q=0", false},
            {"x-gzip", true},
            {"*", true},
            {"*;q=0", false},
            {"gzip, *;q=0", true},
            {"gzip;q=0, *", false},
            {"identity;q=0, *", true},
            {"identity, gzip;q=0.5", false},
            {"identity;q=0.4, gzip;q=0.5", true},
            {"gzip;q=0.001", true},
            {"gzip;a=b;q=0", false},
            {"gzip;", true},
            {"gzip;q=", true},
            {"gzip;q=0.", false},
            {",, gzip ,", true},
        };
        for (const auto& [accept, zipped] : cases) {
            const Response response = respond({{"Accept-Encoding", accept}});
            CPPUNIT_ASSERT_EQUAL_MESSAGE(accept, std::string(zipped ? "zipped" : "plain"),
                                         response.body.text());
            CPPUNIT_ASSERT_EQUAL_MESSAGE(accept, zipped, response.headers.has("Content-Encoding"));
            CPPUNIT_ASSERT(response.headers.get("ETag") == (zipped ? "\"z\"" : "\"p\""));
            CPPUNIT_ASSERT(response.headers.get("Vary") == "Accept-Encoding");
        }
    }

    void keepsTheFormsApart() {
        blob_.gzip = std::make_shared<const std::string>("zipped");
        CPPUNIT_ASSERT(respond({{"Accept-Encoding", "gzip"}, {"If-None-Match", "\"p\""}}).status ==
                       Status::Ok);
        const Response same = respond({{"Accept-Encoding", "gzip"}, {"If-None-Match", "\"z\""}});
        CPPUNIT_ASSERT(same.status == Status::NotModified);
        CPPUNIT_ASSERT(same.headers.get("Vary") == "Accept-Encoding");
        CPPUNIT_ASSERT(!same.headers.has("Content-Encoding"));
    }

private:
    Response respond(const Fields& fields) {
        Request request;
        for (const auto& [name, value] : fields)
            request.headers.add(name, value);
        return respondWithBlob(request, blob_);
    }

    Blob blob_;
};

CPPUNIT_TEST_SUITE_REGISTRATION(BlobResponderTest);

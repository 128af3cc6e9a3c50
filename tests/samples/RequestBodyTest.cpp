// SPDX-License-Identifier: Apache-2.0
#include "BackendUnderTest.h"
#include "RawHttp.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

using namespace durus::test;

/// What the backend makes of bodies that are too long, cut short, of another kind, or hostile.
class RequestBodyTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(RequestBodyTest);
    CPPUNIT_TEST(theLimitIsExact);
    CPPUNIT_TEST(theLimitHoldsForChunks);
    CPPUNIT_TEST(theLimitComesBeforeTheToken);
    CPPUNIT_TEST(brokenJsonEndsTheConnection);
    CPPUNIT_TEST(otherTypesAreRefused);
    CPPUNIT_TEST(typesMayHaveParameters);
    CPPUNIT_TEST(deepNestingIsRefused);
    CPPUNIT_TEST(aBodyCutShortIsNotActedOn);
    CPPUNIT_TEST(twoLengthsAreRefused);
    CPPUNIT_TEST(theConnectionIsKeptThroughErrors);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override {
        under_ = std::make_unique<BackendUnderTest>();
        client_ = std::make_unique<HttpsClient>(under_->client("alice-token"));
    }

    void theLimitIsExact() {
        CPPUNIT_ASSERT_EQUAL(201, client_->post(kSync, padded(1'048'576)).status);
        const Reply reply = client_->post(kSync, padded(1'048'577));
        CPPUNIT_ASSERT_EQUAL(413, reply.status);
        CPPUNIT_ASSERT_EQUAL(std::string("Request body is too large"), reply.message());
        CPPUNIT_ASSERT_EQUAL(std::string("Close"), reply.header("connection"));
    }

    void theLimitHoldsForChunks() {
        RawHttp raw(under_->backend().port(), Certificates::shared().authority());
        raw.send("POST /audio/progress/sync HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                 "Transfer-Encoding: chunked\r\n\r\n");
        for (int i = 0; i < 17; ++i)
            raw.send("10000\r\n" + std::string(0x10000, ' ') + "\r\n");
        raw.send("0\r\n\r\n");
        CPPUNIT_ASSERT_EQUAL(std::string("HTTP/1.1 413"), raw.readAll().substr(0, 12));
    }

    void theLimitComesBeforeTheToken() {
        CPPUNIT_ASSERT_EQUAL(413, under_->client().post(kSync, padded(1'048'577)).status);
    }

    void brokenJsonEndsTheConnection() {
        for (const char* body :
             {R"({"items":[)", "{}{}", "{},{}", "],[", " ", "nonsense", "\x1f\x8b\x08", "{'items':[]}"}) {
            const Reply reply = client_->post(kSync, body);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(body, 400, reply.status);
            CPPUNIT_ASSERT_EQUAL(
                std::string("Body is not valid JSON but content-type is set to 'application/json'"),
                reply.message());
            CPPUNIT_ASSERT_EQUAL(std::string("Close"), reply.header("connection"));
        }
        const Reply empty = client_->post(kSync, "");
        CPPUNIT_ASSERT_EQUAL(400, empty.status);
        CPPUNIT_ASSERT_EQUAL(
            std::string("Body cannot be empty when content-type is set to 'application/json'"),
            empty.message());
    }

    void otherTypesAreRefused() {
        for (const char* type :
             {"application/octet-stream", "text/json", "application/vnd.api+json", "text/plain",
              "application/x-www-form-urlencoded", "application/jsonx", ""}) {
            const Reply reply = client_->post(kSync, R"({"items":[]})", {{"Content-Type", type}});
            CPPUNIT_ASSERT_EQUAL_MESSAGE(type, 415, reply.status);
            CPPUNIT_ASSERT_EQUAL(std::string("Unsupported Media Type"), reply.message());
        }
    }

    void typesMayHaveParameters() {
        for (const char* type :
             {"application/json; charset=utf-8", "Application/JSON", "application/json ;x=y"})
            CPPUNIT_ASSERT_EQUAL_MESSAGE(
                type, 201, client_->post(kSync, R"({"items":[]})", {{"Content-Type", type}}).status);
    }

    void deepNestingIsRefused() {
        CPPUNIT_ASSERT_EQUAL(400, client_->post(kSync, std::string(500'000, '[')).status);
        CPPUNIT_ASSERT_EQUAL(
            400, client_->post(kSync, std::string(400'000, '[') + std::string(400'000, ']')).status);
    }

    void aBodyCutShortIsNotActedOn() {
        const std::string item = R"({"items":[{"listingId":")" + lessonId(1) +
                                 R"(","positionSeconds":1,"updatedAt":"2026-11-22T11:00:00Z"}]})";
        {
            RawHttp raw(under_->backend().port(), Certificates::shared().authority());
            raw.send("POST /audio/progress/sync HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                     "Authorization: Bearer alice-token\r\nContent-Length: " +
                     std::to_string(item.size() + 10) + "\r\n\r\n" + item);
            raw.finish();
            CPPUNIT_ASSERT_EQUAL(std::string(), raw.readAll());
        }
        CPPUNIT_ASSERT_EQUAL(std::string("[]"), client_->get("/audio/progress").body);
    }

    void twoLengthsAreRefused() {
        RawHttp raw(under_->backend().port(), Certificates::shared().authority());
        raw.send("POST /audio/progress/sync HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                 "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n");
        CPPUNIT_ASSERT_EQUAL(std::string("HTTP/1.1 400"), raw.readAll().substr(0, 12));
    }

    void theConnectionIsKeptThroughErrors() {
        RawHttp raw(under_->backend().port(), Certificates::shared().authority());
        raw.send("GET /listings/nope HTTP/1.1\r\nHost: x\r\n\r\n");
        CPPUNIT_ASSERT_EQUAL(std::string("HTTP/1.1 404"), raw.readReply().substr(0, 12));
        raw.send("POST /audio/progress/sync HTTP/1.1\r\nHost: x\r\nContent-Type: "
                 "text/plain\r\nContent-Length: 38\r\n\r\n"
                 "GET /scholars HTTP/1.1\r\nHost: smuggled");
        CPPUNIT_ASSERT_EQUAL(std::string("HTTP/1.1 415"), raw.readReply().substr(0, 12));
        raw.send("GET /topics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        const std::string last = raw.readAll();
        CPPUNIT_ASSERT(last.find("aqeedah") != std::string::npos);
        CPPUNIT_ASSERT(!under_->backend().counters().byRoute.contains("GET /scholars"));
    }

private:
    static constexpr const char* kSync = "/audio/progress/sync";

    static std::string padded(std::size_t size) {
        const std::string body = R"({"items":[]})";
        return body + std::string(size - body.size(), ' ');
    }

    std::unique_ptr<BackendUnderTest> under_;
    std::unique_ptr<HttpsClient> client_;
};

CPPUNIT_TEST_SUITE_REGISTRATION(RequestBodyTest);

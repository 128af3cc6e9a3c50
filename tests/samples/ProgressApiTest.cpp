// SPDX-License-Identifier: Apache-2.0
#include "BackendUnderTest.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

using namespace durus;
using namespace durus::test;

class ProgressApiTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ProgressApiTest);
    CPPUNIT_TEST(aBatchIsAnsweredWithNothing);
    CPPUNIT_TEST(aRowHasThePlatformsShape);
    CPPUNIT_TEST(laterStampsWin);
    CPPUNIT_TEST(completionSticksAndMoves);
    CPPUNIT_TEST(completionFollowsFromTheListingsOwnLength);
    CPPUNIT_TEST(oneUnknownListingUndoesTheBatch);
    CPPUNIT_TEST(sinceIsExclusiveAndNewestFirst);
    CPPUNIT_TEST(sinceTakesWhatThePlatformTakes);
    CPPUNIT_TEST(badItemsFailTheBatch);
    CPPUNIT_TEST(oddItemsAreTaken);
    CPPUNIT_TEST(emptyBatchesAreTaken);
    CPPUNIT_TEST(putIsStampedByTheServer);
    CPPUNIT_TEST(putCuresAFutureStamp);
    CPPUNIT_TEST(putTakesSlugsOnly);
    CPPUNIT_TEST(listenersAreApart);
    CPPUNIT_TEST(aBatchOfThousandsIsTaken);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override {
        under_ = std::make_unique<BackendUnderTest>();
        client_ = std::make_unique<HttpsClient>(under_->client("alice-token"));
    }

    void aBatchIsAnsweredWithNothing() {
        const Reply reply = sync(item(lessonId(1), "100", "2026-11-22T11:00:00.000Z"));
        CPPUNIT_ASSERT_EQUAL(201, reply.status);
        CPPUNIT_ASSERT_EQUAL(std::string("0"), reply.header("content-length"));
        CPPUNIT_ASSERT(!reply.headers.contains("content-type"));
        CPPUNIT_ASSERT(reply.body.empty());
    }

    void aRowHasThePlatformsShape() {
        sync(item(lessonId(1), "100", "2026-11-22T11:00:00.123456Z"));
        CPPUNIT_ASSERT_EQUAL(std::string(R"([{"listingId":")") + lessonId(1) +
                                 R"(","positionSeconds":100,"durationSeconds":1800,)"
                                 R"("updatedAt":"2026-11-22T11:00:00.123Z"}])",
                             client_->get("/audio/progress").body);
    }

    void laterStampsWin() {
        sync(item(lessonId(1), "100", "2026-11-22T11:00:00.000Z"));
        CPPUNIT_ASSERT_EQUAL(201, sync(item(lessonId(1), "50", "2026-11-22T10:59:59.999Z")).status);
        CPPUNIT_ASSERT_EQUAL(100, position());
        sync(item(lessonId(1), "60", "2026-11-22T11:00:00.000Z"));
        CPPUNIT_ASSERT_EQUAL(60, position());
        sync(item(lessonId(1), "70", "2026-11-22T14:00:00.001+03:00"));
        CPPUNIT_ASSERT_EQUAL(70, position());
    }

    void completionSticksAndMoves() {
        sync(item(lessonId(1), "10", "2026-11-22T11:00:00.000Z", R"(,"completedAt":"2026-11-01T00:00:00Z")"));
        CPPUNIT_ASSERT_EQUAL(std::string("2026-11-22T11:00:00.000Z"),
                             row()->getValue<std::string>("completedAt"));
        sync(item(lessonId(1), "0", "2026-11-22T11:05:00.000Z"));
        CPPUNIT_ASSERT_EQUAL(0, position());
        CPPUNIT_ASSERT_EQUAL(std::string("2026-11-22T11:05:00.000Z"),
                             row()->getValue<std::string>("completedAt"));
    }

    void completionFollowsFromTheListingsOwnLength() {
        sync(item(lessonId(1), "1769", "2026-11-22T11:00:00Z", R"(,"durationSeconds":9999)"));
        CPPUNIT_ASSERT(row()->has("completedAt"));
        sync(item(lessonId(2), "1700", "2026-11-22T12:00:00Z", R"(,"durationSeconds":1700)"));
        CPPUNIT_ASSERT(!row()->has("completedAt"));
        CPPUNIT_ASSERT_EQUAL(1800, row()->getValue<int>("durationSeconds"));
    }

    void oneUnknownListingUndoesTheBatch() {
        const std::string time = "2026-11-22T11:00:00Z";
        const Reply reply = sync(item(lessonId(1), "1", time) + ',' + item(kUnknownId, "1", time) + ',' +
                                 item(lessonId(2), "1", time));
        CPPUNIT_ASSERT_EQUAL(500, reply.status);
        CPPUNIT_ASSERT(reply.message().find("23503") != std::string::npos);
        CPPUNIT_ASSERT_EQUAL(std::string("[]"), client_->get("/audio/progress").body);
    }

    void sinceIsExclusiveAndNewestFirst() {
        sync(item(lessonId(1), "1", "2026-11-22T11:00:00.001Z") + ',' +
             item(lessonId(2), "2", "2026-11-22T11:00:00.002Z") + ',' +
             item(lessonId(3), "3", "2026-11-22T11:00:00.003Z"));
        const auto rows = client_->get("/audio/progress?since=2026-11-22T11:00:00.001Z").array();
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, rows->size());
        CPPUNIT_ASSERT_EQUAL(lessonId(3), rows->getObject(0)->getValue<std::string>("listingId"));
        CPPUNIT_ASSERT_EQUAL(lessonId(2), rows->getObject(1)->getValue<std::string>("listingId"));
    }

    void sinceTakesWhatThePlatformTakes() {
        sync(item(lessonId(1), "1", "2026-11-22T11:00:00Z"));
        for (const char* all : {"", "2026-11-22", "2026-11-22T13:59:59%2B03:00", "2026-11-22T10:59:59"})
            CPPUNIT_ASSERT_EQUAL_MESSAGE(all, std::size_t{1}, rowsSince(all));
        CPPUNIT_ASSERT_EQUAL(std::size_t{0}, rowsSince("2026-11-23"));
        for (const char* bad : {"garbage", "1795345200000", "2026-11-22T13:59:59+03:00", "2026-13-01"})
            CPPUNIT_ASSERT_EQUAL_MESSAGE(bad, 500,
                                         client_->get(std::string("/audio/progress?since=") + bad).status);
    }

    void badItemsFailTheBatch() {
        const std::string time = "2026-11-22T11:00:00Z";
        const std::string good = item(lessonId(2), "5", time) + ',';
        for (const std::string& bad :
             {item("not-a-uuid", "1", time), item("series-one-lesson-1", "1", time),
              item(lessonId(1), "1.5", time), item(lessonId(1), "3000000000", time),
              item(lessonId(1), "null", time), item(lessonId(1), "\"far\"", time),
              item(lessonId(1), "true", time), item(lessonId(1), "1", "garbage"),
              item(lessonId(1), "1", "10000-01-01T00:00:00Z"), std::string("{}"), std::string("null"),
              std::string("[]"), R"({"listingId":")" + lessonId(1) + R"(","positionSeconds":1})"}) {
            const Reply reply = sync(good + bad);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(bad, 500, reply.status);
            CPPUNIT_ASSERT_MESSAGE(bad, !reply.message().empty());
        }
        CPPUNIT_ASSERT_EQUAL(std::string("[]"), client_->get("/audio/progress").body);
    }

    void oddItemsAreTaken() {
        const std::string time = "2026-11-22T11:00:00Z";
        for (const char* odd : {"-5", "99999", "\"12\"", "7.0"})
            CPPUNIT_ASSERT_EQUAL_MESSAGE(odd, 201, sync(item(lessonId(1), odd, time)).status);
        CPPUNIT_ASSERT_EQUAL(7, position());
        CPPUNIT_ASSERT_EQUAL(201,
                             sync(R"({"listingId":")" + lessonId(1) +
                                  R"(","positionSeconds":8,"updatedAt":1795345200000,"extra":{"a":[1]}})")
                                 .status);
        CPPUNIT_ASSERT_EQUAL(8, position());
    }

    void emptyBatchesAreTaken() {
        for (const char* body : {"{}", "[]", R"({"items":[]})"})
            CPPUNIT_ASSERT_EQUAL_MESSAGE(body, 201, client_->post("/audio/progress/sync", body).status);
        for (const char* body : {"null", R"({"items":"x"})", "7"})
            CPPUNIT_ASSERT_EQUAL_MESSAGE(body, 500, client_->post("/audio/progress/sync", body).status);
        CPPUNIT_ASSERT_EQUAL(500, client_->send("POST", "/audio/progress/sync").status);
    }

    void putIsStampedByTheServer() {
        const Reply reply =
            client_->put("/audio/progress/series-one-lesson-1", R"({"positionSeconds":42.9})");
        CPPUNIT_ASSERT_EQUAL(200, reply.status);
        CPPUNIT_ASSERT(reply.body.empty() && !reply.headers.contains("content-type"));
        CPPUNIT_ASSERT_EQUAL(42, position());
        CPPUNIT_ASSERT_EQUAL(std::string("2026-11-22T11:00:00.000Z"),
                             row()->getValue<std::string>("updatedAt"));
        under_->clock().advance(Milliseconds{1500});
        CPPUNIT_ASSERT_EQUAL(200, client_->put("/audio/progress/series-one-lesson-1", "{}").status);
        CPPUNIT_ASSERT_EQUAL(42, position());
        CPPUNIT_ASSERT_EQUAL(std::string("2026-11-22T11:00:01.500Z"),
                             row()->getValue<std::string>("updatedAt"));
        client_->put("/audio/progress/series-one-lesson-1", R"({"positionSeconds":1,"isCompleted":true})");
        CPPUNIT_ASSERT(row()->has("completedAt"));
        CPPUNIT_ASSERT_EQUAL(
            500, client_->put("/audio/progress/series-one-lesson-1", R"({"positionSeconds":"1"})").status);
    }

    void putCuresAFutureStamp() {
        sync(item(lessonId(1), "900", "2099-01-01T00:00:00Z"));
        sync(item(lessonId(1), "10", "2026-11-22T12:00:00Z"));
        CPPUNIT_ASSERT_EQUAL(900, position());
        client_->put("/audio/progress/series-one-lesson-1", R"({"positionSeconds":20})");
        CPPUNIT_ASSERT_EQUAL(20, position());
        sync(item(lessonId(1), "30", "2026-11-22T12:00:00Z"));
        CPPUNIT_ASSERT_EQUAL(30, position());
    }

    void putTakesSlugsOnly() {
        CPPUNIT_ASSERT_EQUAL(
            404, client_->put("/audio/progress/" + lessonId(1), R"({"positionSeconds":1})").status);
        CPPUNIT_ASSERT_EQUAL(404, client_->put("/audio/progress/nope", R"({"positionSeconds":1})").status);
    }

    void listenersAreApart() {
        sync(item(lessonId(1), "100", "2026-11-22T11:00:00Z"));
        CPPUNIT_ASSERT_EQUAL(std::string("[]"), under_->client("bob-token").get("/audio/progress").body);
    }

    void aBatchOfThousandsIsTaken() {
        std::string items = item(lessonId(1), "0", "2026-11-22T11:00:00Z");
        for (int i = 1; i < 5000; ++i)
            items += ',' + item(lessonId(i % 3 + 1), std::to_string(i), "2026-11-22T11:00:00Z");
        CPPUNIT_ASSERT_EQUAL(201, sync(items).status);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{5000}, under_->backend().counters().items);
    }

private:
    static std::string item(const std::string& listingId, const std::string& position,
                            const std::string& updatedAt, const std::string& more = {}) {
        return R"({"listingId":")" + listingId + R"(","positionSeconds":)" + position + R"(,"updatedAt":")" +
               updatedAt + '"' + more + '}';
    }

    Reply sync(const std::string& items) {
        return client_->post("/audio/progress/sync", R"({"items":[)" + items + "]}");
    }

    /// The latest row.
    Poco::JSON::Object::Ptr row() { return client_->get("/audio/progress").array()->getObject(0); }
    int position() { return row()->getValue<int>("positionSeconds"); }

    std::size_t rowsSince(const std::string& since) {
        return client_->get("/audio/progress?since=" + since).array()->size();
    }

    std::unique_ptr<BackendUnderTest> under_;
    std::unique_ptr<HttpsClient> client_;
};

CPPUNIT_TEST_SUITE_REGISTRATION(ProgressApiTest);

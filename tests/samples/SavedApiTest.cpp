// SPDX-License-Identifier: Apache-2.0
#include "BackendUnderTest.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

using namespace durus;
using namespace durus::test;

class SavedApiTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(SavedApiTest);
    CPPUNIT_TEST(aSavedListingIsGivenOut);
    CPPUNIT_TEST(unsavingLeavesATombstone);
    CPPUNIT_TEST(laterStampsWin);
    CPPUNIT_TEST(theFirstSaveIsRemembered);
    CPPUNIT_TEST(sinceIsExclusive);
    CPPUNIT_TEST(aSeriesCanBeSaved);
    CPPUNIT_TEST(oneUnknownListingUndoesTheBatch);
    CPPUNIT_TEST(illTypedItemsAreRefused);
    CPPUNIT_TEST(singleRoutesTakeSlugs);
    CPPUNIT_TEST(unsavingWithATypeButNoBodyIsRefused);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override {
        under_ = std::make_unique<BackendUnderTest>();
        client_ = std::make_unique<HttpsClient>(under_->client("alice-token"));
    }

    void aSavedListingIsGivenOut() {
        const Reply reply = sync(item(singleId(1), true, "2026-11-22T11:00:00Z"));
        CPPUNIT_ASSERT_EQUAL(201, reply.status);
        CPPUNIT_ASSERT(reply.body.empty() && !reply.headers.contains("content-type"));
        CPPUNIT_ASSERT_EQUAL(
            R"([{"listingId":")" + singleId(1) +
                R"(","updatedAt":"2026-11-22T11:00:00.000Z","savedAt":"2026-11-22T11:00:00.000Z"}])",
            delta());
    }

    void unsavingLeavesATombstone() {
        sync(item(singleId(1), false, "2026-11-22T11:00:00Z"));
        CPPUNIT_ASSERT_EQUAL(
            R"([{"listingId":")" + singleId(1) +
                R"(","updatedAt":"2026-11-22T11:00:00.000Z","deletedAt":"2026-11-22T11:00:00.000Z"}])",
            delta());
    }

    void laterStampsWin() {
        sync(item(singleId(1), true, "2026-11-22T11:00:00Z"));
        sync(item(singleId(1), false, "2026-11-22T10:00:00Z"));
        CPPUNIT_ASSERT(row()->has("savedAt"));
        sync(item(singleId(1), false, "2026-11-22T11:00:00Z"));
        CPPUNIT_ASSERT(row()->has("deletedAt") && !row()->has("savedAt"));
    }

    void theFirstSaveIsRemembered() {
        sync(item(singleId(1), true, "2026-11-22T11:00:00Z") + ',' +
             item(singleId(1), false, "2026-11-22T11:01:00Z") + ',' +
             item(singleId(1), true, "2026-11-22T11:02:00Z"));
        CPPUNIT_ASSERT_EQUAL(std::string("2026-11-22T11:00:00.000Z"),
                             row()->getValue<std::string>("savedAt"));
        CPPUNIT_ASSERT_EQUAL(std::string("2026-11-22T11:02:00.000Z"),
                             row()->getValue<std::string>("updatedAt"));
    }

    void sinceIsExclusive() {
        sync(item(singleId(1), true, "2026-11-22T11:00:00.000Z") + ',' +
             item(singleId(2), false, "2026-11-22T11:00:00.001Z"));
        const auto rows = client_->get("/me/library/saved/delta?since=2026-11-22T11:00:00.000Z").array();
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, rows->size());
        CPPUNIT_ASSERT_EQUAL(singleId(2), rows->getObject(0)->getValue<std::string>("listingId"));
        CPPUNIT_ASSERT_EQUAL(500, client_->get("/me/library/saved/delta?since=garbage").status);
    }

    void aSeriesCanBeSaved() {
        CPPUNIT_ASSERT_EQUAL(201, sync(item(kSeriesId, true, "2026-11-22T11:00:00Z")).status);
        CPPUNIT_ASSERT_EQUAL(kSeriesId, row()->getValue<std::string>("listingId"));
    }

    void oneUnknownListingUndoesTheBatch() {
        const Reply reply = sync(item(singleId(1), true, "2026-11-22T11:00:00Z") + ',' +
                                 item(kUnknownId, true, "2026-11-22T11:00:00Z"));
        CPPUNIT_ASSERT_EQUAL(500, reply.status);
        CPPUNIT_ASSERT_EQUAL(std::string("[]"), delta());
        CPPUNIT_ASSERT_EQUAL(500, sync(item("not-a-uuid", true, "2026-11-22T11:00:00Z")).status);
        CPPUNIT_ASSERT_EQUAL(500, sync(item(singleId(1), true, "never")).status);
    }

    void illTypedItemsAreRefused() {
        const std::string id = R"("listingId":")" + singleId(1) + '"';
        const std::string time = R"("updatedAt":"2026-11-22T11:00:00Z")";
        for (const std::string& body :
             {std::string("{}"), std::string("[]"), std::string("null"), std::string(R"({"items":{}})"),
              R"({"items":[{)" + id + ',' + time + "}]}",
              R"({"items":[{)" + id + R"(,"saved":"yes",)" + time + "}]}",
              R"({"items":[{"saved":true,)" + time + "}]}", R"({"items":[{)" + id + R"(,"saved":true}]})",
              R"({"items":[{)" + id + R"(,"saved":true,"updatedAt":5}]})",
              std::string(R"({"items":[null]})")}) {
            const Reply reply = client_->post("/me/library/saved/sync", body);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(body, 400, reply.status);
            CPPUNIT_ASSERT_EQUAL(std::string("Validation failed"), reply.message());
        }
        CPPUNIT_ASSERT_EQUAL(400, client_->send("POST", "/me/library/saved/sync").status);
        CPPUNIT_ASSERT_EQUAL(std::string("[]"), delta());
    }

    void singleRoutesTakeSlugs() {
        const Reply saved = client_->send("POST", "/me/library/save/single-one");
        CPPUNIT_ASSERT_EQUAL(201, saved.status);
        CPPUNIT_ASSERT(saved.body.empty());
        CPPUNIT_ASSERT(row()->has("savedAt"));
        under_->clock().advance(Milliseconds{1});
        CPPUNIT_ASSERT_EQUAL(200, client_->send("DELETE", "/me/library/save/single-one").status);
        CPPUNIT_ASSERT_EQUAL(std::string("2026-11-22T11:00:00.001Z"),
                             row()->getValue<std::string>("deletedAt"));
        CPPUNIT_ASSERT_EQUAL(404, client_->send("POST", "/me/library/save/" + singleId(1)).status);
        CPPUNIT_ASSERT_EQUAL(404, client_->send("DELETE", "/me/library/save/nope").status);
    }

    void unsavingWithATypeButNoBodyIsRefused() {
        CPPUNIT_ASSERT_EQUAL(
            400,
            client_->send("DELETE", "/me/library/save/single-one", {}, {{"Content-Type", "application/json"}})
                .status);
    }

private:
    static std::string item(const std::string& listingId, bool saved, const std::string& updatedAt) {
        return R"({"listingId":")" + listingId + R"(","saved":)" + (saved ? "true" : "false") +
               R"(,"updatedAt":")" + updatedAt + R"("})";
    }

    Reply sync(const std::string& items) {
        return client_->post("/me/library/saved/sync", R"({"items":[)" + items + "]}");
    }

    std::string delta() { return client_->get("/me/library/saved/delta").body; }
    Poco::JSON::Object::Ptr row() { return client_->get("/me/library/saved/delta").array()->getObject(0); }

    std::unique_ptr<BackendUnderTest> under_;
    std::unique_ptr<HttpsClient> client_;
};

CPPUNIT_TEST_SUITE_REGISTRATION(SavedApiTest);

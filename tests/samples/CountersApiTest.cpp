// SPDX-License-Identifier: Apache-2.0
#include "BackendUnderTest.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

using namespace durus::test;

class CountersApiTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(CountersApiTest);
    CPPUNIT_TEST(everythingIsCounted);
    CPPUNIT_TEST(theSameBodyAgainIsARetry);
    CPPUNIT_TEST(ignoredItemsAreConflicts);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override {
        under_ = std::make_unique<BackendUnderTest>();
        alice_ = std::make_unique<HttpsClient>(under_->client("alice-token"));
    }

    void everythingIsCounted() {
        alice_->post("/audio/progress/sync", batch(lessonId(1), "11"));
        alice_->post("/audio/progress/sync", batch(kUnknownId, "11"));
        alice_->get("/listings/series-one");
        alice_->get("/listings/nope");
        alice_->get("/nowhere");
        alice_->post("/audio/progress/sync", std::string(1'048'577, ' '));
        const auto json = alice_->get("/debug/counters").object();
        CPPUNIT_ASSERT_EQUAL(6, json->getValue<int>("requests"));
        CPPUNIT_ASSERT_EQUAL(1, json->getValue<int>("failures"));
        CPPUNIT_ASSERT_EQUAL(1, json->getValue<int>("batches"));
        CPPUNIT_ASSERT_EQUAL(1, json->getValue<int>("items"));
        const auto byRoute = json->getObject("byRoute");
        CPPUNIT_ASSERT_EQUAL(3, byRoute->getValue<int>("POST /audio/progress/sync"));
        CPPUNIT_ASSERT_EQUAL(2, byRoute->getValue<int>("GET /listings/:slug"));
        CPPUNIT_ASSERT_EQUAL(1, byRoute->getValue<int>("(none)"));
    }

    void theSameBodyAgainIsARetry() {
        HttpsClient bob = under_->client("bob-token");
        alice_->post("/audio/progress/sync", batch(lessonId(1), "11"));
        bob.post("/audio/progress/sync", batch(lessonId(1), "11"));
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, under_->backend().counters().retries);
        alice_->post("/audio/progress/sync", batch(lessonId(1), "11"));
        alice_->post("/audio/progress/sync", batch(lessonId(1), "12"));
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, under_->backend().counters().retries);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, under_->backend().counters().conflicts);
    }

    void ignoredItemsAreConflicts() {
        alice_->post("/audio/progress/sync", batch(lessonId(1), "12"));
        alice_->post("/audio/progress/sync", batch(lessonId(1), "11"));
        const auto counters = under_->backend().counters();
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, counters.conflicts);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{2}, counters.batches);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, counters.failures);
    }

private:
    static std::string batch(const std::string& listingId, const std::string& hour) {
        return R"({"items":[{"listingId":")" + listingId +
               R"(","positionSeconds":1,"updatedAt":"2026-11-22T)" + hour + R"(:00:00Z"}]})";
    }

    std::unique_ptr<BackendUnderTest> under_;
    std::unique_ptr<HttpsClient> alice_;
};

CPPUNIT_TEST_SUITE_REGISTRATION(CountersApiTest);

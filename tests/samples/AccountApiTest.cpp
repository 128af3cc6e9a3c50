// SPDX-License-Identifier: Apache-2.0
#include "BackendUnderTest.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

using namespace durus::test;

class AccountApiTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(AccountApiTest);
    CPPUNIT_TEST(personalRoutesWantAToken);
    CPPUNIT_TEST(onlyBearerTokensCount);
    CPPUNIT_TEST(publicRoutesWantNone);
    CPPUNIT_TEST(theProfileIsTheListeners);
    CPPUNIT_TEST(theSessionIsNullWithoutAToken);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override { under_ = std::make_unique<BackendUnderTest>(); }

    void personalRoutesWantAToken() {
        HttpsClient stranger = under_->client();
        for (const char* route :
             {"GET /audio/progress", "GET /me/library/saved/delta", "GET /account/profile",
              "POST /audio/progress/sync", "POST /me/library/saved/sync", "PUT /audio/progress/series-one",
              "POST /me/library/save/series-one", "DELETE /me/library/save/series-one"}) {
            const std::string text = route;
            const std::size_t space = text.find(' ');
            const Reply reply = stranger.send(text.substr(0, space), text.substr(space + 1));
            CPPUNIT_ASSERT_EQUAL_MESSAGE(route, 401, reply.status);
            CPPUNIT_ASSERT_EQUAL(std::string("Unauthorized"), reply.message());
            CPPUNIT_ASSERT(!reply.headers.contains("www-authenticate"));
        }
    }

    void onlyBearerTokensCount() {
        HttpsClient client = under_->client();
        for (const char* value :
             {"alice-token", "Basic alice-token", "Bearer", "Bearer ", "Bearer alice-toke",
              "Bearer alice-token2", "Bearer  alice-token", "Bearer alice"})
            CPPUNIT_ASSERT_EQUAL_MESSAGE(value, 401,
                                         client.get("/audio/progress", {{"Authorization", value}}).status);
        for (const char* value : {"Bearer alice-token", "bearer alice-token", "BEARER bob-token"})
            CPPUNIT_ASSERT_EQUAL_MESSAGE(value, 200,
                                         client.get("/audio/progress", {{"Authorization", value}}).status);
        CPPUNIT_ASSERT_EQUAL(401, client.get("/audio/progress?token=alice-token").status);
    }

    void publicRoutesWantNone() {
        CPPUNIT_ASSERT_EQUAL(200, under_->client().get("/scholars").status);
        CPPUNIT_ASSERT_EQUAL(200, under_->client("garbage").get("/scholars").status);
    }

    void theProfileIsTheListeners() {
        const auto alice = under_->client("alice-token").get("/account/profile").object();
        const auto bob = under_->client("bob-token").get("/account/profile").object();
        CPPUNIT_ASSERT_EQUAL(std::string("alice"), alice->getValue<std::string>("displayName"));
        CPPUNIT_ASSERT_EQUAL(std::string("Listener"), alice->getArray("roles")->getElement<std::string>(0));
        CPPUNIT_ASSERT_EQUAL(std::size_t{0}, alice->getArray("rules")->size());
        CPPUNIT_ASSERT_EQUAL(std::string("2026-11-22T11:00:00.000Z"),
                             alice->getValue<std::string>("createdAt"));
        CPPUNIT_ASSERT(alice->getValue<std::string>("id") != bob->getValue<std::string>("id"));
    }

    void theSessionIsNullWithoutAToken() {
        const Reply none = under_->client().get("/api/auth/get-session");
        CPPUNIT_ASSERT_EQUAL(200, none.status);
        CPPUNIT_ASSERT_EQUAL(std::string("null"), none.body);
        const auto json = under_->client("alice-token").get("/api/auth/get-session").object();
        CPPUNIT_ASSERT_EQUAL(std::string("alice"), json->getObject("user")->getValue<std::string>("name"));
        CPPUNIT_ASSERT_EQUAL(std::string("2026-11-29T11:00:00.000Z"),
                             json->getObject("session")->getValue<std::string>("expiresAt"));
    }

private:
    std::unique_ptr<BackendUnderTest> under_;
};

CPPUNIT_TEST_SUITE_REGISTRATION(AccountApiTest);

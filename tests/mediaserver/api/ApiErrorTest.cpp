// SPDX-License-Identifier: Apache-2.0
#include "api/ApiError.h"

#include "Shape.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

using namespace durus;
using namespace durus::mediaserver;
using std::string;

class ApiErrorTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ApiErrorTest);
    CPPUNIT_TEST(hasThePlatformsShape);
    CPPUNIT_TEST(countsRequests);
    CPPUNIT_TEST(escapesWhatTheClientSent);
    CPPUNIT_TEST_SUITE_END();

    ManualClock clock{WallTime{Milliseconds{1'800'000'000'123}}};

    http::Response fail(const string& target, const string& message) {
        http::Request request;
        request.target = target;
        return api::apiError(request, http::Status::NotFound, message, clock);
    }

    void hasThePlatformsShape() {
        const http::Response response = fail("/api/listings/nope?x=1", "Listing \"nope\" not found");
        CPPUNIT_ASSERT(response.status == http::Status::NotFound);
        CPPUNIT_ASSERT_EQUAL(std::string_view("application/json; charset=utf-8"),
                             *response.headers.get("Content-Type"));
        const auto body = test::parseObject(response.body.text());
        CPPUNIT_ASSERT_EQUAL(string("message path requestId statusCode timestamp"), test::keysOf(body));
        CPPUNIT_ASSERT_EQUAL(404, body->getValue<int>("statusCode"));
        CPPUNIT_ASSERT_EQUAL(string("Listing \"nope\" not found"), body->getValue<string>("message"));
        CPPUNIT_ASSERT_EQUAL(string("2027-01-15T08:00:00.123Z"), body->getValue<string>("timestamp"));
        CPPUNIT_ASSERT_EQUAL(string("/api/listings/nope?x=1"), body->getValue<string>("path"));
        CPPUNIT_ASSERT(body->getValue<string>("requestId").starts_with("req-"));
    }

    void countsRequests() {
        CPPUNIT_ASSERT(test::parseObject(fail("/", "").body.text())->getValue<string>("requestId") !=
                       test::parseObject(fail("/", "").body.text())->getValue<string>("requestId"));
    }

    void escapesWhatTheClientSent() {
        const string hostile = "/\"},{\"a\":\"\x01\\";
        CPPUNIT_ASSERT_EQUAL(hostile,
                             test::parseObject(fail(hostile, "").body.text())->getValue<string>("path"));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(ApiErrorTest);

// SPDX-License-Identifier: Apache-2.0
#include "auth/Gate.h"

#include "support/TempDir.h"

#include <durus/store/Store.h>

#include <arpa/inet.h>
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>
#include <netinet/in.h>

using namespace durus;
using namespace durus::mediaserver;
using http::Access;
using http::Method;

/// What the head of a request alone forbids.
class GateTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(GateTest);
    CPPUNIT_TEST(anyoneMayRead);
    CPPUNIT_TEST(metricsAreForThisMachine);
    CPPUNIT_TEST(theApiWantsATokenBeforeItReadsABody);
    CPPUNIT_TEST(pagesAreLetThroughToPairing);
    CPPUNIT_TEST(otherSitesChangeNothing);
    CPPUNIT_TEST(bodiesOfTheApiAreJson);
    CPPUNIT_TEST_SUITE_END();

    test::TempDir directory_;
    ManualClock clock_;
    SeededRandom random_{1};
    NullLog log_;
    std::unique_ptr<store::Store> store_ = store::Store::open(directory_ / "data", clock_, random_);
    http::WorkerPool pool_;
    auth::Gate gate_{store_->devices(), pool_, clock_, log_};
    const std::string bearer_ = "Bearer " + std::string(64, 'a');

    static http::Request request(Method method, const std::string& path,
                                 std::initializer_list<http::Headers::Field> fields = {},
                                 const char* peer = "192.168.1.9") {
        http::Request made;
        made.method = method;
        made.path = path;
        made.host = "192.168.1.5";
        sockaddr_in address{};
        address.sin_family = AF_INET;
        ::inet_pton(AF_INET, peer, &address.sin_addr);
        made.peer = http::PeerAddress(reinterpret_cast<const sockaddr&>(address));
        for (const auto& field : fields)
            made.headers.add(field.name, field.value);
        return made;
    }
    /// 0 = it may pass.
    unsigned refusal(const http::Request& made, Access access) const {
        const auto response = gate_.check(made, access);
        return response ? http::statusCode(response->status) : 0;
    }

public:
    void anyoneMayRead() {
        for (const Method method : {Method::Get, Method::Head})
            CPPUNIT_ASSERT_EQUAL(
                0U,
                refusal(request(method, "/api/scholars", {{"Origin", "http://a.example"}}), Access::Anyone));
    }

    void metricsAreForThisMachine() {
        CPPUNIT_ASSERT_EQUAL(404U, refusal(request(Method::Get, "/metrics"), Access::ThisMachine));
        CPPUNIT_ASSERT_EQUAL(0U,
                             refusal(request(Method::Get, "/metrics", {}, "127.0.0.1"), Access::ThisMachine));
    }

    void theApiWantsATokenBeforeItReadsABody() {
        CPPUNIT_ASSERT_EQUAL(401U, refusal(request(Method::Get, "/api/pair"), Access::PairedDevice));
        const auto response = gate_.check(request(Method::Get, "/api/pair"), Access::PairedDevice);
        CPPUNIT_ASSERT(response->headers.get("WWW-Authenticate") == "Bearer realm=\"durus\"");
        CPPUNIT_ASSERT_EQUAL(0U, refusal(request(Method::Get, "/api/pair", {{"Authorization", bearer_}}),
                                         Access::PairedDevice));
    }

    void pagesAreLetThroughToPairing() {
        CPPUNIT_ASSERT_EQUAL(0U, refusal(request(Method::Get, "/me"), Access::PairedDevice));
    }

    void otherSitesChangeNothing() {
        for (const Access access : {Access::Anyone, Access::PairedDevice})
            for (const Method method : {Method::Post, Method::Put, Method::Delete, Method::Patch})
                CPPUNIT_ASSERT_EQUAL(
                    403U, refusal(request(method, "/api/pair",
                                          {{"Authorization", bearer_}, {"Origin", "http://evil.example"}}),
                                  access));
    }

    void bodiesOfTheApiAreJson() {
        for (const char* type : {"application/json", "Application/JSON; charset=utf-8"})
            CPPUNIT_ASSERT_EQUAL(
                0U, refusal(request(Method::Post, "/api/pair", {{"Content-Type", type}}), Access::Anyone));
        for (const char* type : {"text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""})
            CPPUNIT_ASSERT_EQUAL(
                415U, refusal(request(Method::Post, "/api/pair", {{"Content-Type", type}}), Access::Anyone));
        CPPUNIT_ASSERT_EQUAL(
            415U, refusal(request(Method::Post, "/api/pair", {{"Content-Length", "3"}}), Access::Anyone));
        CPPUNIT_ASSERT_EQUAL(
            415U,
            refusal(request(Method::Post, "/api/pair", {{"Transfer-Encoding", "chunked"}}), Access::Anyone));
        CPPUNIT_ASSERT_EQUAL(0U, refusal(request(Method::Post, "/api/pair"), Access::Anyone));
        CPPUNIT_ASSERT_EQUAL(0U, refusal(request(Method::Post, "/pair",
                                                 {{"Content-Type", "application/x-www-form-urlencoded"}}),
                                         Access::Anyone));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(GateTest);

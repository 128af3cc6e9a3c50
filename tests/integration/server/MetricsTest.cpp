// SPDX-License-Identifier: Apache-2.0
#include "RunningServer.h"

#include <durus/store/Accounts.h>

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

using namespace durus;
using std::string;

/// /metrics of the real program.
class MetricsTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(MetricsTest);
    CPPUNIT_TEST(tellsHowSynchronisationStands);
    CPPUNIT_TEST_SUITE_END();

    test::RunningServer server;

    void tellsHowSynchronisationStands() {
        auto& accounts = server.library().store().accounts();
        accounts.addBackend({.name = model::BackendName("home"),
                             .codec = "none",
                             .url = "https://127.0.0.1:9",
                             .caFile = {}});
        accounts.addAccount({.name = model::AccountName("aisha"), .backend = model::BackendName("home")},
                            "t");
        const test::CurlReply reply = server.get("/metrics");
        CPPUNIT_ASSERT_EQUAL(200, reply.status);
        CPPUNIT_ASSERT_EQUAL(string("text/plain; version=0.0.4; charset=utf-8"), reply.field("content-type"));
        CPPUNIT_ASSERT_EQUAL(string("no-store"), reply.field("cache-control"));
        CPPUNIT_ASSERT_EQUAL(string(), reply.field("access-control-allow-origin"));
        CPPUNIT_ASSERT(reply.body.find("durus_outbox_pending{account=\"aisha\",backend=\"home\"} 0\n") !=
                       string::npos);
        CPPUNIT_ASSERT_EQUAL(421, server.get("/metrics", {"-H", "Host: evil.example"}).status);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(MetricsTest);

// SPDX-License-Identifier: Apache-2.0
#include "Wire.h"

#include <cppunit/extensions/HelperMacros.h>

using namespace durus;

class RejectionCheckTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(RejectionCheckTest);
    CPPUNIT_TEST(onlyTheCodeCounts);
    CPPUNIT_TEST_SUITE_END();

    Wire wire_;

    std::string ask(const sync::HttpResponse& said) {
        return Talk(wire_.codec.rejectionCheck()).reply(said).failure();
    }

public:
    void onlyTheCodeCounts() {
        CPPUNIT_ASSERT(ask(Wire::problem(401, "invalid_token")).starts_with("unauthorized "));
        CPPUNIT_ASSERT(ask(Wire::problem(401, "something_else")).starts_with("transient "));
        CPPUNIT_ASSERT(ask(answer(401, "<html>", "text/html")).starts_with("not_backend "));
        CPPUNIT_ASSERT(ask(Wire::problem(503, "unavailable")).starts_with("transient "));
        CPPUNIT_ASSERT_EQUAL(std::string(), ask(answer(200, R"({"changes":[],"cursor":"0","more":false})")));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(RejectionCheckTest);

// SPDX-License-Identifier: Apache-2.0
#include "api/Parameters.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

using namespace durus::mediaserver;

class ParametersTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ParametersTest);
    CPPUNIT_TEST(takesNumbersWithinTheirLimits);
    CPPUNIT_TEST(refusesAllElse);
    CPPUNIT_TEST_SUITE_END();

    static std::optional<std::size_t> read(const char* value) {
        http::Request request;
        if (value != nullptr) request.query.emplace_back("n", value);
        return api::numberParameter(request, "n", 1, 100, 20);
    }

    void takesNumbersWithinTheirLimits() {
        CPPUNIT_ASSERT(read(nullptr) == 20U);
        CPPUNIT_ASSERT(read("") == 20U);
        CPPUNIT_ASSERT(read("1") == 1U);
        CPPUNIT_ASSERT(read("100") == 100U);
        CPPUNIT_ASSERT(read("007") == 7U);
    }

    void refusesAllElse() {
        for (const char* value :
             {"0", "101", "-1", "+1", " 1", "1 ", "1.0", "1e1", "0x1", "abc", "18446744073709551617"})
            CPPUNIT_ASSERT_MESSAGE(value, !read(value));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(ParametersTest);

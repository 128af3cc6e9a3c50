// SPDX-License-Identifier: Apache-2.0
#include "api/Origin.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

using namespace durus::mediaserver;
using std::string;

class OriginTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(OriginTest);
    CPPUNIT_TEST(isWhereTheClientReachedUs);
    CPPUNIT_TEST_SUITE_END();

    static string origin(const string& host, std::optional<std::uint16_t> port) {
        http::Request request;
        request.host = host;
        request.port = port;
        return api::originOf(request);
    }

    void isWhereTheClientReachedUs() {
        CPPUNIT_ASSERT_EQUAL(string("http://192.168.1.5:8080"), origin("192.168.1.5", 8080));
        CPPUNIT_ASSERT_EQUAL(string("http://box.local"), origin("box.local", std::nullopt));
        CPPUNIT_ASSERT_EQUAL(string("http://[fe80::1]:80"), origin("fe80::1", 80));
        CPPUNIT_ASSERT_EQUAL(string(), origin("", std::nullopt));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(OriginTest);

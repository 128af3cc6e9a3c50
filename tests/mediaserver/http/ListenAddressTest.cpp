// SPDX-License-Identifier: Apache-2.0
#include "http/ListenAddress.h"

#include <cppunit/extensions/HelperMacros.h>

#include <string>

using namespace durus::mediaserver::http;

class ListenAddressTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ListenAddressTest);
    CPPUNIT_TEST(readsAddresses);
    CPPUNIT_TEST(refusesEverythingElse);
    CPPUNIT_TEST(listens);
    CPPUNIT_TEST_SUITE_END();

public:
    void readsAddresses() {
        for (const std::string text :
             {"127.0.0.1:0", "0.0.0.0:80", "255.255.255.255:65535", "[::]:8080", "[fe80::1]:1"})
            CPPUNIT_ASSERT_EQUAL(text, ListenAddress::parse(text)->toString());
        CPPUNIT_ASSERT(ListenAddress::parse("[::1]:80")->isIpv6);
    }

    void refusesEverythingElse() {
        for (const auto* text : {"", "127.0.0.1", ":80", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1",
                                 "127.0.0.1:80x", "localhost:80", "::1:80", "[::1]", "[127.0.0.1]:80",
                                 "[]:80", "127.0.0.256:80", " 127.0.0.1:80", "127.0.0.1: 80"})
            CPPUNIT_ASSERT_MESSAGE(text, !ListenAddress::parse(text));
    }

    void listens() {
        const durus::FileDescriptor socket = ListenAddress::parse("127.0.0.1:0")->listen();
        const std::uint16_t port = boundPort(socket.get());
        CPPUNIT_ASSERT(port != 0);
        const auto again = ListenAddress::parse("127.0.0.1:" + std::to_string(port));
        try {
            again->listen();
            CPPUNIT_FAIL("the port was taken twice");
        } catch (const std::system_error& error) {
            CPPUNIT_ASSERT_EQUAL(EADDRINUSE, error.code().value());
            CPPUNIT_ASSERT(std::string(error.what()).find(again->toString()) != std::string::npos);
        }
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(ListenAddressTest);

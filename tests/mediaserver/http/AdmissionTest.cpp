// SPDX-License-Identifier: Apache-2.0
#include "http/Admission.h"

#include <arpa/inet.h>
#include <cppunit/extensions/HelperMacros.h>
#include <netinet/in.h>

#include <cstring>
#include <string>
#include <vector>

using namespace durus::mediaserver::http;

namespace {

PeerAddress peer(const std::string& text) {
    sockaddr_storage storage{};
    if (text.find(':') == std::string::npos) {
        sockaddr_in in{};
        in.sin_family = AF_INET;
        ::inet_pton(AF_INET, text.c_str(), &in.sin_addr);
        std::memcpy(&storage, &in, sizeof in);
    } else {
        sockaddr_in6 in{};
        in.sin6_family = AF_INET6;
        ::inet_pton(AF_INET6, text.c_str(), &in.sin6_addr);
        std::memcpy(&storage, &in, sizeof in);
    }
    return PeerAddress(*reinterpret_cast<const sockaddr*>(&storage));
}

} // namespace

class AdmissionTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(AdmissionTest);
    CPPUNIT_TEST(capsEachAddress);
    CPPUNIT_TEST(capsAllTogether);
    CPPUNIT_TEST(exemptsLoopback);
    CPPUNIT_TEST(knowsAddresses);
    CPPUNIT_TEST_SUITE_END();

public:
    void capsEachAddress() {
        ServerLimits limits;
        limits.connectionsPerAddress = 2;
        Admission admission(limits);
        auto first = admission.admit(peer("192.168.1.7"));
        const auto second = admission.admit(peer("::ffff:192.168.1.7"));
        CPPUNIT_ASSERT(first && second);
        CPPUNIT_ASSERT(!admission.admit(peer("192.168.1.7")));
        CPPUNIT_ASSERT(admission.admit(peer("192.168.1.8")));
        CPPUNIT_ASSERT(admission.admit(peer("fe80::1")));
        first.reset();
        CPPUNIT_ASSERT(admission.admit(peer("192.168.1.7")));
        CPPUNIT_ASSERT_EQUAL(std::size_t(1), admission.connections());
    }

    void capsAllTogether() {
        ServerLimits limits;
        limits.connections = 3;
        Admission admission(limits);
        std::vector<Admission::Ticket> tickets;
        for (const std::string last : {"1", "2", "3"}) {
            auto ticket = admission.admit(peer("10.0.0." + last));
            CPPUNIT_ASSERT(ticket);
            tickets.push_back(std::move(*ticket));
        }
        CPPUNIT_ASSERT(!admission.admit(peer("10.0.0.4")));
        tickets.clear();
        CPPUNIT_ASSERT_EQUAL(std::size_t(0), admission.connections());
    }

    void exemptsLoopback() {
        ServerLimits limits;
        limits.connectionsPerAddress = 0;
        Admission exempting(limits);
        CPPUNIT_ASSERT(exempting.admit(peer("127.0.0.1")));
        CPPUNIT_ASSERT(exempting.admit(peer("::1")));
        CPPUNIT_ASSERT(!exempting.admit(peer("10.0.0.1")));
        limits.capLoopback = true;
        CPPUNIT_ASSERT(!exempting.admit(peer("127.0.0.1")));
    }

    void knowsAddresses() {
        CPPUNIT_ASSERT_EQUAL(std::string("192.168.1.7"), peer("::ffff:192.168.1.7").toString());
        CPPUNIT_ASSERT_EQUAL(std::string("fe80::1"), peer("FE80:0::1").toString());
        CPPUNIT_ASSERT(peer("127.8.8.8").isLoopback());
        CPPUNIT_ASSERT(!peer("::2").isLoopback());
        CPPUNIT_ASSERT(!peer("1.0.0.0").isSameHost(peer("100::")));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(AdmissionTest);

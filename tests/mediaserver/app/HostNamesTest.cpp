// SPDX-License-Identifier: Apache-2.0
#include "app/HostNames.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

using namespace durus;
using namespace durus::mediaserver;

namespace {

std::set<std::string> interfaces;
int looks = 0;

std::set<std::string> lookAtInterfaces() {
    ++looks;
    return interfaces;
}

} // namespace

class HostNamesTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(HostNamesTest);
    CPPUNIT_TEST(allowsItsOwnNamesAndAddresses);
    CPPUNIT_TEST(refusesNamesThatOnlyPointHere);
    CPPUNIT_TEST(anAddressIsTheSameHoweverItIsWritten);
    CPPUNIT_TEST(noticesAnAddressThatComesLater);
    CPPUNIT_TEST(looksAtTheInterfacesOnceASecond);
    CPPUNIT_TEST(theMachineHasALoopback);
    CPPUNIT_TEST_SUITE_END();

    ManualClock clock;
    HostNames hosts{clock, {"Lectures.Masjid.Example", "2001:DB8::1"}, &lookAtInterfaces};

public:
    void setUp() override {
        interfaces = {"192.168.1.5", "fe80::1"};
        looks = 0;
    }

private:
    void allows(const char* host) { CPPUNIT_ASSERT_MESSAGE(host, hosts.allows(host)); }
    void refuses(const char* host) { CPPUNIT_ASSERT_MESSAGE(host, !hosts.allows(host)); }

    void allowsItsOwnNamesAndAddresses() {
        for (const char* host : {"", "localhost", "localhost.", "127.0.0.1", "127.8.9.1", "::1",
                                 "192.168.1.5", "fe80::1", "lectures.masjid.example", "2001:db8::1"})
            allows(host);
    }

    void refusesNamesThatOnlyPointHere() {
        for (const char* host : {"evil.example", "192.168.1.5.nip.io", "192.168.1.6",
                                 "localhost.evil.example", "xlocalhost", ".", "127.0.0.1.example",
                                 "masjid.example", "8.8.8.8", "0.0.0.0", "::", "192.168.1.5..", "127.1"})
            refuses(host);
    }

    void anAddressIsTheSameHoweverItIsWritten() {
        allows("0:0:0:0:0:0:0:1");
        allows("2001:0db8:0000::0001");
        allows("fe80:0::1");
    }

    void noticesAnAddressThatComesLater() {
        refuses("10.0.0.7");
        interfaces.insert("10.0.0.7");
        clock.advance(Milliseconds(1000));
        allows("10.0.0.7");
    }

    void looksAtTheInterfacesOnceASecond() {
        for (int i = 0; i < 100; ++i)
            refuses("10.0.0.7");
        CPPUNIT_ASSERT_EQUAL(1, looks);
        allows("192.168.1.5");
        CPPUNIT_ASSERT_EQUAL(1, looks);
    }

    void theMachineHasALoopback() { CPPUNIT_ASSERT(HostNames::ownAddresses().contains("127.0.0.1")); }
};

CPPUNIT_TEST_SUITE_REGISTRATION(HostNamesTest);

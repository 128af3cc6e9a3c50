// SPDX-License-Identifier: Apache-2.0
#include "http/FairQueue.h"

#include <arpa/inet.h>
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>
#include <netinet/in.h>

#include <string>

using namespace durus::mediaserver::http;
using std::string;

class FairQueueTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(FairQueueTest);
    CPPUNIT_TEST(jobsOfOneClientComeInOrder);
    CPPUNIT_TEST(clientsTakeTurns);
    CPPUNIT_TEST(whoComesLateIsNextAfterThoseWhoWait);
    CPPUNIT_TEST(portsOfOneAddressAreOneClient);
    CPPUNIT_TEST(oneClientCannotFillIt);
    CPPUNIT_TEST(whatIsFullTakesNoMore);
    CPPUNIT_TEST(loopbackIsManyClients);
    CPPUNIT_TEST_SUITE_END();

    FairQueue<string> queue_{8, 4};

    static PeerAddress peer(const char* address, std::uint16_t port = 1000) {
        sockaddr_in made{};
        made.sin_family = AF_INET;
        made.sin_port = htons(port);
        ::inet_pton(AF_INET, address, &made.sin_addr);
        return PeerAddress(reinterpret_cast<const sockaddr&>(made));
    }
    bool push(const char* address, const string& job, std::uint16_t port = 1000) {
        return queue_.push(peer(address, port), string(job));
    }
    string takeAll() {
        string all;
        while (!queue_.empty())
            all += queue_.pop() + ' ';
        return all;
    }

public:
    void jobsOfOneClientComeInOrder() {
        for (const char* job : {"1", "2", "3"})
            push("10.0.0.1", job);
        CPPUNIT_ASSERT_EQUAL(string("1 2 3 "), takeAll());
    }

    void clientsTakeTurns() {
        for (const char* job : {"a1", "a2", "a3"})
            push("10.0.0.1", job);
        for (const char* job : {"b1", "b2"})
            push("10.0.0.2", job);
        push("10.0.0.3", "c1");
        CPPUNIT_ASSERT_EQUAL(string("a1 b1 c1 a2 b2 a3 "), takeAll());
    }

    void whoComesLateIsNextAfterThoseWhoWait() {
        for (const char* job : {"a1", "a2", "a3"})
            push("10.0.0.1", job);
        CPPUNIT_ASSERT_EQUAL(string("a1"), queue_.pop());
        push("10.0.0.2", "b1");
        CPPUNIT_ASSERT_EQUAL(string("a2 b1 a3 "), takeAll());
    }

    void portsOfOneAddressAreOneClient() {
        push("10.0.0.1", "a1", 1);
        push("10.0.0.1", "a2", 2);
        push("10.0.0.2", "b1", 1);
        CPPUNIT_ASSERT_EQUAL(string("a1 b1 a2 "), takeAll());
    }

    void oneClientCannotFillIt() {
        for (int i = 0; i < 4; ++i)
            CPPUNIT_ASSERT(push("10.0.0.1", "a"));
        CPPUNIT_ASSERT(!push("10.0.0.1", "a"));
        CPPUNIT_ASSERT(push("10.0.0.2", "b"));
        queue_.pop();
        CPPUNIT_ASSERT(push("10.0.0.1", "a"));
    }

    void whatIsFullTakesNoMore() {
        for (const char* address : {"10.0.0.1", "10.0.0.2"})
            for (int i = 0; i < 4; ++i)
                CPPUNIT_ASSERT(push(address, "x"));
        string job = "kept";
        CPPUNIT_ASSERT(!queue_.push(peer("10.0.0.3"), std::move(job)));
        CPPUNIT_ASSERT_EQUAL(string("kept"), job);
    }

    void loopbackIsManyClients() {
        for (int i = 0; i < 8; ++i)
            CPPUNIT_ASSERT(push("127.0.0.1", "x"));
        CPPUNIT_ASSERT(!push("127.0.0.1", "x"));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(FairQueueTest);

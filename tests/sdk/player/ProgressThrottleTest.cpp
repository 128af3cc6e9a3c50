// SPDX-License-Identifier: Apache-2.0
#include <durus/player/ProgressThrottle.h>

#include <cppunit/extensions/HelperMacros.h>

using namespace durus;
using namespace durus::player;
using namespace std::chrono_literals;

class ProgressThrottleTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ProgressThrottleTest);
    CPPUNIT_TEST(isDueEveryIntervalWhilePlaying);
    CPPUNIT_TEST(isNeverDueWhileHalted);
    CPPUNIT_TEST(whatIsAskedForComesFirst);
    CPPUNIT_TEST(askingAgainPutsOff);
    CPPUNIT_TEST_SUITE_END();

    static MonotonicTime at(Milliseconds since) { return {since}; }
    ProgressThrottle throttle_{5s};

    void isDueEveryIntervalWhilePlaying() {
        throttle_.run(at(1s));
        CPPUNIT_ASSERT(!throttle_.isDue(at(5'999ms)));
        CPPUNIT_ASSERT(throttle_.isDue(at(6s)));
        throttle_.reported(at(6'200ms));
        CPPUNIT_ASSERT(throttle_.deadline() == at(11'200ms));
    }

    void isNeverDueWhileHalted() {
        CPPUNIT_ASSERT(!throttle_.deadline());
        throttle_.run(at(0s));
        throttle_.halt();
        throttle_.reported(at(1s));
        CPPUNIT_ASSERT(!throttle_.isDue(at(1h)));
    }

    void whatIsAskedForComesFirst() {
        throttle_.ask(at(1s));
        CPPUNIT_ASSERT(throttle_.isDue(at(1s)));
        throttle_.run(at(0s));
        CPPUNIT_ASSERT(throttle_.deadline() == at(1s));
        throttle_.ask(at(9s));
        CPPUNIT_ASSERT(throttle_.deadline() == at(5s));
        throttle_.reported(at(5s));
        CPPUNIT_ASSERT(throttle_.deadline() == at(10s));
    }

    void askingAgainPutsOff() {
        throttle_.ask(at(1s));
        throttle_.ask(at(2s));
        CPPUNIT_ASSERT(!throttle_.isDue(at(1'999ms)));
        CPPUNIT_ASSERT(throttle_.isDue(at(2s)));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(ProgressThrottleTest);

// SPDX-License-Identifier: Apache-2.0
#include <durus/player/StallWatchdog.h>

#include <cppunit/extensions/HelperMacros.h>

using namespace durus;
using namespace durus::player;
using namespace std::chrono_literals;

class StallWatchdogTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(StallWatchdogTest);
    CPPUNIT_TEST(silenceIsOverdue);
    CPPUNIT_TEST(ticksPutItOff);
    CPPUNIT_TEST(slowTicksAreGivenMoreTime);
    CPPUNIT_TEST(patienceIsBounded);
    CPPUNIT_TEST(disarmedItIsQuiet);
    CPPUNIT_TEST_SUITE_END();

    static MonotonicTime at(Milliseconds since) { return {since}; }
    StallWatchdog watchdog_{2s};

    void silenceIsOverdue() {
        watchdog_.arm(at(1s));
        CPPUNIT_ASSERT(!watchdog_.isOverdue(at(2'999ms)));
        CPPUNIT_ASSERT(watchdog_.isOverdue(at(3s)));
    }

    void ticksPutItOff() {
        watchdog_.arm(at(0s));
        for (Milliseconds now = 250ms; now < 10s; now += 250ms) {
            CPPUNIT_ASSERT(!watchdog_.isOverdue(at(now)));
            watchdog_.tick(at(now));
        }
        CPPUNIT_ASSERT(watchdog_.deadline() == at(11'750ms));
    }

    void slowTicksAreGivenMoreTime() {
        watchdog_.arm(at(0s));
        watchdog_.tick(at(1s));
        CPPUNIT_ASSERT(watchdog_.deadline() == at(3s));
        watchdog_.tick(at(2'500ms));
        CPPUNIT_ASSERT(watchdog_.deadline() == at(7s));
        for (int i = 0; i < 5; ++i)
            watchdog_.tick(at(2'750ms + i * 250ms));
        CPPUNIT_ASSERT(watchdog_.deadline() == at(5'750ms));
    }

    void patienceIsBounded() {
        watchdog_.arm(at(0s));
        watchdog_.tick(at(1s));
        watchdog_.tick(at(1h));
        CPPUNIT_ASSERT(watchdog_.deadline() == at(1h + 3 * StallWatchdog::kMaxGap));
    }

    void disarmedItIsQuiet() {
        CPPUNIT_ASSERT(!watchdog_.deadline());
        watchdog_.arm(at(0s));
        watchdog_.disarm();
        CPPUNIT_ASSERT(!watchdog_.isOverdue(at(1h)));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(StallWatchdogTest);

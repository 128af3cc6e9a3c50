// SPDX-License-Identifier: Apache-2.0
#include <durus/core/Clock.h>
#include <durus/core/Uuid.h>

#include <cppunit/extensions/HelperMacros.h>

#include <thread>

using durus::ManualClock;
using durus::Milliseconds;
using durus::SystemClock;
using durus::WallTime;

class ClockTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ClockTest);
    CPPUNIT_TEST(aManualClockStandsStill);
    CPPUNIT_TEST(advancingMovesBothClocks);
    CPPUNIT_TEST(aClockJumpIsNoPassingOfTime);
    CPPUNIT_TEST(aRebootStartsMonotonicTimeAnew);
    CPPUNIT_TEST(threadsSeeWholeTimes);
    CPPUNIT_TEST(theSystemsMonotonicClockNeverGoesBack);
    CPPUNIT_TEST(theSystemNamesItsBoot);
    CPPUNIT_TEST_SUITE_END();

public:
    void aManualClockStandsStill() {
        const ManualClock clock(WallTime{Milliseconds{5}});
        CPPUNIT_ASSERT(clock.wall() == WallTime{Milliseconds{5}});
        CPPUNIT_ASSERT(clock.wall() == clock.wall());
        CPPUNIT_ASSERT(clock.monotonic() - clock.monotonic() == Milliseconds{0});
        CPPUNIT_ASSERT_EQUAL(std::string("boot-1"), clock.bootId());
    }

    void advancingMovesBothClocks() {
        ManualClock clock;
        const auto monotonic = clock.monotonic();
        const auto wall = clock.wall();
        clock.advance(Milliseconds{1500});
        clock.advance(Milliseconds{0});
        CPPUNIT_ASSERT(clock.monotonic() - monotonic == Milliseconds{1500});
        CPPUNIT_ASSERT(clock.wall() - wall == Milliseconds{1500});
    }

    void aClockJumpIsNoPassingOfTime() {
        ManualClock clock;
        const auto monotonic = clock.monotonic();
        clock.setWall(WallTime{Milliseconds{-1}});
        CPPUNIT_ASSERT(clock.wall() == WallTime{Milliseconds{-1}});
        CPPUNIT_ASSERT(clock.monotonic() == monotonic);
    }

    void aRebootStartsMonotonicTimeAnew() {
        ManualClock clock;
        clock.advance(Milliseconds{10});
        const auto wall = clock.wall();
        clock.reboot("boot-2");
        CPPUNIT_ASSERT(clock.monotonic() == durus::MonotonicTime{});
        CPPUNIT_ASSERT(clock.wall() == wall);
        CPPUNIT_ASSERT_EQUAL(std::string("boot-2"), clock.bootId());
    }

    void threadsSeeWholeTimes() {
        ManualClock clock(WallTime{});
        std::thread other([&clock] {
            for (int i = 0; i < 10'000; ++i)
                clock.advance(Milliseconds{1});
        });
        Milliseconds last{0};
        while (last < Milliseconds{10'000}) {
            const auto now = clock.monotonic().sinceBoot;
            CPPUNIT_ASSERT(now >= last);
            last = now;
        }
        other.join();
        CPPUNIT_ASSERT(clock.wall() == WallTime{Milliseconds{10'000}});
    }

    void theSystemsMonotonicClockNeverGoesBack() {
        const SystemClock clock;
        auto last = clock.monotonic();
        for (int i = 0; i < 10'000; ++i) {
            const auto now = clock.monotonic();
            CPPUNIT_ASSERT(now >= last);
            last = now;
        }
        CPPUNIT_ASSERT(last > durus::MonotonicTime{});
    }

    void theSystemNamesItsBoot() {
        const SystemClock clock;
        CPPUNIT_ASSERT(durus::isUuid(clock.bootId()));
        CPPUNIT_ASSERT_EQUAL(clock.bootId(), SystemClock{}.bootId());
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(ClockTest);

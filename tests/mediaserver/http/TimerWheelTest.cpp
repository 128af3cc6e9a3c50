// SPDX-License-Identifier: Apache-2.0
#include "http/TimerWheel.h"

#include <cppunit/extensions/HelperMacros.h>

#include <functional>
#include <memory>
#include <random>
#include <vector>

using namespace durus::mediaserver::http;
using namespace std::chrono_literals;

namespace {

struct Alarm : TimerWheel::Timer {
    int fired = 0;
    std::function<void()> then;

    void onDeadline() noexcept override {
        ++fired;
        if (then) then();
    }
};

const TimerWheel::Clock::time_point kStart{};

} // namespace

class TimerWheelTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(TimerWheelTest);
    CPPUNIT_TEST(firesOnceAndNeverEarly);
    CPPUNIT_TEST(cancels);
    CPPUNIT_TEST(movesLater);
    CPPUNIT_TEST(movesEarlier);
    CPPUNIT_TEST(firesBeyondOneRound);
    CPPUNIT_TEST(firesAfterALongSleep);
    CPPUNIT_TEST(tellsWhenToLook);
    CPPUNIT_TEST(allowsAnythingWhileFiring);
    CPPUNIT_TEST(agreesWithASortedList);
    CPPUNIT_TEST_SUITE_END();

public:
    void firesOnceAndNeverEarly() {
        TimerWheel wheel(10ms, kStart, 8);
        Alarm alarm;
        wheel.arm(alarm, kStart + 25ms);
        wheel.advance(kStart + 24ms);
        CPPUNIT_ASSERT_EQUAL(0, alarm.fired);
        CPPUNIT_ASSERT(alarm.isArmed());
        wheel.advance(kStart + 30ms);
        CPPUNIT_ASSERT_EQUAL(1, alarm.fired);
        CPPUNIT_ASSERT(!alarm.isArmed());
        wheel.advance(kStart + 1000ms);
        CPPUNIT_ASSERT_EQUAL(1, alarm.fired);
    }

    void cancels() {
        TimerWheel wheel(10ms, kStart, 8);
        Alarm alarm;
        wheel.arm(alarm, kStart + 20ms);
        wheel.cancel(alarm);
        wheel.cancel(alarm);
        CPPUNIT_ASSERT_EQUAL(std::size_t(0), wheel.size());
        wheel.advance(kStart + 1s);
        CPPUNIT_ASSERT_EQUAL(0, alarm.fired);
    }

    void movesLater() {
        TimerWheel wheel(10ms, kStart, 8);
        Alarm alarm;
        wheel.arm(alarm, kStart + 20ms);
        wheel.arm(alarm, kStart + 50ms);
        CPPUNIT_ASSERT_EQUAL(std::size_t(1), wheel.size());
        wheel.advance(kStart + 40ms);
        CPPUNIT_ASSERT_EQUAL(0, alarm.fired);
        wheel.advance(kStart + 50ms);
        CPPUNIT_ASSERT_EQUAL(1, alarm.fired);
    }

    void movesEarlier() {
        TimerWheel wheel(10ms, kStart, 8);
        Alarm alarm;
        wheel.arm(alarm, kStart + 500ms);
        wheel.arm(alarm, kStart + 20ms);
        wheel.advance(kStart + 20ms);
        CPPUNIT_ASSERT_EQUAL(1, alarm.fired);
        CPPUNIT_ASSERT_EQUAL(std::size_t(0), wheel.size());
    }

    void firesBeyondOneRound() {
        TimerWheel wheel(10ms, kStart, 8);
        Alarm alarm;
        wheel.arm(alarm, kStart + 200ms);
        for (auto now = kStart; now < kStart + 200ms; now += 10ms)
            wheel.advance(now);
        CPPUNIT_ASSERT_EQUAL(0, alarm.fired);
        wheel.advance(kStart + 200ms);
        CPPUNIT_ASSERT_EQUAL(1, alarm.fired);
    }

    void firesAfterALongSleep() {
        TimerWheel wheel(10ms, kStart, 8);
        std::vector<std::unique_ptr<Alarm>> alarms;
        for (int i = 1; i <= 40; ++i) {
            alarms.push_back(std::make_unique<Alarm>());
            wheel.arm(*alarms.back(), kStart + i * 10ms);
        }
        wheel.advance(kStart + 1h);
        for (const auto& alarm : alarms)
            CPPUNIT_ASSERT_EQUAL(1, alarm->fired);
    }

    void tellsWhenToLook() {
        TimerWheel wheel(10ms, kStart, 8);
        CPPUNIT_ASSERT(wheel.nextLook() == TimerWheel::Clock::time_point::max());
        Alarm alarm;
        Alarm sooner;
        wheel.arm(alarm, kStart + 50ms);
        CPPUNIT_ASSERT(wheel.nextLook() == kStart + 50ms);
        wheel.arm(sooner, kStart + 20ms);
        CPPUNIT_ASSERT(wheel.nextLook() == kStart + 20ms);
        wheel.advance(kStart + 30ms);
        CPPUNIT_ASSERT(wheel.nextLook() == kStart + 50ms);
        wheel.advance(kStart + 50ms);
        CPPUNIT_ASSERT(wheel.nextLook() == TimerWheel::Clock::time_point::max());
    }

    void allowsAnythingWhileFiring() {
        TimerWheel wheel(10ms, kStart, 8);
        Alarm first;
        Alarm second;
        Alarm third;
        // All due together; whichever comes first cancels one of the others, moves the other and starts again
        // itself.
        const auto meddle = [&](Alarm& self, Alarm& victim, Alarm& moved) {
            return [&] {
                if (self.fired > 1) return;
                if (victim.fired == 0) wheel.cancel(victim);
                if (moved.fired == 0) wheel.arm(moved, kStart + 100ms);
                wheel.arm(self, kStart + 60ms);
            };
        };
        first.then = meddle(first, second, third);
        second.then = meddle(second, third, first);
        third.then = meddle(third, first, second);
        for (Alarm* alarm : {&first, &second, &third})
            wheel.arm(*alarm, kStart + 20ms);
        wheel.advance(kStart + 20ms);
        CPPUNIT_ASSERT_EQUAL(1, first.fired + second.fired + third.fired);
        for (Alarm* alarm : {&first, &second, &third})
            alarm->then = nullptr;
        wheel.advance(kStart + 60ms);
        CPPUNIT_ASSERT_EQUAL(2, first.fired + second.fired + third.fired);
        wheel.advance(kStart + 100ms);
        CPPUNIT_ASSERT_EQUAL(3, first.fired + second.fired + third.fired);
        CPPUNIT_ASSERT_EQUAL(std::size_t(0), wheel.size());
    }

    void agreesWithASortedList() {
        TimerWheel wheel(10ms, kStart, 16);
        std::mt19937 random(7);
        std::vector<std::unique_ptr<Alarm>> alarms;
        std::vector<int> dueTicks(200, 0);
        for (std::size_t i = 0; i < dueTicks.size(); ++i)
            alarms.push_back(std::make_unique<Alarm>());
        for (int tick = 0; tick < 500; ++tick) {
            for (int k = 0; k < 20; ++k) {
                const std::size_t i = random() % alarms.size();
                if (random() % 4 == 0) {
                    wheel.cancel(*alarms[i]);
                    dueTicks[i] = 0;
                } else {
                    dueTicks[i] = tick + 1 + static_cast<int>(random() % 60);
                    wheel.arm(*alarms[i], kStart + dueTicks[i] * 10ms);
                }
                alarms[i]->fired = 0;
            }
            wheel.advance(kStart + (tick + 1) * 10ms);
            for (std::size_t i = 0; i < alarms.size(); ++i) {
                const int expected = dueTicks[i] != 0 && dueTicks[i] <= tick + 1 ? 1 : 0;
                CPPUNIT_ASSERT_EQUAL(expected, alarms[i]->fired);
            }
        }
        for (const auto& alarm : alarms)
            wheel.cancel(*alarm);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(TimerWheelTest);

// SPDX-License-Identifier: Apache-2.0
#include <durus/sync/SyncTuning.h>
#include <durus/sync/Watchdog.h>

#include <cppunit/extensions/HelperMacros.h>

#include <set>

using namespace durus;
using namespace durus::sync;

/// Promise P13, by a clock that is moved by hand.
class WatchdogTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(WatchdogTest);
    CPPUNIT_TEST(wantsNoTimerWhileNothingIsPending);
    CPPUNIT_TEST(saysNothingWhenTheWorkIsDoneInTime);
    CPPUNIT_TEST(saysOnceWhyTheEngineBacksOff);
    CPPUNIT_TEST(tellsAPauseTheBackendAskedFor);
    CPPUNIT_TEST(namesWhoHasTheLease);
    CPPUNIT_TEST(tellsWhatWaitsBehindQuarantine);
    CPPUNIT_TEST(tellsAPassThatIsSilent);
    CPPUNIT_TEST(tellsASlowPassFromAStuckOne);
    CPPUNIT_TEST(tellsThatNoPassHasBegun);
    CPPUNIT_TEST(workThatKeepsComingIsNoStall);
    CPPUNIT_TEST(everyStallIsSaidAnew);
    CPPUNIT_TEST(aPassThatBrokeDownLeavesTheWorkPending);
    CPPUNIT_TEST(measuresTheDrain);
    CPPUNIT_TEST(reasonsHaveDistinctNames);
    CPPUNIT_TEST_SUITE_END();

    Watchdog watchdog_;
    MonotonicTime now_{Milliseconds{1'000}};

    void wait(Milliseconds span) { now_ = now_ + span; }

    void pass(const PassEnd& end) {
        watchdog_.passStarted(now_);
        wait(Milliseconds{100});
        watchdog_.passEnded(now_, end);
    }

    void recordAndFail(bool imposed = false) {
        watchdog_.recorded(now_);
        pass({.failure = Outcome{.outcome = OutcomeClass::Transient, .detail = "no connection"},
              .pauseImposed = imposed,
              .pending = 1});
    }

    Stall said() {
        const auto stall = watchdog_.look(now_);
        CPPUNIT_ASSERT(stall);
        CPPUNIT_ASSERT(!watchdog_.look(now_));
        CPPUNIT_ASSERT(watchdog_.isStalled());
        return *stall;
    }

    static void assertReason(StallReason expected, const Stall& stall) {
        CPPUNIT_ASSERT_EQUAL(std::string(name(expected)), std::string(name(stall.reason)));
    }

public:
    void wantsNoTimerWhileNothingIsPending() {
        CPPUNIT_ASSERT(!watchdog_.due());
        pass({.pending = 0});
        CPPUNIT_ASSERT(!watchdog_.due());
        pass({.failure = Outcome{.outcome = OutcomeClass::Transient}, .pending = 0});
        CPPUNIT_ASSERT(!watchdog_.due());
        watchdog_.recorded(now_);
        CPPUNIT_ASSERT(watchdog_.due() == now_ + tuning::kDrainWithin);
        pass({.pending = 0});
        CPPUNIT_ASSERT(!watchdog_.due());
    }

    void saysNothingWhenTheWorkIsDoneInTime() {
        watchdog_.recorded(now_);
        wait(tuning::kDrainWithin - Milliseconds{1});
        CPPUNIT_ASSERT(!watchdog_.look(now_));
        pass({.pending = 0});
        wait(tuning::kDrainWithin);
        CPPUNIT_ASSERT(!watchdog_.look(now_) && !watchdog_.isStalled());
    }

    void saysOnceWhyTheEngineBacksOff() {
        recordAndFail();
        wait(tuning::kDrainWithin);
        const Stall stall = said();
        assertReason(StallReason::BackingOff, stall);
        CPPUNIT_ASSERT_EQUAL(std::string("transient: no connection"), stall.detail);
        CPPUNIT_ASSERT(stall.waitingFor >= tuning::kDrainWithin);
        CPPUNIT_ASSERT(!watchdog_.due());
        recordAndFail();
        wait(tuning::kDrainWithin * 10);
        CPPUNIT_ASSERT(!watchdog_.look(now_));
    }

    void tellsAPauseTheBackendAskedFor() {
        recordAndFail(true);
        wait(tuning::kDrainWithin);
        assertReason(StallReason::ImposedPause, said());
    }

    void namesWhoHasTheLease() {
        watchdog_.recorded(now_);
        watchdog_.passStarted(now_);
        for (Milliseconds waited{0}; waited < tuning::kDrainWithin; waited += Milliseconds{1'000}) {
            wait(Milliseconds{1'000});
            watchdog_.passIsAlive(now_, "process 7 is synchronising this box already");
        }
        const Stall stall = said();
        assertReason(StallReason::LeaseHeld, stall);
        CPPUNIT_ASSERT_EQUAL(std::string("process 7 is synchronising this box already"), stall.detail);
    }

    void tellsWhatWaitsBehindQuarantine() {
        watchdog_.recorded(now_);
        pass({.pending = 0, .held = 2});
        wait(tuning::kDrainWithin);
        const Stall stall = said();
        assertReason(StallReason::QuarantinedHead, stall);
        CPPUNIT_ASSERT(stall.detail.starts_with("2 entries"));
        // Other lanes are watched as before.
        recordAndFail();
        wait(tuning::kDrainWithin);
        assertReason(StallReason::BackingOff, said());
        pass({.pending = 0, .held = 0});
        CPPUNIT_ASSERT(!watchdog_.isStalled());
    }

    void tellsAPassThatIsSilent() {
        watchdog_.passStarted(now_);
        CPPUNIT_ASSERT(watchdog_.due() == now_ + tuning::kStuckPass);
        wait(tuning::kStuckPass);
        assertReason(StallReason::StuckPass, said());
        watchdog_.passEnded(now_, {.pending = 0});
        CPPUNIT_ASSERT(!watchdog_.isStalled());
    }

    void tellsASlowPassFromAStuckOne() {
        watchdog_.recorded(now_);
        watchdog_.passStarted(now_);
        wait(tuning::kDrainWithin - Milliseconds{1});
        watchdog_.passIsAlive(now_);
        wait(Milliseconds{1});
        assertReason(StallReason::SlowPass, said());
        wait(tuning::kStuckPass);
        assertReason(StallReason::StuckPass, said());
    }

    void tellsThatNoPassHasBegun() {
        watchdog_.recorded(now_);
        wait(tuning::kDrainWithin);
        assertReason(StallReason::NoPass, said());
    }

    void workThatKeepsComingIsNoStall() {
        for (int i = 0; i < 100; ++i) {
            watchdog_.recorded(now_);
            wait(Milliseconds{5'000});
            watchdog_.passStarted(now_);
            watchdog_.recorded(now_);
            wait(Milliseconds{5'000});
            watchdog_.passEnded(now_, {.pending = 1});
            CPPUNIT_ASSERT(!watchdog_.look(now_));
        }
    }

    void everyStallIsSaidAnew() {
        for (int i = 0; i < 3; ++i) {
            recordAndFail();
            wait(tuning::kDrainWithin);
            assertReason(StallReason::BackingOff, said());
            pass({.pending = 0});
            CPPUNIT_ASSERT(!watchdog_.isStalled());
        }
    }

    void aPassThatBrokeDownLeavesTheWorkPending() {
        watchdog_.recorded(now_);
        pass({.failure = Outcome{.outcome = OutcomeClass::Transient, .detail = "the disk is full"}});
        wait(tuning::kDrainWithin);
        CPPUNIT_ASSERT_EQUAL(std::string("transient: the disk is full"), said().detail);
    }

    void measuresTheDrain() {
        CPPUNIT_ASSERT(!watchdog_.lastDrain());
        pass({.pending = 0});
        CPPUNIT_ASSERT(!watchdog_.lastDrain());
        watchdog_.recorded(now_);
        wait(Milliseconds{2'900});
        pass({.pending = 0});
        CPPUNIT_ASSERT(watchdog_.lastDrain() == Milliseconds{3'000});
    }

    void reasonsHaveDistinctNames() {
        std::set<std::string_view> names;
        for (const StallReason reason : kStallReasons)
            names.insert(name(reason));
        CPPUNIT_ASSERT_EQUAL(kStallReasons.size(), names.size());
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(WatchdogTest);

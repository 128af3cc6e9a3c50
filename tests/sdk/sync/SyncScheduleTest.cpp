// SPDX-License-Identifier: Apache-2.0
#include <durus/sync/SyncSchedule.h>
#include <durus/sync/SyncTuning.h>

#include <cppunit/extensions/HelperMacros.h>

using namespace durus::sync;
using durus::Milliseconds;
using durus::MonotonicTime;

namespace {

constexpr MonotonicTime at(long seconds) {
    return {Milliseconds{seconds * 1'000}};
}

RetryDecision in(long seconds, bool imposed = false) {
    return {.delay = Milliseconds{seconds * 1'000}, .imposed = imposed};
}

/// As it stands after a pass that went well at second 1000.
SyncSchedule settled() {
    SyncSchedule schedule(at(999));
    schedule.passStarted();
    schedule.passSucceeded(at(1'000));
    return schedule;
}

} // namespace

class SyncScheduleTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(SyncScheduleTest);
    CPPUNIT_TEST(beginsAtOnce);
    CPPUNIT_TEST(pullsPeriodicallyWhileAllIsWell);
    CPPUNIT_TEST(aRequestIsDueNow);
    CPPUNIT_TEST(anImportantIntentIsDueNow);
    CPPUNIT_TEST(othersWaitForMoreOfThem);
    CPPUNIT_TEST(laterOnesDoNotPostponeEarlierOnes);
    CPPUNIT_TEST(unimportantOnesKeepAGap);
    CPPUNIT_TEST(nothingCutsABackoffShortButARequest);
    CPPUNIT_TEST(anImposedPauseIsWaitedOut);
    CPPUNIT_TEST(aLinkThatCameUpEndsABackoffSoon);
    CPPUNIT_TEST(aFlappingLinkKeepsAGap);
    CPPUNIT_TEST(aLinkThatCameUpEndsNoImposedPause);
    CPPUNIT_TEST(aLinkThatCameUpMeansNothingWhileAllIsWell);
    CPPUNIT_TEST(successEndsTheBackoff);
    CPPUNIT_TEST(whatComesDuringAPassWantsAnother);
    CPPUNIT_TEST(whatCameBeforeAPassDoesNot);
    CPPUNIT_TEST_SUITE_END();

public:
    void aLinkThatCameUpEndsABackoffSoon() {
        auto schedule = settled();
        schedule.passFailed(at(1'100), in(900));
        schedule.linkGained(at(1'500));
        CPPUNIT_ASSERT(schedule.due() == at(1'501));
    }

    void aFlappingLinkKeepsAGap() {
        auto schedule = settled();
        schedule.passFailed(at(1'100), in(900));
        for (long second = 1'100; second < 1'105; ++second)
            schedule.linkGained(at(second));
        CPPUNIT_ASSERT(schedule.due() == at(1'110));
    }

    void aLinkThatCameUpEndsNoImposedPause() {
        auto schedule = settled();
        schedule.passFailed(at(1'100), in(60, true));
        schedule.linkGained(at(1'120));
        CPPUNIT_ASSERT(schedule.due() == at(1'160));
    }

    void aLinkThatCameUpMeansNothingWhileAllIsWell() {
        auto schedule = settled();
        schedule.linkGained(at(1'100));
        CPPUNIT_ASSERT(schedule.due() == at(1'300));
    }

    void beginsAtOnce() { CPPUNIT_ASSERT(SyncSchedule(at(5)).due() == at(5)); }

    void pullsPeriodicallyWhileAllIsWell() { CPPUNIT_ASSERT(settled().due() == at(1'300)); }

    void aRequestIsDueNow() {
        auto schedule = settled();
        schedule.requested(at(1'001));
        CPPUNIT_ASSERT(schedule.due() == at(1'001));
    }

    void anImportantIntentIsDueNow() {
        auto schedule = settled();
        schedule.pending(at(1'001), true);
        CPPUNIT_ASSERT(schedule.due() == at(1'001));
    }

    void othersWaitForMoreOfThem() {
        auto schedule = settled();
        schedule.pending(at(1'100), false);
        CPPUNIT_ASSERT(schedule.due() == at(1'102));
    }

    void laterOnesDoNotPostponeEarlierOnes() {
        auto schedule = settled();
        schedule.pending(at(1'100), false);
        schedule.pending(at(1'101), false);
        CPPUNIT_ASSERT(schedule.due() == at(1'102));
        schedule.pending(at(1'101), true);
        CPPUNIT_ASSERT(schedule.due() == at(1'101));
    }

    void unimportantOnesKeepAGap() {
        auto schedule = settled();
        schedule.pending(at(1'001), false);
        CPPUNIT_ASSERT(schedule.due() == at(1'000) + tuning::kPassGap);
        // Not beyond the next pull, which takes them along.
        auto late = settled();
        late.pending(at(1'299), false);
        CPPUNIT_ASSERT(late.due() == at(1'300));
    }

    void nothingCutsABackoffShortButARequest() {
        auto schedule = settled();
        schedule.passStarted();
        schedule.passFailed(at(2'000), in(60));
        CPPUNIT_ASSERT(schedule.isBackingOff());
        CPPUNIT_ASSERT(schedule.due() == at(2'060));
        schedule.pending(at(2'010), true);
        CPPUNIT_ASSERT(schedule.due() == at(2'060));
        schedule.requested(at(2'020));
        CPPUNIT_ASSERT(schedule.due() == at(2'020));
    }

    void anImposedPauseIsWaitedOut() {
        auto schedule = settled();
        schedule.passStarted();
        schedule.passFailed(at(2'000), in(60, true));
        schedule.requested(at(2'010));
        CPPUNIT_ASSERT(schedule.due() == at(2'060));
        schedule.passStarted();
        schedule.passFailed(at(2'061), in(30));
        schedule.requested(at(2'062));
        CPPUNIT_ASSERT(schedule.due() == at(2'062));
    }

    void successEndsTheBackoff() {
        auto schedule = settled();
        schedule.passStarted();
        schedule.passFailed(at(2'000), in(60, true));
        schedule.passStarted();
        schedule.passSucceeded(at(2'060));
        CPPUNIT_ASSERT(!schedule.isBackingOff());
        CPPUNIT_ASSERT(schedule.due() == at(2'360));
    }

    void whatComesDuringAPassWantsAnother() {
        auto schedule = settled();
        schedule.passStarted();
        schedule.pending(at(1'299), true);
        schedule.passSucceeded(at(1'305));
        CPPUNIT_ASSERT(schedule.due() == at(1'299));
    }

    void whatCameBeforeAPassDoesNot() {
        auto schedule = settled();
        schedule.pending(at(1'100), true);
        schedule.requested(at(1'100));
        schedule.passStarted();
        schedule.passSucceeded(at(1'105));
        CPPUNIT_ASSERT(schedule.due() == at(1'405));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(SyncScheduleTest);

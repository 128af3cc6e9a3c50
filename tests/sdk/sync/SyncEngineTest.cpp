// SPDX-License-Identifier: Apache-2.0
#include "support/KeptLog.h"

#include <durus/sync/SyncEngine.h>
#include <durus/sync/SyncTuning.h>

#include <cppunit/extensions/HelperMacros.h>

#include <condition_variable>
#include <future>
#include <mutex>

using namespace durus;
using namespace durus::sync;

namespace {

/// Stands in for passes: counts them, answers what it was told, and can be made to hang until cancelled.
class Passes {
public:
    PassReport run() {
        std::unique_lock lock(mutex_);
        ++begun_;
        changed_.notify_all();
        changed_.wait(lock, [this] { return !hanging_ || cancelled_; });
        if (broken_) throw Error(ErrorCode::StorageFull, "the disk is full", "make room");
        PassReport report;
        report.failure = failure_;
        report.pending = pending_;
        return report;
    }
    void cancel() {
        const std::lock_guard lock(mutex_);
        cancelled_ = true;
        changed_.notify_all();
    }
    void answer(std::optional<Outcome> failure) {
        const std::lock_guard lock(mutex_);
        failure_ = std::move(failure);
    }
    void leave(std::uint64_t pending) {
        const std::lock_guard lock(mutex_);
        pending_ = pending;
    }
    /// Ends the hanging of this one pass only.
    void interrupt() {
        const std::lock_guard lock(mutex_);
        hanging_ = false;
        failure_ = Outcome{.outcome = OutcomeClass::Transient, .detail = "cancelled"};
        changed_.notify_all();
    }
    void breakDown() {
        const std::lock_guard lock(mutex_);
        broken_ = true;
    }
    void hang(bool hanging) {
        const std::lock_guard lock(mutex_);
        hanging_ = hanging;
        changed_.notify_all();
    }
    bool waitFor(int count) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, std::chrono::seconds{20}, [&] { return begun_ >= count; });
    }
    int begun() {
        const std::lock_guard lock(mutex_);
        return begun_;
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::optional<Outcome> failure_;
    std::uint64_t pending_ = 0;
    int begun_ = 0;
    bool hanging_ = false;
    bool cancelled_ = false;
    bool broken_ = false;
};

} // namespace

class SyncEngineTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(SyncEngineTest);
    CPPUNIT_TEST(beginsWithAPass);
    CPPUNIT_TEST(runsWhenAsked);
    CPPUNIT_TEST(runsWhenTimeHasGoneBy);
    CPPUNIT_TEST(doesNothingWhileNothingIsDue);
    CPPUNIT_TEST(backsOffAndRecovers);
    CPPUNIT_TEST(survivesAPassThatThrows);
    CPPUNIT_TEST(whatComesDuringAPassGetsAnother);
    CPPUNIT_TEST(stopEndsARunningPass);
    CPPUNIT_TEST(stopsFromSeveralThreads);
    CPPUNIT_TEST(tellsOfChanges);
    CPPUNIT_TEST(aSubscriptionMayOutliveTheEngine);
    CPPUNIT_TEST(saysWhyWorkIsNotDelivered);
    CPPUNIT_TEST(breaksAStuckPassOffAndGoesOn);
    CPPUNIT_TEST(aPassThatGetsAnswersIsLeftAlone);
    CPPUNIT_TEST_SUITE_END();

    ManualClock clock_;
    SeededRandom random_{3};
    test::KeptLog log_;
    Passes passes_;

    std::unique_ptr<SyncEngine> start() {
        return std::make_unique<SyncEngine>(EngineContext{[this] { return passes_.run(); },
                                                          [this] { passes_.cancel(); }, clock_, random_, log_,
                                                          [this] { passes_.interrupt(); }});
    }

    /// As start(), with the first pass over.
    std::unique_ptr<SyncEngine> startAndSettle(EngineState wanted = EngineState::Idle) {
        auto engine = start();
        CPPUNIT_ASSERT(passes_.waitFor(1));
        CPPUNIT_ASSERT(reaches(*engine, wanted));
        return engine;
    }

    /// Waits until the engine stands as wanted.
    static bool reaches(SyncEngine& engine, EngineState wanted) {
        std::promise<void> reached;
        std::atomic<bool> told{false};
        const auto look = [&] {
            if (engine.status().state == wanted && !told.exchange(true)) reached.set_value();
        };
        const auto subscription = engine.subscribe(look);
        look();
        return reached.get_future().wait_for(std::chrono::seconds{20}) == std::future_status::ready;
    }

    /// Waits until the watchdog has said something.
    static bool barks(SyncEngine& engine) {
        std::promise<void> barked;
        std::atomic<bool> told{false};
        const auto look = [&] {
            if (engine.status().stall && !told.exchange(true)) barked.set_value();
        };
        const auto subscription = engine.subscribe(look);
        look();
        return barked.get_future().wait_for(std::chrono::seconds{20}) == std::future_status::ready;
    }

public:
    void beginsWithAPass() {
        const auto engine = startAndSettle();
        const auto status = engine->status();
        CPPUNIT_ASSERT(status.lastReport && !status.failure);
        CPPUNIT_ASSERT(status.lastSuccess == clock_.wall());
        CPPUNIT_ASSERT(status.nextPassIn == tuning::kPullPeriod);
    }

    void runsWhenAsked() {
        const auto engine = startAndSettle();
        for (int i = 2; i < 20; ++i) {
            CPPUNIT_ASSERT(reaches(*engine, EngineState::Idle));
            if (i % 2 == 0)
                engine->requestSync();
            else
                engine->notifyPending(true);
            CPPUNIT_ASSERT(passes_.waitFor(i));
        }
    }

    void runsWhenTimeHasGoneBy() {
        const auto engine = startAndSettle();
        clock_.advance(tuning::kPassGap);
        engine->notifyPending(false);
        CPPUNIT_ASSERT(engine->status().nextPassIn == tuning::kDebounce);
        clock_.advance(tuning::kDebounce);
        engine->wake();
        CPPUNIT_ASSERT(passes_.waitFor(2));
        CPPUNIT_ASSERT(reaches(*engine, EngineState::Idle));
        clock_.advance(tuning::kPullPeriod);
        engine->wake();
        CPPUNIT_ASSERT(passes_.waitFor(3));
    }

    void doesNothingWhileNothingIsDue() {
        const auto engine = startAndSettle();
        clock_.advance(tuning::kPullPeriod - Milliseconds{1});
        for (int i = 0; i < 100; ++i)
            engine->wake();
        engine->stop();
        CPPUNIT_ASSERT_EQUAL(1, passes_.begun());
    }

    void backsOffAndRecovers() {
        passes_.answer(Outcome{.outcome = OutcomeClass::Unauthorized, .detail = "sign in"});
        const auto engine = startAndSettle(EngineState::BackingOff);
        engine->notifyPending(true);
        CPPUNIT_ASSERT_EQUAL(1, engine->status().failures);
        CPPUNIT_ASSERT_EQUAL(std::string("sign in"), engine->status().failure->detail);
        CPPUNIT_ASSERT(engine->status().nextPassIn <= tuning::kSlowRetryBase);
        engine->requestSync();
        CPPUNIT_ASSERT(passes_.waitFor(2));
        CPPUNIT_ASSERT(reaches(*engine, EngineState::BackingOff));
        passes_.answer(std::nullopt);
        clock_.advance(tuning::kRetryCap);
        engine->wake();
        CPPUNIT_ASSERT(reaches(*engine, EngineState::Idle));
        CPPUNIT_ASSERT_EQUAL(0, engine->status().failures);
        CPPUNIT_ASSERT(!engine->status().failure);
    }

    void survivesAPassThatThrows() {
        passes_.breakDown();
        const auto engine = startAndSettle(EngineState::BackingOff);
        CPPUNIT_ASSERT_EQUAL(std::string("the disk is full; make room"), engine->status().failure->detail);
        CPPUNIT_ASSERT(!engine->status().lastReport);
    }

    void whatComesDuringAPassGetsAnother() {
        passes_.hang(true);
        const auto engine = start();
        CPPUNIT_ASSERT(passes_.waitFor(1));
        engine->notifyPending(true);
        CPPUNIT_ASSERT(engine->status().state == EngineState::Syncing);
        passes_.hang(false);
        CPPUNIT_ASSERT(passes_.waitFor(2));
    }

    void stopEndsARunningPass() {
        passes_.hang(true);
        const auto engine = start();
        CPPUNIT_ASSERT(passes_.waitFor(1));
        engine->stop();
        CPPUNIT_ASSERT(engine->status().state == EngineState::Stopped);
        CPPUNIT_ASSERT(engine->status().nextPassIn == Milliseconds{0});
        engine->requestSync();
        engine->notifyPending(true);
        engine->stop();
        CPPUNIT_ASSERT_EQUAL(1, passes_.begun());
    }

    void stopsFromSeveralThreads() {
        const auto engine = start();
        std::vector<std::future<void>> stops;
        for (int i = 0; i < 8; ++i)
            stops.push_back(std::async(std::launch::async, [&] {
                engine->requestSync();
                engine->stop();
                CPPUNIT_ASSERT(engine->status().state == EngineState::Stopped);
            }));
        for (auto& stop : stops)
            stop.get();
    }

    void tellsOfChanges() {
        const auto engine = startAndSettle();
        const std::vector<EngineState> expected{EngineState::Syncing, EngineState::Idle};
        std::mutex mutex;
        std::vector<EngineState> seen;
        std::promise<void> all;
        auto subscription = engine->subscribe([&] {
            const std::lock_guard lock(mutex);
            // The end of the first pass may be told only now.
            if (const auto state = engine->status().state; !seen.empty() || state == EngineState::Syncing)
                seen.push_back(state);
            if (seen == expected) all.set_value();
        });
        passes_.hang(true);
        engine->requestSync();
        CPPUNIT_ASSERT(passes_.waitFor(2));
        passes_.hang(false);
        CPPUNIT_ASSERT(all.get_future().wait_for(std::chrono::seconds{20}) == std::future_status::ready);
        subscription.reset();
        engine->requestSync();
        engine->stop();
        CPPUNIT_ASSERT(seen == expected);
    }

    void aSubscriptionMayOutliveTheEngine() {
        auto engine = start();
        auto subscription = engine->subscribe([] {});
        engine.reset();
        subscription.reset();
    }

    void saysWhyWorkIsNotDelivered() {
        passes_.answer(Outcome{.outcome = OutcomeClass::Throttled,
                               .detail = "slow down",
                               .retryAfter = tuning::kDrainWithin * 10});
        passes_.leave(1);
        const auto engine = startAndSettle(EngineState::BackingOff);
        CPPUNIT_ASSERT(!engine->status().stall);
        clock_.advance(tuning::kDrainWithin);
        engine->wake();
        CPPUNIT_ASSERT(barks(*engine));
        CPPUNIT_ASSERT(engine->status().stall->reason == StallReason::ImposedPause);
        CPPUNIT_ASSERT_EQUAL(std::string("throttled: slow down"), engine->status().stall->detail);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, engine->status().alarms.at(StallReason::ImposedPause));
        engine->stop();
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, log_.messagesWith("reason=imposed_pause").size());
    }

    void breaksAStuckPassOffAndGoesOn() {
        passes_.hang(true);
        passes_.leave(1);
        const auto engine = start();
        CPPUNIT_ASSERT(passes_.waitFor(1));
        clock_.advance(tuning::kStuckPass);
        engine->wake();
        CPPUNIT_ASSERT(reaches(*engine, EngineState::BackingOff));
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, engine->status().alarms.at(StallReason::StuckPass));
        passes_.answer(std::nullopt);
        passes_.leave(0);
        engine->requestSync();
        CPPUNIT_ASSERT(passes_.waitFor(2));
        CPPUNIT_ASSERT(reaches(*engine, EngineState::Idle));
        CPPUNIT_ASSERT(!engine->status().stall);
    }

    void aPassThatGetsAnswersIsLeftAlone() {
        passes_.hang(true);
        const auto engine = start();
        CPPUNIT_ASSERT(passes_.waitFor(1));
        for (int i = 0; i < 10; ++i) {
            clock_.advance(tuning::kStuckPass - Milliseconds{1});
            engine->passIsAlive();
            engine->wake();
        }
        passes_.hang(false);
        CPPUNIT_ASSERT(reaches(*engine, EngineState::Idle));
        CPPUNIT_ASSERT(engine->status().alarms.empty());
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(SyncEngineTest);

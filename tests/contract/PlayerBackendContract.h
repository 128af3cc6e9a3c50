// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "PlayerBackendRig.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <algorithm>

/// What every PlayerBackend keeps to. Derive, say how a rig is made, and register with
/// CPPUNIT_TEST_SUB_SUITE.
class PlayerBackendContract : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(PlayerBackendContract);
    CPPUNIT_TEST(opensThenPlaysThenMoves);
    CPPUNIT_TEST(tellsTheDuration);
    CPPUNIT_TEST(endsNaturally);
    CPPUNIT_TEST(pausesAndResumesWhereItWas);
    CPPUNIT_TEST(seeksWhilePlaying);
    CPPUNIT_TEST(seeksWhilePaused);
    CPPUNIT_TEST(startsWhereItIsTold);
    CPPUNIT_TEST(seekBeforePlayMovesTheStart);
    CPPUNIT_TEST(playsAgainAfterTheEnd);
    CPPUNIT_TEST(cutMediaEndEarlyAndDoNotFail);
    CPPUNIT_TEST(missingMediaFailAndDoNotEnd);
    CPPUNIT_TEST(isUsableAfterAFailure);
    CPPUNIT_TEST(saysNothingAfterStop);
    CPPUNIT_TEST(signalsCarryTheirGeneration);
    CPPUNIT_TEST(rateScalesTheContent);
    CPPUNIT_TEST(takesAnyCommandAtAnyTime);
    CPPUNIT_TEST_SUITE_END_ABSTRACT();

public:
    void setUp() override { rig_ = makeRig(); }
    void tearDown() override { rig_.reset(); }

protected:
    virtual std::unique_ptr<PlayerBackendRig> makeRig() = 0;

    using Milliseconds = durus::Milliseconds;
    using Signal = durus::player::BackendSignal;
    using Signals = HeardSignals::Signals;

    /// How far a position may be off: libVLC's ticks are that coarse.
    static constexpr Milliseconds kOff{700};

    durus::player::PlayerBackend& backend() { return rig_->backend(); }
    HeardSignals& heard() { return rig_->heard(); }

    template<typename Body>
    static long count(const Signals& signals) {
        return std::ranges::count_if(
            signals, [](const Signal& each) { return std::holds_alternative<Body>(each.body); });
    }
    template<typename Body>
    bool untilHeard(long times = 1) {
        return rig_->until([times](const Signals& all) { return count<Body>(all) >= times; });
    }
    static std::vector<Milliseconds> positions(const Signals& signals) {
        std::vector<Milliseconds> all;
        for (const Signal& signal : signals)
            if (const auto* tick = std::get_if<durus::player::PositionSignal>(&signal.body))
                all.push_back(tick->position);
        return all;
    }
    void open(const std::string& uri, Milliseconds startAt = Milliseconds{0}) {
        backend().open(uri, startAt, ++generation_);
    }
    void playFrom(const std::string& uri, Milliseconds startAt = Milliseconds{0}) {
        open(uri, startAt);
        backend().play();
        CPPUNIT_ASSERT(untilHeard<durus::player::PositionSignal>());
    }
    Milliseconds lastPosition() {
        const auto all = positions(heard().signals());
        CPPUNIT_ASSERT(!all.empty());
        return all.back();
    }
    /// Waits for a tick among those heard from now on.
    Milliseconds nextPosition() {
        heard().forget();
        CPPUNIT_ASSERT(untilHeard<durus::player::PositionSignal>());
        return positions(heard().signals()).front();
    }

private:
    void opensThenPlaysThenMoves() {
        using namespace durus::player;
        open(rig_->whole());
        CPPUNIT_ASSERT_EQUAL(0L, count<PlayingSignal>(heard().signals()));
        backend().play();
        CPPUNIT_ASSERT(untilHeard<PositionSignal>(4));
        const Signals all = heard().signals();
        const auto opening = std::ranges::find_if(
            all, [](const Signal& s) { return std::holds_alternative<OpeningSignal>(s.body); });
        const auto playing = std::ranges::find_if(
            all, [](const Signal& s) { return std::holds_alternative<PlayingSignal>(s.body); });
        const auto moving = std::ranges::find_if(
            all, [](const Signal& s) { return std::holds_alternative<PositionSignal>(s.body); });
        CPPUNIT_ASSERT(opening < playing && playing < moving && moving != all.end());
        CPPUNIT_ASSERT(std::ranges::is_sorted(positions(all)));
        CPPUNIT_ASSERT(positions(all).front() < 2 * kOff);
        CPPUNIT_ASSERT(std::ranges::is_sorted(all, {}, &Signal::at));
    }

    void tellsTheDuration() {
        playFrom(rig_->whole());
        CPPUNIT_ASSERT(untilHeard<durus::player::DurationSignal>());
        for (const Signal& signal : heard().signals()) {
            const auto* reading = std::get_if<durus::player::DurationSignal>(&signal.body);
            if (reading == nullptr) continue;
            CPPUNIT_ASSERT(reading->duration > PlayerBackendRig::kDuration - Milliseconds{100});
            CPPUNIT_ASSERT(reading->duration < PlayerBackendRig::kDuration + Milliseconds{100});
        }
    }

    void endsNaturally() {
        using namespace durus::player;
        playFrom(rig_->whole());
        CPPUNIT_ASSERT(untilHeard<EndReachedSignal>());
        CPPUNIT_ASSERT_EQUAL(0L, count<FailedSignal>(heard().signals()));
        CPPUNIT_ASSERT(lastPosition() > PlayerBackendRig::kDuration - kOff);
        CPPUNIT_ASSERT(lastPosition() <= PlayerBackendRig::kDuration + Milliseconds{50});
    }

    void pausesAndResumesWhereItWas() {
        using namespace durus::player;
        playFrom(rig_->whole());
        backend().pause();
        CPPUNIT_ASSERT(untilHeard<PausedSignal>());
        const Milliseconds before = lastPosition();
        heard().forget();
        backend().play();
        CPPUNIT_ASSERT(untilHeard<PlayingSignal>());
        CPPUNIT_ASSERT(untilHeard<PositionSignal>());
        const Milliseconds after = positions(heard().signals()).front();
        CPPUNIT_ASSERT(after >= before - Milliseconds{300} && after <= before + 2 * kOff);
    }

    void seeksWhilePlaying() {
        playFrom(rig_->whole());
        backend().seek(Milliseconds{2'000});
        const Milliseconds after = nextPosition();
        CPPUNIT_ASSERT(after >= Milliseconds{1'900} && after <= Milliseconds{2'000} + kOff);
    }

    void seeksWhilePaused() {
        using namespace durus::player;
        playFrom(rig_->whole());
        backend().pause();
        CPPUNIT_ASSERT(untilHeard<PausedSignal>());
        backend().seek(Milliseconds{1'800});
        heard().forget();
        backend().play();
        CPPUNIT_ASSERT(untilHeard<PositionSignal>());
        const Milliseconds after = positions(heard().signals()).front();
        CPPUNIT_ASSERT(after >= Milliseconds{1'700} && after <= Milliseconds{1'800} + kOff);
    }

    void startsWhereItIsTold() {
        playFrom(rig_->whole(), Milliseconds{1'600});
        const auto all = positions(heard().signals());
        CPPUNIT_ASSERT(all.front() >= Milliseconds{1'500} && all.front() <= Milliseconds{1'600} + kOff);
        CPPUNIT_ASSERT(untilHeard<durus::player::EndReachedSignal>());
    }

    void seekBeforePlayMovesTheStart() {
        open(rig_->whole(), Milliseconds{100});
        backend().seek(Milliseconds{1'600});
        backend().play();
        CPPUNIT_ASSERT(untilHeard<durus::player::PositionSignal>());
        CPPUNIT_ASSERT(positions(heard().signals()).front() >= Milliseconds{1'500});
    }

    void playsAgainAfterTheEnd() {
        using namespace durus::player;
        playFrom(rig_->whole(), Milliseconds{2'200});
        CPPUNIT_ASSERT(untilHeard<EndReachedSignal>());
        heard().forget();
        backend().play();
        CPPUNIT_ASSERT(untilHeard<PlayingSignal>());
        CPPUNIT_ASSERT(untilHeard<PositionSignal>());
        CPPUNIT_ASSERT(positions(heard().signals()).front() < 2 * kOff);
    }

    void cutMediaEndEarlyAndDoNotFail() {
        using namespace durus::player;
        playFrom(rig_->cut());
        CPPUNIT_ASSERT(untilHeard<EndReachedSignal>());
        CPPUNIT_ASSERT_EQUAL(0L, count<FailedSignal>(heard().signals()));
        CPPUNIT_ASSERT(lastPosition() <= PlayerBackendRig::kCutAt + Milliseconds{50});
    }

    void missingMediaFailAndDoNotEnd() {
        using namespace durus::player;
        open(rig_->missing());
        backend().play();
        CPPUNIT_ASSERT(untilHeard<FailedSignal>());
        const Signals all = heard().signals();
        CPPUNIT_ASSERT_EQUAL(0L, count<EndReachedSignal>(all));
        CPPUNIT_ASSERT_EQUAL(0L, count<PositionSignal>(all));
        for (const Signal& signal : all)
            if (const auto* failed = std::get_if<FailedSignal>(&signal.body))
                CPPUNIT_ASSERT(!failed->fault.empty() && !failed->retryable);
    }

    void isUsableAfterAFailure() {
        open(rig_->missing());
        backend().play();
        CPPUNIT_ASSERT(untilHeard<durus::player::FailedSignal>());
        heard().forget();
        playFrom(rig_->whole());
        CPPUNIT_ASSERT_EQUAL(0L, count<durus::player::FailedSignal>(heard().signals()));
    }

    void saysNothingAfterStop() {
        playFrom(rig_->whole());
        backend().stop();
        const auto before = heard().signals().size();
        const auto old = generation_;
        playFrom(rig_->whole());
        CPPUNIT_ASSERT(untilHeard<durus::player::PositionSignal>(3));
        const Signals all = heard().signals();
        CPPUNIT_ASSERT(std::all_of(all.begin() + static_cast<Signals::difference_type>(before), all.end(),
                                   [&](const Signal& each) { return each.generation != old; }));
        backend().stop();
        backend().stop();
    }

    void signalsCarryTheirGeneration() {
        playFrom(rig_->whole());
        for (const Signal& signal : heard().signals())
            CPPUNIT_ASSERT_EQUAL(generation_, signal.generation);
        open(rig_->whole());
        heard().forget();
        backend().play();
        CPPUNIT_ASSERT(untilHeard<durus::player::PositionSignal>());
        for (const Signal& signal : heard().signals())
            CPPUNIT_ASSERT_EQUAL(generation_, signal.generation);
    }

    void rateScalesTheContent() {
        using namespace durus::player;
        open(rig_->whole());
        backend().setRate(2.0);
        backend().play();
        CPPUNIT_ASSERT(untilHeard<EndReachedSignal>());
        const Signals all = heard().signals();
        const Signal* first = nullptr;
        const Signal* last = nullptr;
        for (const Signal& signal : all) {
            if (!std::holds_alternative<PositionSignal>(signal.body)) continue;
            if (first == nullptr) first = &signal;
            last = &signal;
        }
        CPPUNIT_ASSERT(first != nullptr && last->at > first->at);
        const auto content =
            std::get<PositionSignal>(last->body).position - std::get<PositionSignal>(first->body).position;
        const double rate = double(content.count()) / double((last->at - first->at).count());
        CPPUNIT_ASSERT_DOUBLES_EQUAL(2.0, rate, 0.5);
    }

    void takesAnyCommandAtAnyTime() {
        backend().play();
        backend().pause();
        backend().seek(Milliseconds{1'000});
        backend().setRate(2.0);
        backend().setVolume(50);
        backend().stop();
        CPPUNIT_ASSERT(heard().signals().empty());
        backend().setRate(1.0);
        open(rig_->whole());
        backend().pause();
        backend().play();
        backend().play();
        CPPUNIT_ASSERT(untilHeard<durus::player::PositionSignal>());
        backend().seek(Milliseconds{60'000});
        CPPUNIT_ASSERT(untilHeard<durus::player::EndReachedSignal>());
        backend().pause();
        backend().seek(Milliseconds{1'000});
        backend().stop();
    }

    std::unique_ptr<PlayerBackendRig> rig_;
    std::uint64_t generation_ = 0;
};

// SPDX-License-Identifier: Apache-2.0
#include <durus/player/PositionTrack.h>

#include <cppunit/extensions/HelperMacros.h>

using namespace durus;
using namespace durus::player;
using namespace std::chrono_literals;

class PositionTrackTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(PositionTrackTest);
    CPPUNIT_TEST(standsStillUntilTheFirstTick);
    CPPUNIT_TEST(interpolatesBetweenTicks);
    CPPUNIT_TEST(carriesOnForOneSecondOnly);
    CPPUNIT_TEST(creditsFromTickToTick);
    CPPUNIT_TEST(haltKeepsTheInterpolatedPosition);
    CPPUNIT_TEST(shortStretchesWithoutTicksAddUp);
    CPPUNIT_TEST(slowTicksAreNoJump);
    CPPUNIT_TEST(oneTickOutOfLineIsHeldTwoAreAJump);
    CPPUNIT_TEST(ticksThatDoNotGoOnAreNoJump);
    CPPUNIT_TEST(smallStepsBackAreJitter);
    CPPUNIT_TEST(seekDropsRemnantsOfBefore);
    CPPUNIT_TEST(seekMayLandBesideItsTarget);
    CPPUNIT_TEST(startMayLandBesideItsTarget);
    CPPUNIT_TEST(ignoredSeekIsAJumpBack);
    CPPUNIT_TEST(stallGoesBackToTheLastTickAndCreditsNoTime);
    CPPUNIT_TEST(repeatedTicksMeanThatTheRestIsPlayedFromMemory);
    CPPUNIT_TEST(pauseAmidTheRestKeepsItsPlace);
    CPPUNIT_TEST(repeatedTicksAreNotBelievedForEver);
    CPPUNIT_TEST(rateScalesEverything);
    CPPUNIT_TEST(changingTheRateIsNoJump);
    CPPUNIT_TEST_SUITE_END();

    using Verdict = PositionTrack::Verdict;
    static constexpr MonotonicTime kBegin{1'000s};

    PositionTrack track_{0ms, 1.0};

    static MonotonicTime at(Milliseconds since) { return kBegin + since; }
    void playUpTo(Milliseconds end) {
        track_.run(at(0ms));
        for (Milliseconds now = 250ms; now <= end; now += 250ms)
            CPPUNIT_ASSERT(track_.tick(now, at(now)).verdict == Verdict::Continuous);
    }

    void standsStillUntilTheFirstTick() {
        track_.run(at(0ms));
        CPPUNIT_ASSERT(track_.at(at(800ms)) == 0ms);
        CPPUNIT_ASSERT(!track_.isConfirmed());
        const auto step = track_.tick(260ms, at(850ms));
        CPPUNIT_ASSERT(step.verdict == Verdict::Continuous);
        CPPUNIT_ASSERT(step.played.begin == 0ms && step.played.end == 260ms);
        CPPUNIT_ASSERT(track_.isConfirmed());
    }

    void interpolatesBetweenTicks() {
        playUpTo(1s);
        CPPUNIT_ASSERT(track_.at(at(1'180ms)) == 1'180ms);
        CPPUNIT_ASSERT(track_.at(at(900ms)) == 1'000ms);
    }

    void carriesOnForOneSecondOnly() {
        playUpTo(1s);
        CPPUNIT_ASSERT(track_.at(at(2s)) == 2s);
        CPPUNIT_ASSERT(track_.at(at(30s)) == 2s);
    }

    void creditsFromTickToTick() {
        playUpTo(1s);
        const auto step = track_.tick(1'261ms, at(1'250ms));
        CPPUNIT_ASSERT(step.played.begin == 1s && step.played.end == 1'261ms);
    }

    void haltKeepsTheInterpolatedPosition() {
        playUpTo(7'500ms);
        const auto played = track_.halt(at(7'800ms));
        CPPUNIT_ASSERT(played.begin == 7'500ms && played.end == 7'800ms);
        CPPUNIT_ASSERT(track_.at(at(60s)) == 7'800ms);
        const auto again = track_.halt(at(61s));
        CPPUNIT_ASSERT(again.begin == again.end);
        track_.run(at(70s));
        CPPUNIT_ASSERT(track_.tick(8'000ms, at(70'250ms)).verdict == Verdict::Continuous);
    }

    void shortStretchesWithoutTicksAddUp() {
        playUpTo(1s);
        track_.halt(at(1s));
        for (int i = 0; i < 20; ++i) {
            track_.run(at(2s + i * 1s));
            track_.halt(at(2s + i * 1s + 200ms));
        }
        track_.run(at(30s));
        const auto step = track_.tick(5'200ms, at(30'200ms));
        CPPUNIT_ASSERT(step.verdict == Verdict::Continuous);
        CPPUNIT_ASSERT(step.played.begin == 1s && step.played.end == 5'200ms);
    }

    void slowTicksAreNoJump() {
        playUpTo(1s);
        CPPUNIT_ASSERT(track_.tick(6s, at(6s)).verdict == Verdict::Continuous);
        CPPUNIT_ASSERT(track_.tick(6'100ms, at(9s)).verdict == Verdict::Continuous);
    }

    void oneTickOutOfLineIsHeldTwoAreAJump() {
        playUpTo(5s);
        CPPUNIT_ASSERT(track_.tick(0ms, at(5'250ms)).verdict == Verdict::Held);
        CPPUNIT_ASSERT(track_.at(at(5'300ms)) == 5'300ms);
        CPPUNIT_ASSERT(track_.tick(5'500ms, at(5'500ms)).verdict == Verdict::Continuous);

        CPPUNIT_ASSERT(track_.tick(90s, at(5'750ms)).verdict == Verdict::Held);
        const auto step = track_.tick(90'250ms, at(6s));
        CPPUNIT_ASSERT(step.verdict == Verdict::Jumped);
        CPPUNIT_ASSERT(step.played.begin == 5'750ms && step.played.end == 90'250ms);
        CPPUNIT_ASSERT(track_.tick(90'500ms, at(6'250ms)).verdict == Verdict::Continuous);
    }

    void ticksThatDoNotGoOnAreNoJump() {
        // Ogg Vorbis over HTTP, as libVLC 3.0.24 reports the last second of it.
        playUpTo(5s);
        for (const auto& [position, time] :
             {std::pair{207ms, 5'250ms}, {136ms, 5'500ms}, {109ms, 5'750ms}, {59ms, 6s}})
            CPPUNIT_ASSERT(track_.tick(position, at(time)).verdict == Verdict::Held);
        CPPUNIT_ASSERT(track_.at(at(6s)) == 6s);
    }

    void smallStepsBackAreJitter() {
        playUpTo(1s);
        const auto step = track_.tick(900ms, at(1'250ms));
        CPPUNIT_ASSERT(step.verdict == Verdict::Continuous);
        CPPUNIT_ASSERT(step.played.begin == step.played.end);
    }

    void seekDropsRemnantsOfBefore() {
        playUpTo(5s);
        const auto played = track_.jump(60s, at(5'100ms));
        CPPUNIT_ASSERT(played.begin == 5s && played.end == 5'100ms);
        CPPUNIT_ASSERT(track_.at(at(5'200ms)) == 60s);
        CPPUNIT_ASSERT(track_.tick(5'220ms, at(5'220ms)).verdict == Verdict::Held);
        const auto step = track_.tick(60'250ms, at(5'400ms));
        CPPUNIT_ASSERT(step.verdict == Verdict::Continuous);
        CPPUNIT_ASSERT(step.played.begin == 60s && step.played.end == 60'250ms);
    }

    void seekMayLandBesideItsTarget() {
        playUpTo(5s);
        track_.jump(60s, at(5s));
        const auto step = track_.tick(63'500ms, at(5'300ms));
        CPPUNIT_ASSERT(step.verdict == Verdict::Continuous);
        CPPUNIT_ASSERT(step.played.begin == step.played.end);
        CPPUNIT_ASSERT(track_.at(at(5'300ms)) == 63'500ms);
    }

    void startMayLandBesideItsTarget() {
        PositionTrack resumed{60s, 1.0};
        resumed.run(at(0s));
        const auto step = resumed.tick(58s, at(300ms));
        CPPUNIT_ASSERT(step.verdict == Verdict::Continuous);
        CPPUNIT_ASSERT(step.played.begin == step.played.end);
        CPPUNIT_ASSERT(resumed.tick(58'250ms, at(550ms)).played.begin == 58s);
    }

    void ignoredSeekIsAJumpBack() {
        playUpTo(5s);
        track_.jump(60s, at(5s));
        for (Milliseconds now = 5'250ms; now < 6s; now += 250ms)
            CPPUNIT_ASSERT(track_.tick(now, at(now)).verdict == Verdict::Held);
        CPPUNIT_ASSERT(track_.tick(6'250ms, at(6'250ms)).verdict == Verdict::Held);
        CPPUNIT_ASSERT(track_.tick(6'500ms, at(6'500ms)).verdict == Verdict::Jumped);
        CPPUNIT_ASSERT(track_.at(at(6'500ms)) == 6'500ms);
    }

    void stallGoesBackToTheLastTickAndCreditsNoTime() {
        playUpTo(5s);
        track_.stall(at(7s));
        CPPUNIT_ASSERT(track_.at(at(7s)) == 5s);
        track_.run(at(100s));
        CPPUNIT_ASSERT(track_.tick(80s, at(100s)).verdict == Verdict::Held);
        CPPUNIT_ASSERT(track_.tick(5'200ms, at(100'100ms)).verdict == Verdict::Continuous);
    }

    void repeatedTicksMeanThatTheRestIsPlayedFromMemory() {
        playUpTo(30s);
        PositionTrack::Step step;
        for (Milliseconds now = 30'250ms; now <= 44s; now += 250ms)
            step = track_.tick(30s, at(now));
        CPPUNIT_ASSERT(step.verdict == Verdict::Continuous);
        CPPUNIT_ASSERT(step.played.begin == 30s && step.played.end == 44s);
        CPPUNIT_ASSERT(track_.at(at(44'200ms)) == 44'200ms);
        const auto rest = track_.halt(at(44'300ms));
        CPPUNIT_ASSERT(rest.end == 44'300ms);
    }

    void pauseAmidTheRestKeepsItsPlace() {
        playUpTo(30s);
        for (Milliseconds now = 30'250ms; now <= 40s; now += 250ms)
            track_.tick(30s, at(now));
        track_.halt(at(40s));
        track_.run(at(100s));
        CPPUNIT_ASSERT(track_.tick(30s, at(100'250ms)).played.end == 40'250ms);
        CPPUNIT_ASSERT(track_.at(at(100'500ms)) == 40'500ms);
        CPPUNIT_ASSERT(track_.tick(40'700ms, at(100'700ms)).verdict == Verdict::Continuous);
        CPPUNIT_ASSERT(track_.at(at(100'800ms)) == 40'800ms);
    }

    void repeatedTicksAreNotBelievedForEver() {
        playUpTo(1s);
        for (Milliseconds now = 1'250ms; now <= 10min; now += 250ms)
            track_.tick(1s, at(now));
        const auto limit = 1s + PositionTrack::kMaxReadAhead + PositionTrack::kMaxExtrapolation;
        CPPUNIT_ASSERT(track_.at(at(10min)) == limit);
    }

    void rateScalesEverything() {
        PositionTrack fast{0ms, 4.0};
        fast.run(at(0ms));
        CPPUNIT_ASSERT(fast.tick(1s, at(250ms)).verdict == Verdict::Continuous);
        CPPUNIT_ASSERT(fast.at(at(350ms)) == 1'400ms);
        CPPUNIT_ASSERT(fast.tick(2s, at(500ms)).verdict == Verdict::Continuous);
        CPPUNIT_ASSERT(fast.tick(5s, at(750ms)).verdict == Verdict::Held);
    }

    void changingTheRateIsNoJump() {
        playUpTo(1s);
        track_.setRate(4.0, at(1'600ms));
        CPPUNIT_ASSERT(track_.at(at(1'700ms)) == 2s);
        CPPUNIT_ASSERT(track_.tick(3'400ms, at(1'600ms)).verdict == Verdict::Continuous);
        track_.setRate(0.5, at(2s));
        CPPUNIT_ASSERT(track_.tick(6'400ms, at(2'350ms)).verdict == Verdict::Continuous);
        CPPUNIT_ASSERT(track_.tick(30s, at(60s)).verdict == Verdict::Continuous);
        CPPUNIT_ASSERT(track_.tick(34s, at(64s)).verdict == Verdict::Held);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(PositionTrackTest);

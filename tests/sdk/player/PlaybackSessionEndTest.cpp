// SPDX-License-Identifier: Apache-2.0
#include "SessionScript.h"

#include <durus/core/Random.h>

#include <cppunit/extensions/HelperMacros.h>

#include <algorithm>

using namespace durus;
using namespace durus::player;
using namespace std::chrono_literals;
using durus::test::SessionScript;

class PlaybackSessionEndTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(PlaybackSessionEndTest);
    CPPUNIT_TEST(naturalEndIsToldInOrder);
    CPPUNIT_TEST(endBeforeTheTailIsTruncated);
    CPPUNIT_TEST(bogusZeroTickAtTheEndDoesNoHarm);
    CPPUNIT_TEST(skippingToTheEndEndsButCompletesNothing);
    CPPUNIT_TEST(completionIsReachedInTheTailAndOnce);
    CPPUNIT_TEST(shortItemCompletesOnItsFewReadings);
    CPPUNIT_TEST(failureIsToldInOrder);
    CPPUNIT_TEST(failureBeforeTheEndWins);
    CPPUNIT_TEST(nothingPlayableIsAFailure);
    CPPUNIT_TEST(stoppingByItselfIsAFailure);
    CPPUNIT_TEST(stopTellsWhereItWas);
    CPPUNIT_TEST(nothingIsToldOnceItIsOver);
    CPPUNIT_TEST(anyHistoryKeepsTheRules);
    CPPUNIT_TEST_SUITE_END();

    static void expect(const std::string& expected, const std::string& told) {
        CPPUNIT_ASSERT_EQUAL(expected, told);
    }

    void naturalEndIsToldInOrder() {
        SessionScript script(12s);
        script.playTo(11'750ms);
        script.signal(12'030ms, EndReachedSignal{});
        expect("progress 12000 of 12000; completed 12000; played_to_end 12000; ended 12000", script.told());
        CPPUNIT_ASSERT(script.session.endReason() == model::EndReason::PlayedToEnd);
        CPPUNIT_ASSERT_EQUAL(1.0, script.session.snapshot(SessionScript::at(13s)).coverage);
    }

    void endBeforeTheTailIsTruncated() {
        SessionScript script(12s);
        script.playTo(2'500ms);
        script.signal(2'800ms, EndReachedSignal{});
        expect("progress 2800 of 12000; truncated 2800; ended 2800", script.told());
    }

    void bogusZeroTickAtTheEndDoesNoHarm() {
        SessionScript script(12s);
        script.playTo(11s);
        script.signal(11'700ms, PositionSignal{0ms});
        script.signal(12s, EndReachedSignal{});
        expect("progress 12000 of 12000; completed 12000; played_to_end 12000; ended 12000", script.told());
    }

    void skippingToTheEndEndsButCompletesNothing() {
        SessionScript script(600s);
        script.playTo(2s);
        script.session.seek(599s, SessionScript::at(2s));
        script.signal(2'100ms, EndReachedSignal{});
        expect("seek 2000 to 599000; progress 600000 of 600000; played_to_end 600000; ended 600000",
               script.told());
        CPPUNIT_ASSERT(script.session.snapshot({}).coverage < 0.01);
    }

    void completionIsReachedInTheTailAndOnce() {
        SessionScript script(100s);
        script.playTo(89'750ms);
        script.ticks(89'750ms, 91s, 89'750ms);
        expect("progress 90000 of 100000; completed 90000", script.told());
        script.session.seek(0s, SessionScript::at(91s));
        script.ticks(91s, 190'500ms, 0s);
        script.signal(191s, EndReachedSignal{});
        for (const std::string& text : test::described(script.session.takeEvents()))
            CPPUNIT_ASSERT(!text.starts_with("completed"));
    }

    void shortItemCompletesOnItsFewReadings() {
        SessionScript script(std::nullopt);
        script.signal(0s, DurationSignal{600ms});
        script.signal(0s, PlayingSignal{});
        script.signal(250ms, PositionSignal{250ms});
        script.signal(500ms, PositionSignal{500ms});
        script.signal(600ms, EndReachedSignal{});
        expect(
            "duration 600 estimated; playing 0; duration 600 container; progress 600 of 600; completed 600; "
            "played_to_end 600; ended 600",
            script.told());
    }

    void failureIsToldInOrder() {
        SessionScript script;
        script.playTo(3s);
        script.signal(3s, FailedSignal{"the disk is on fire", true});
        expect("progress 3000 of 60000; fault: the disk is on fire (retryable); failed 3000; failed 3000",
               script.told());
        CPPUNIT_ASSERT(script.session.endReason() == model::EndReason::Failed);
    }

    void failureBeforeTheEndWins() {
        SessionScript script(3s);
        script.playTo(3s);
        script.signal(3s, FailedSignal{"broken", false});
        script.signal(3s, EndReachedSignal{});
        script.signal(3s, StoppedSignal{});
        expect("progress 3000 of 3000; fault: broken; failed 3000; failed 3000", script.told());
    }

    void nothingPlayableIsAFailure() {
        SessionScript script(std::nullopt);
        script.signal(0s, OpeningSignal{});
        script.signal(0s, PlayingSignal{});
        script.signal(35ms, EndReachedSignal{});
        expect("opening 0; playing 0; fault: there is nothing in it that can be played; failed 0; failed 0",
               script.told());
    }

    void stoppingByItselfIsAFailure() {
        SessionScript script;
        script.playTo(3s);
        script.signal(3s, StoppedSignal{});
        CPPUNIT_ASSERT(script.session.endReason() == model::EndReason::Failed);
    }

    void stopTellsWhereItWas() {
        SessionScript script;
        script.playTo(3s);
        script.session.end(model::EndReason::StoppedByUser, SessionScript::at(3'100ms));
        expect("progress 3100 of 60000; stopped_by_user 3100; stopped 3100", script.told());
    }

    void nothingIsToldOnceItIsOver() {
        SessionScript script;
        script.playTo(3s);
        script.session.end(model::EndReason::Replaced, SessionScript::at(3s));
        script.session.takeEvents();
        script.signal(4s, PositionSignal{9s});
        script.signal(4s, EndReachedSignal{});
        script.session.seek(5s, SessionScript::at(4s));
        script.session.setRate(2.0, SessionScript::at(4s));
        script.session.end(model::EndReason::StoppedByUser, SessionScript::at(4s));
        script.session.advance(SessionScript::at(1h));
        expect("", script.told());
    }

    BackendSignal::Body someSignal(Random& random) {
        const auto some = [&](std::uint64_t bound) {
            return Milliseconds{static_cast<Milliseconds::rep>(random.upTo(bound))};
        };
        switch (random.upTo(11)) {
        case 0:
            return OpeningSignal{};
        case 1:
            return PausedSignal{};
        case 2:
            return BufferingSignal{static_cast<int>(random.upTo(100))};
        case 3:
            return DurationSignal{some(200'000) - 100s};
        case 4:
            return random.upTo(20) == 0 ? BackendSignal::Body{EndReachedSignal{}} : PlayingSignal{};
        case 5:
            return PositionSignal{some(200'000) - 50s};
        default:
            return PlayingSignal{};
        }
    }

    void anyHistoryKeepsTheRules() {
        SeededRandom random(31);
        for (int round = 0; round < 400; ++round) {
            SessionScript script(random.upTo(1) == 0 ? std::optional<Milliseconds>(100s) : std::nullopt);
            Milliseconds now{0};
            std::vector<model::PlaybackEvent> events;
            for (int i = 0; i < 200; ++i) {
                now += Milliseconds{static_cast<Milliseconds::rep>(random.upTo(3'000))};
                script.signal(now, someSignal(random));
                if (random.upTo(9) == 0)
                    script.session.seek(Milliseconds{static_cast<Milliseconds::rep>(random.upTo(150'000))} -
                                            20s,
                                        SessionScript::at(now));
                std::ranges::move(script.session.takeEvents(), std::back_inserter(events));
            }
            script.session.end(model::EndReason::Released, SessionScript::at(now));
            std::ranges::move(script.session.takeEvents(), std::back_inserter(events));
            checkRules(events);
        }
    }

    static void checkRules(const std::vector<model::PlaybackEvent>& events) {
        int ends = 0, completions = 0;
        MonotonicTime last;
        for (const model::PlaybackEvent& event : events) {
            CPPUNIT_ASSERT(event.monotonic >= last);
            last = event.monotonic;
            ends += std::holds_alternative<model::PlaybackEnded>(event.body) ? 1 : 0;
            completions += std::holds_alternative<model::CompletionReached>(event.body) ? 1 : 0;
            if (const auto* progress = std::get_if<model::ProgressReported>(&event.body)) {
                CPPUNIT_ASSERT(progress->coverage >= 0 && progress->coverage <= 1);
                CPPUNIT_ASSERT(progress->duration == 0s || progress->position <= progress->duration);
            }
        }
        CPPUNIT_ASSERT_EQUAL(1, ends);
        CPPUNIT_ASSERT(completions <= 1);
        CPPUNIT_ASSERT(std::holds_alternative<model::StateChanged>(events.back().body));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(PlaybackSessionEndTest);

// SPDX-License-Identifier: Apache-2.0
#include "SessionScript.h"

#include <cppunit/extensions/HelperMacros.h>

using namespace durus;
using namespace durus::player;
using namespace std::chrono_literals;
using durus::test::SessionScript;

class PlaybackSessionTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(PlaybackSessionTest);
    CPPUNIT_TEST(beginsPausedAtItsStart);
    CPPUNIT_TEST(everyEventNamesWhatItIsAbout);
    CPPUNIT_TEST(progressIsToldOnOurClock);
    CPPUNIT_TEST(nothingPlayedIsNothingToReport);
    CPPUNIT_TEST(pauseTellsTheInterpolatedPosition);
    CPPUNIT_TEST(seekIsToldAtOnceAndItsProgressLater);
    CPPUNIT_TEST(seekWhilePausedIsToldThoughTheBackendIsSilent);
    CPPUNIT_TEST(rowOfSeeksIsOneReport);
    CPPUNIT_TEST(seekIsHeldWithinTheItem);
    CPPUNIT_TEST(skippedPartsAreNotCovered);
    CPPUNIT_TEST(foreignJumpIsTold);
    CPPUNIT_TEST(silenceIsAStall);
    CPPUNIT_TEST(stallEndsWithTheNextTick);
    CPPUNIT_TEST(shortBufferingIsNotTold);
    CPPUNIT_TEST(longBufferingIsTold);
    CPPUNIT_TEST(bufferingWhilePausedStaysPaused);
    CPPUNIT_TEST(rateIsToldOnce);
    CPPUNIT_TEST(untrustedDurationIsNotReported);
    CPPUNIT_TEST(deadlineIsWhenSomethingIsDue);
    CPPUNIT_TEST_SUITE_END();

    static void expect(const std::string& expected, const std::string& told) {
        CPPUNIT_ASSERT_EQUAL(expected, told);
    }

    void beginsPausedAtItsStart() {
        PlaybackSession session(model::SessionId{"s"}, SessionScript::item(60s), 12s, 1.5, {}, {});
        expect("paused 12000; duration 60000 catalogue", test::joined(test::described(session.takeEvents())));
        const auto snapshot = session.snapshot({});
        CPPUNIT_ASSERT(snapshot.state == model::PlaybackState::Paused);
        CPPUNIT_ASSERT(snapshot.position == 12s && snapshot.duration == 60s);
        CPPUNIT_ASSERT_EQUAL(1.5, snapshot.rate);
        CPPUNIT_ASSERT(snapshot.item->uri == "null:lecture");
    }

    void everyEventNamesWhatItIsAbout() {
        SessionScript script;
        script.signal(3s, OpeningSignal{});
        const auto events = script.session.takeEvents();
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, events.size());
        CPPUNIT_ASSERT(events[0].session == model::SessionId{"session"});
        CPPUNIT_ASSERT(events[0].listing == model::ListingId{"listing"});
        CPPUNIT_ASSERT(events[0].account == model::AccountName{"amina"});
        CPPUNIT_ASSERT(events[0].monotonic == SessionScript::at(3s));
    }

    void progressIsToldOnOurClock() {
        SessionScript script;
        script.signal(0s, OpeningSignal{});
        script.signal(0s, PlayingSignal{});
        script.ticks(0s, 12s, 0s);
        expect("opening 0; playing 0; progress 5000 of 60000; progress 10000 of 60000", script.told());
    }

    void nothingPlayedIsNothingToReport() {
        SessionScript script(60s, 30s);
        script.signal(0s, OpeningSignal{});
        script.signal(0s, PlayingSignal{});
        script.signal(100ms, PausedSignal{});
        script.session.end(model::EndReason::Released, SessionScript::at(1s));
        expect("opening 30000; playing 30000; paused 30000; released 30000; stopped 30000", script.told());
    }

    void pauseTellsTheInterpolatedPosition() {
        SessionScript script;
        script.playTo(4s);
        script.signal(4'180ms, PausedSignal{});
        expect("progress 4180 of 60000; paused 4180", script.told());
        script.signal(9s, PausedSignal{});
        expect("", script.told());
        CPPUNIT_ASSERT(script.session.position(SessionScript::at(1h)) == 4'180ms);
    }

    void seekIsToldAtOnceAndItsProgressLater() {
        SessionScript script;
        script.playTo(2s);
        CPPUNIT_ASSERT(script.session.seek(30s, SessionScript::at(2'100ms)) == 30s);
        expect("seek 2100 to 30000", script.told());
        script.ticks(2'100ms, 4s, 30s);
        expect("progress 31000 of 60000", script.told());
    }

    void seekWhilePausedIsToldThoughTheBackendIsSilent() {
        SessionScript script;
        script.playTo(2s);
        script.signal(2s, PausedSignal{});
        script.session.takeEvents();
        script.session.seek(20s, SessionScript::at(3s));
        CPPUNIT_ASSERT(script.session.position(SessionScript::at(3s)) == 20s);
        script.session.advance(SessionScript::at(4s));
        expect("seek 2000 to 20000; progress 20000 of 60000", script.told());
    }

    void rowOfSeeksIsOneReport() {
        SessionScript script;
        script.playTo(1s);
        for (int i = 0; i < 10; ++i) {
            const auto now = SessionScript::at(1s + i * 300ms);
            script.session.advance(now);
            script.session.seek(10s + i * 1s, now);
        }
        script.ticks(1s + 9 * 300ms, 6s, 19s);
        const auto texts = test::described(script.session.takeEvents());
        CPPUNIT_ASSERT_EQUAL(std::size_t{11}, texts.size());
        expect("progress 20000 of 60000", texts.back());
    }

    void seekIsHeldWithinTheItem() {
        SessionScript script;
        script.playTo(1s);
        CPPUNIT_ASSERT(script.session.seek(-5s, SessionScript::at(1s)) == 0s);
        CPPUNIT_ASSERT(script.session.seek(90s, SessionScript::at(1s)) == 60s);
        SessionScript unknown(std::nullopt);
        CPPUNIT_ASSERT(unknown.session.seek(90s, SessionScript::at(1s)) == 90s);
    }

    void skippedPartsAreNotCovered() {
        SessionScript script;
        script.playTo(6s);
        script.session.seek(54s, SessionScript::at(6s));
        script.ticks(6s, 9s, 54s);
        CPPUNIT_ASSERT_DOUBLES_EQUAL(9.0 / 60.0, script.session.snapshot(SessionScript::at(9s)).coverage,
                                     1e-9);
    }

    void foreignJumpIsTold() {
        SessionScript script;
        script.playTo(4s);
        script.ticks(4s, 4'500ms, 40s);
        expect("foreign 4250 to 40500", script.told());
        script.ticks(4'500ms, 5'500ms, 40'500ms);
        expect("progress 41000 of 60000", script.told());
        CPPUNIT_ASSERT_DOUBLES_EQUAL(5.0 / 60.0, script.session.snapshot(SessionScript::at(5'500ms)).coverage,
                                     1e-9);
    }

    void silenceIsAStall() {
        SessionScript script;
        script.playTo(4s);
        script.session.advance(SessionScript::at(5'999ms));
        expect("progress 5000 of 60000", script.told());
        script.session.advance(SessionScript::at(6s));
        expect("progress 4000 of 60000; stalled 4000", script.told());
        script.session.advance(SessionScript::at(1h));
        expect("", script.told());
        CPPUNIT_ASSERT(!script.session.deadline());
    }

    void stallEndsWithTheNextTick() {
        SessionScript script;
        script.playTo(4s);
        script.session.advance(SessionScript::at(6s));
        script.session.takeEvents();
        script.signal(60s, PositionSignal{4'100ms});
        expect("playing 4100", script.told());
        script.ticks(60s, 65s, 4'100ms);
        expect("progress 9100 of 60000", script.told());
    }

    void shortBufferingIsNotTold() {
        SessionScript script;
        script.playTo(1s);
        script.signal(1'050ms, BufferingSignal{0});
        script.signal(1'060ms, BufferingSignal{100});
        script.signal(1'250ms, PositionSignal{1'250ms});
        expect("", script.told());
    }

    void longBufferingIsTold() {
        SessionScript script;
        script.playTo(1s);
        script.signal(1'050ms, BufferingSignal{0});
        script.session.advance(SessionScript::at(1'300ms));
        script.signal(1'800ms, BufferingSignal{100});
        expect("buffering 1300; playing 1800", script.told());
    }

    void bufferingWhilePausedStaysPaused() {
        SessionScript script;
        script.playTo(1s);
        script.signal(1s, PausedSignal{});
        script.session.takeEvents();
        script.signal(2s, BufferingSignal{0});
        script.session.advance(SessionScript::at(9s));
        script.signal(9s, BufferingSignal{100});
        expect("", script.told());
    }

    void rateIsToldOnce() {
        SessionScript script;
        script.playTo(1s);
        script.session.setRate(2.0, SessionScript::at(1s));
        script.session.setRate(2.0, SessionScript::at(1s));
        script.ticks(1s, 4s, 1s, 2.0);
        expect("rate 2; progress 9000 of 60000", (script.ticks(4s, 5s, 7s, 2.0), script.told()));
    }

    void untrustedDurationIsNotReported() {
        SessionScript script(std::nullopt);
        script.signal(0s, PlayingSignal{});
        for (Milliseconds now = 250ms; now <= 5s; now += 250ms) {
            script.signal(now, DurationSignal{now * 10});
            script.signal(now, PositionSignal{now});
        }
        expect("playing 0; duration 2500 estimated; progress 5000 of 0", script.told());
    }

    void deadlineIsWhenSomethingIsDue() {
        SessionScript script;
        CPPUNIT_ASSERT(!script.session.deadline());
        script.playTo(4s);
        CPPUNIT_ASSERT(script.session.deadline() == SessionScript::at(5s));
        script.ticks(4s, 4'750ms, 4s);
        script.session.advance(SessionScript::at(5s));
        CPPUNIT_ASSERT(script.session.deadline() == SessionScript::at(6'750ms));
        script.session.end(model::EndReason::StoppedByUser, SessionScript::at(5s));
        CPPUNIT_ASSERT(!script.session.deadline());
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(PlaybackSessionTest);

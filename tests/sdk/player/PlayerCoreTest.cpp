// SPDX-License-Identifier: Apache-2.0
#include "PlayerCore.h"

#include "Described.h"
#include "ScriptedBackend.h"
#include "SessionScript.h"

#include <durus/core/Uuid.h>

#include <cppunit/extensions/HelperMacros.h>

#include <cmath>
#include <limits>

using namespace durus;
using namespace durus::player;
using namespace std::chrono_literals;

class PlayerCoreTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(PlayerCoreTest);
    CPPUNIT_TEST(withoutAnItemNothingHappens);
    CPPUNIT_TEST(openBeginsASessionOfItsOwn);
    CPPUNIT_TEST(openReplacesWhatPlays);
    CPPUNIT_TEST(positionIsTakenBeforeTheBackendStops);
    CPPUNIT_TEST(pauseBeforePlayingIsAskedForAgain);
    CPPUNIT_TEST(latePauseDoesNotOutliveAPlay);
    CPPUNIT_TEST(signalsOfAnOlderGenerationAreDropped);
    CPPUNIT_TEST(playAfterTheEndIsANewSession);
    CPPUNIT_TEST(playAfterACutResumesWhereItBroke);
    CPPUNIT_TEST(seekOnceOverChoosesWherePlayBegins);
    CPPUNIT_TEST(rateAndVolumeOutliveTheItem);
    CPPUNIT_TEST(valuesAreHeldToTheirSpan);
    CPPUNIT_TEST(stampsThatGoBackAreHeld);
    CPPUNIT_TEST(wallTimeBelongsToTheMoment);
    CPPUNIT_TEST(releaseEndsTheSession);
    CPPUNIT_TEST_SUITE_END();

    std::vector<std::string> calls_;
    test::ScriptedBackend backend_{calls_};
    ManualClock clock_;
    SeededRandom random_{7};
    NullLog log_;
    PlayerCore core_{backend_, {clock_, random_, log_}, {}};
    std::uint64_t generation_ = 1;

    std::string calls() { return test::joined(std::exchange(calls_, {})); }
    std::string told() { return test::joined(test::described(core_.takeEvents())); }
    static model::MediaItem item(const char* uri = "a") {
        auto item = test::SessionScript::item(60s);
        item.uri = uri;
        return item;
    }
    void signal(BackendSignal::Body body) {
        core_.handle({generation_, clock_.monotonic(), std::move(body)});
    }
    void playFor(Milliseconds span, Milliseconds position = 0ms) {
        core_.play();
        signal(OpeningSignal{});
        signal(PlayingSignal{});
        for (Milliseconds ran = 250ms; ran <= span; ran += 250ms) {
            clock_.advance(250ms);
            signal(PositionSignal{position + ran});
        }
    }
    void openAndPlayFor(Milliseconds span) {
        core_.open(item(), 0ms);
        playFor(span);
        core_.takeEvents();
        calls_.clear();
    }
    static void expect(const std::string& expected, const std::string& actual) {
        CPPUNIT_ASSERT_EQUAL(expected, actual);
    }

    void withoutAnItemNothingHappens() {
        core_.play();
        core_.pause();
        core_.seek(5s);
        core_.stop();
        core_.advance(clock_.monotonic());
        expect("", calls());
        expect("", told());
        CPPUNIT_ASSERT(!core_.session());
        CPPUNIT_ASSERT(!core_.deadline());
    }

    void openBeginsASessionOfItsOwn() {
        core_.open(item(), 12s);
        expect("open a 12000 #1; rate 100", calls());
        expect("paused 12000; duration 60000 catalogue", told());
        const auto first = core_.session()->snapshot({}).session;
        CPPUNIT_ASSERT(isUuid(first.str()));
        core_.open(item("b"), 90s);
        expect("stop; open b 60000 #2; rate 100", calls());
        CPPUNIT_ASSERT(core_.session()->snapshot({}).session != first);
    }

    void openReplacesWhatPlays() {
        openAndPlayFor(3s);
        core_.open(item("b"), 0ms);
        expect("progress 3000 of 60000; replaced 3000; stopped 3000; paused 0; duration 60000 catalogue",
               told());
    }

    void positionIsTakenBeforeTheBackendStops() {
        openAndPlayFor(3s);
        clock_.advance(100ms);
        core_.stop();
        signal(PositionSignal{0ms});
        signal(StoppedSignal{});
        expect("stop", calls());
        expect("progress 3100 of 60000; stopped_by_user 3100; stopped 3100", told());
    }

    void pauseBeforePlayingIsAskedForAgain() {
        core_.open(item(), 0ms);
        core_.play();
        signal(OpeningSignal{});
        core_.pause();
        calls_.clear();
        signal(PlayingSignal{});
        expect("pause", calls());
        signal(PausedSignal{});
        expect("", calls());
    }

    void latePauseDoesNotOutliveAPlay() {
        openAndPlayFor(1s);
        core_.pause();
        core_.play();
        calls_.clear();
        signal(PausedSignal{});
        expect("play", calls());
    }

    void signalsOfAnOlderGenerationAreDropped() {
        openAndPlayFor(1s);
        core_.open(item("b"), 0ms);
        core_.takeEvents();
        signal(PlayingSignal{});
        signal(PositionSignal{5s});
        signal(EndReachedSignal{});
        expect("", told());
        CPPUNIT_ASSERT(core_.session()->position(clock_.monotonic()) == 0s);
    }

    void playAfterTheEndIsANewSession() {
        openAndPlayFor(60s);
        const auto first = core_.session()->snapshot({}).session;
        signal(EndReachedSignal{});
        expect("stop", calls());
        core_.takeEvents();
        core_.play();
        expect("open a 0 #2; rate 100; play", calls());
        CPPUNIT_ASSERT(core_.session()->snapshot({}).session != first);
        expect("paused 0; duration 60000 catalogue", told());
    }

    void playAfterACutResumesWhereItBroke() {
        openAndPlayFor(20s);
        signal(EndReachedSignal{});
        calls_.clear();
        core_.play();
        expect("open a 20000 #2; rate 100; play", calls());
        generation_ = 2;
        signal(FailedSignal{"gone", true});
        calls_.clear();
        core_.play();
        expect("open a 20000 #3; rate 100; play", calls());
    }

    void seekOnceOverChoosesWherePlayBegins() {
        openAndPlayFor(20s);
        core_.stop();
        core_.takeEvents();
        core_.seek(45s);
        expect("", told());
        calls_.clear();
        core_.play();
        expect("open a 45000 #2; rate 100; play", calls());
    }

    void rateAndVolumeOutliveTheItem() {
        core_.open(item(), 0ms);
        core_.setRate(1.5);
        core_.setVolume(40);
        core_.open(item("b"), 0ms);
        generation_ = 2;
        core_.play();
        calls_.clear();
        signal(PlayingSignal{});
        expect("volume 40", calls());
        CPPUNIT_ASSERT_EQUAL(1.5, core_.session()->snapshot({}).rate);
    }

    void valuesAreHeldToTheirSpan() {
        core_.setRate(100);
        core_.setRate(-1);
        core_.setRate(std::numeric_limits<double>::quiet_NaN());
        core_.setVolume(-5);
        core_.setVolume(1'000);
        expect("rate 400; rate 25; volume 0; volume 100", calls());
    }

    void stampsThatGoBackAreHeld() {
        openAndPlayFor(2s);
        core_.handle({1, MonotonicTime{1ms}, PausedSignal{}});
        const auto events = core_.takeEvents();
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, events.size());
        CPPUNIT_ASSERT(events[0].monotonic == clock_.monotonic());
    }

    void wallTimeBelongsToTheMoment() {
        openAndPlayFor(1s);
        const WallTime then = clock_.wall();
        const MonotonicTime at = clock_.monotonic();
        clock_.advance(1h);
        core_.handle({1, at, PausedSignal{}});
        const auto events = core_.takeEvents();
        CPPUNIT_ASSERT(!events.empty());
        CPPUNIT_ASSERT(events[0].wall == then);
        CPPUNIT_ASSERT(events[0].monotonic == at);
    }

    void releaseEndsTheSession() {
        openAndPlayFor(2s);
        core_.release();
        expect("progress 2000 of 60000; released 2000; stopped 2000", told());
        CPPUNIT_ASSERT(calls().starts_with("stop"));
        CPPUNIT_ASSERT(!core_.deadline());
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(PlayerCoreTest);

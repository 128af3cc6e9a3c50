// SPDX-License-Identifier: Apache-2.0
#include "VlcPlayer.h"
#include "WavFile.h"
#include "support/TempDir.h"

#include <durus/core/ThreadExecutor.h>

#include <cppunit/extensions/HelperMacros.h>

#include <algorithm>
#include <atomic>
#include <future>
#include <thread>

using namespace durus;
using namespace std::chrono_literals;
using durus::test::VlcPlayer;

/// What hangs, crashes or loses its place with bare libVLC, and must not with the player.
class VlcRulesTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(VlcRulesTest);
    CPPUNIT_TEST(stopFromAHandler);
    CPPUNIT_TEST(nextItemFromTheHandlerOfTheEnd);
    CPPUNIT_TEST(gettersInHandlersWhileAnotherThreadStops);
    CPPUNIT_TEST(playAfterTheEnd);
    CPPUNIT_TEST(slowHandlerDoesNotHoldPlayback);
    CPPUNIT_TEST(progressComesOnOurClockAndNotOnTheTicks);
    CPPUNIT_TEST(pauseBeforePlaybackBegan);
    CPPUNIT_TEST(seekWhilePausedIsReported);
    CPPUNIT_TEST(seekCreditsNothing);
    CPPUNIT_TEST(stopAndDestructionKeepThePosition);
    CPPUNIT_TEST(naturalEndIsNotAStop);
    CPPUNIT_TEST(rateIsInTheEventsAndInTheProgress);
    CPPUNIT_TEST(manyPlayersShareOneLibrary);
    CPPUNIT_TEST_SUITE_END();

    static constexpr const char* kOpus = "adab-2-muthabara.opus";
    using State = model::PlaybackState;

    test::TempDir dir_;

    std::string tone(Milliseconds length) {
        const auto file = dir_ / ("tone-" + std::to_string(length.count()) + ".wav");
        test::writeWav(file, length);
        return "file://" + file.string();
    }
    static void begin(VlcPlayer& vlc, const std::string& uri) {
        vlc.player->open(VlcPlayer::item(uri));
        vlc.player->play();
    }
    /// Until libVLC has told positions, and not only that it plays.
    static void untilMoving(VlcPlayer& vlc) { CPPUNIT_ASSERT(vlc.untilTold<model::ProgressReported>()); }
    static player::PlayerOptions prompt() {
        player::PlayerOptions options;
        options.progressInterval = 200ms;
        return options;
    }

    void stopFromAHandler() {
        VlcPlayer vlc;
        InlineExecutor inlined;
        const auto acting = vlc.player->subscribe(inlined, [&](const model::PlaybackEvent& event) {
            const auto* changed = std::get_if<model::StateChanged>(&event.body);
            if (changed != nullptr && changed->state == State::Playing) vlc.player->stop();
        });
        begin(vlc, tone(5s));
        CPPUNIT_ASSERT(vlc.untilState(State::Stopped));
    }

    void nextItemFromTheHandlerOfTheEnd() {
        VlcPlayer vlc;
        InlineExecutor inlined;
        const std::string next = tone(600ms);
        std::atomic<int> opened{0};
        const auto acting = vlc.player->subscribe(inlined, [&](const model::PlaybackEvent& event) {
            if (!std::holds_alternative<model::PlaybackEnded>(event.body) || ++opened > 2) return;
            begin(vlc, next);
        });
        begin(vlc, tone(500ms));
        CPPUNIT_ASSERT_MESSAGE(vlc.told(), vlc.untilTold<model::PlaybackEnded>(3));
        for (const auto& ended : vlc.all<model::PlaybackEnded>())
            CPPUNIT_ASSERT(ended.reason == model::EndReason::PlayedToEnd);
    }

    void gettersInHandlersWhileAnotherThreadStops() {
        VlcPlayer vlc(prompt());
        InlineExecutor inlined;
        const auto asking =
            vlc.player->subscribe(inlined, [&](const model::PlaybackEvent&) { vlc.player->snapshot(); });
        const std::string uri = tone(5s);
        for (int i = 1; i <= 10; ++i) {
            begin(vlc, uri);
            CPPUNIT_ASSERT(vlc.untilState(State::Playing, i));
            std::thread([&] { vlc.player->stop(); }).join();
            CPPUNIT_ASSERT(vlc.untilState(State::Stopped, i));
        }
    }

    void playAfterTheEnd() {
        VlcPlayer vlc;
        begin(vlc, tone(600ms));
        CPPUNIT_ASSERT(vlc.untilTold<model::PlaybackEnded>());
        vlc.player->play();
        CPPUNIT_ASSERT(vlc.untilTold<model::PlaybackEnded>(2));
        const auto events = vlc.events();
        CPPUNIT_ASSERT(events.front().session != events.back().session);
        for (const auto& ended : vlc.all<model::PlaybackEnded>())
            CPPUNIT_ASSERT(ended.reason == model::EndReason::PlayedToEnd);
    }

    void slowHandlerDoesNotHoldPlayback() {
        VlcPlayer vlc(prompt());
        std::promise<void> release;
        auto released = release.get_future().share();
        ThreadExecutor slow("slow");
        const auto blocking =
            vlc.player->subscribe(slow, [&](const model::PlaybackEvent&) { released.wait(); });
        begin(vlc, tone(3s));
        CPPUNIT_ASSERT(vlc.untilTold<model::PlaybackEnded>());
        CPPUNIT_ASSERT(vlc.all<model::PlaybackEnded>().front().reason == model::EndReason::PlayedToEnd);
        CPPUNIT_ASSERT(vlc.all<model::ProgressReported>().size() >= 5);
        release.set_value();
    }

    /// libVLC ticks once a second on Opus.
    void progressComesOnOurClockAndNotOnTheTicks() {
        VlcPlayer vlc(prompt());
        begin(vlc, VlcPlayer::sample(kOpus));
        CPPUNIT_ASSERT(vlc.untilTold<model::ProgressReported>(10));
        const auto events = vlc.events();
        std::vector<Milliseconds> positions;
        for (const auto& progress : vlc.all<model::ProgressReported>())
            positions.push_back(progress.position);
        CPPUNIT_ASSERT(std::ranges::is_sorted(positions));
        CPPUNIT_ASSERT(positions.back() < 6s);
        const std::vector<Milliseconds> distinct(positions.begin(), std::ranges::unique(positions).begin());
        CPPUNIT_ASSERT_MESSAGE(vlc.told(), distinct.size() >= 7);
    }

    void pauseBeforePlaybackBegan() {
        VlcPlayer vlc;
        begin(vlc, tone(5s));
        vlc.player->pause();
        CPPUNIT_ASSERT(vlc.untilState(State::Paused, 2));
        CPPUNIT_ASSERT(vlc.player->snapshot().position < 2s);
        vlc.player->play();
        CPPUNIT_ASSERT(vlc.untilState(State::Playing, 2));
    }

    void seekWhilePausedIsReported() {
        VlcPlayer vlc(prompt());
        begin(vlc, tone(9s));
        untilMoving(vlc);
        vlc.player->pause();
        CPPUNIT_ASSERT(vlc.untilState(State::Paused, 2));
        vlc.player->seek(6s);
        CPPUNIT_ASSERT(vlc.until([](const VlcPlayer::Events& all) {
            const auto* progress = std::get_if<model::ProgressReported>(&all.back().body);
            return progress != nullptr && progress->position == 6s;
        }));
        CPPUNIT_ASSERT(vlc.all<model::PositionDiscontinuity>().front().to == 6s);
        CPPUNIT_ASSERT(vlc.player->snapshot().state == State::Paused);
        vlc.player->play();
        CPPUNIT_ASSERT(vlc.until([](const VlcPlayer::Events& all) {
            const auto* progress = std::get_if<model::ProgressReported>(&all.back().body);
            return progress != nullptr && progress->position > 6s && progress->position < 8s;
        }));
    }

    void seekCreditsNothing() {
        VlcPlayer vlc(prompt());
        begin(vlc, tone(30s));
        untilMoving(vlc);
        vlc.player->seek(25s);
        CPPUNIT_ASSERT(vlc.until([](const VlcPlayer::Events& all) {
            const auto* progress = std::get_if<model::ProgressReported>(&all.back().body);
            return progress != nullptr && progress->position > 26s;
        }));
        vlc.player->stop();
        CPPUNIT_ASSERT(vlc.untilTold<model::PlaybackEnded>());
        CPPUNIT_ASSERT_MESSAGE(vlc.told(), vlc.all<model::PlaybackEnded>().front().coverage < 0.5);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, vlc.all<model::PositionDiscontinuity>().size());
    }

    void stopAndDestructionKeepThePosition() {
        VlcPlayer vlc(prompt());
        begin(vlc, tone(9s));
        untilMoving(vlc);
        CPPUNIT_ASSERT(vlc.untilTold<model::ProgressReported>(3));
        vlc.player->stop();
        CPPUNIT_ASSERT(vlc.untilTold<model::PlaybackEnded>());
        const auto stopped = vlc.all<model::PlaybackEnded>().back();
        CPPUNIT_ASSERT(stopped.reason == model::EndReason::StoppedByUser && stopped.position > 100ms);
        vlc.player->play();
        CPPUNIT_ASSERT(vlc.untilTold<model::ProgressReported>(6));
        vlc.player.reset();
        const auto released = vlc.all<model::PlaybackEnded>().back();
        CPPUNIT_ASSERT(released.reason == model::EndReason::Released);
        CPPUNIT_ASSERT_MESSAGE(vlc.told(), released.position > stopped.position);
    }

    void naturalEndIsNotAStop() {
        VlcPlayer vlc;
        begin(vlc, tone(1'500ms));
        CPPUNIT_ASSERT(vlc.untilState(State::Ended));
        const auto ended = vlc.all<model::PlaybackEnded>().front();
        CPPUNIT_ASSERT(ended.reason == model::EndReason::PlayedToEnd);
        CPPUNIT_ASSERT_MESSAGE(vlc.told(), ended.position == 1'500ms);
        const auto heard = vlc.rendered->frames * 1'000 / vlc::RenderedAudio::kFramesPerSecond;
        CPPUNIT_ASSERT_MESSAGE(std::to_string(heard), heard >= 1'450);
        const auto events = vlc.events();
        CPPUNIT_ASSERT_MESSAGE(vlc.told(), events.back().monotonic - events.front().monotonic >= 1'400ms);
    }

    void rateIsInTheEventsAndInTheProgress() {
        VlcPlayer vlc(prompt());
        begin(vlc, tone(20s));
        untilMoving(vlc);
        vlc.player->setRate(4.0);
        CPPUNIT_ASSERT(vlc.untilTold<model::PlaybackEnded>());
        CPPUNIT_ASSERT_EQUAL(4.0, vlc.all<model::RateChanged>().front().rate);
        CPPUNIT_ASSERT_MESSAGE(vlc.told(), vlc.all<model::PositionDiscontinuity>().empty());
        CPPUNIT_ASSERT_MESSAGE(vlc.told(), vlc.all<model::PlaybackEnded>().front().coverage > 0.95);
    }

    void manyPlayersShareOneLibrary() {
        std::vector<std::unique_ptr<VlcPlayer>> players;
        for (int i = 0; i < 4; ++i) {
            players.push_back(std::make_unique<VlcPlayer>());
            begin(*players.back(), tone(1s));
        }
        for (const auto& vlc : players)
            CPPUNIT_ASSERT(vlc->untilState(State::Ended));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(VlcRulesTest);

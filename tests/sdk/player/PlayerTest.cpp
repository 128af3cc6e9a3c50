// SPDX-License-Identifier: Apache-2.0
#include "Described.h"
#include "SessionScript.h"

#include <durus/core/ThreadExecutor.h>
#include <durus/player/NullBackend.h>
#include <durus/player/Player.h>

#include <cppunit/extensions/HelperMacros.h>

#include <atomic>
#include <future>
#include <thread>

using namespace durus;
using namespace durus::player;
using namespace std::chrono_literals;

class PlayerTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(PlayerTest);
    CPPUNIT_TEST(playsToTheEnd);
    CPPUNIT_TEST(snapshotIsInterpolated);
    CPPUNIT_TEST(snapshotIsNeverBehindTheEvents);
    CPPUNIT_TEST(eventsOfOneSessionAreInOrder);
    CPPUNIT_TEST(whatCannotBeOpenedFails);
    CPPUNIT_TEST(destructorReleasesAndDeliversTheRest);
    CPPUNIT_TEST(stallIsNoticedWithoutAnyHelp);
    CPPUNIT_TEST(anyCallIsAllowedFromAHandler);
    CPPUNIT_TEST(commandsFromManyThreads);
    CPPUNIT_TEST_SUITE_END();

    ManualClock clock_;
    SeededRandom random_{7};
    NullLog log_;
    InlineExecutor inline_;
    std::unique_ptr<Player> player_;
    std::vector<model::PlaybackEvent> events_;
    Subscription subscription_;

public:
    void setUp() override {
        auto backend = std::make_unique<NullBackend>(clock_);
        backend->addMedia("null:lecture", {.duration = 60s});
        backend->addMedia("null:hung", {.duration = 60s, .stallAt = 3s});
        player_ = std::make_unique<Player>(std::move(backend), Player::Environment{clock_, random_, log_});
        subscription_ = player_->subscribe(
            inline_, [this](const model::PlaybackEvent& event) { events_.push_back(event); });
    }

    void tearDown() override {
        subscription_.reset();
        player_.reset();
        events_.clear();
    }

private:
    static model::MediaItem item(const char* uri = "null:lecture") {
        auto item = test::SessionScript::item(60s);
        item.uri = uri;
        return item;
    }
    void playFor(Milliseconds span) {
        player_->open(item());
        player_->play();
        player_->drain();
        pass(span);
    }
    void pass(Milliseconds span) {
        clock_.advance(span);
        player_->drain();
    }
    /// What was told so far. REQUIRES: the player was drained, so that nobody writes.
    std::string told() { return test::joined(test::described(std::exchange(events_, {}))); }

    void playsToTheEnd() {
        playFor(12s);
        CPPUNIT_ASSERT_EQUAL(std::string{"paused 0; duration 60000 catalogue; opening 0; playing 0; "
                                         "progress 5000 of 60000; progress 10000 of 60000"},
                             told());
        pass(50s);
        const std::string rest = told();
        CPPUNIT_ASSERT(rest.find("completed 54000;") != std::string::npos);
        CPPUNIT_ASSERT(rest.ends_with("; progress 60000 of 60000; played_to_end 60000; ended 60000"));
        CPPUNIT_ASSERT(player_->snapshot().state == model::PlaybackState::Ended);
        CPPUNIT_ASSERT_EQUAL(1.0, player_->snapshot().coverage);
    }

    void snapshotIsInterpolated() {
        CPPUNIT_ASSERT(player_->snapshot().state == model::PlaybackState::Idle);
        CPPUNIT_ASSERT(!player_->snapshot().item);
        playFor(10s);
        clock_.advance(130ms);
        const auto snapshot = player_->snapshot();
        CPPUNIT_ASSERT(snapshot.position == 10'130ms);
        CPPUNIT_ASSERT(snapshot.state == model::PlaybackState::Playing);
        CPPUNIT_ASSERT(snapshot.durationConfidence == model::DurationConfidence::Catalogue);
        player_->seek(59'900ms);
        pass(250ms);
        CPPUNIT_ASSERT(player_->snapshot().position <= 60s);
    }

    void snapshotIsNeverBehindTheEvents() {
        std::vector<bool> agreed;
        const auto watching = player_->subscribe(inline_, [&](const model::PlaybackEvent& event) {
            if (const auto* changed = std::get_if<model::StateChanged>(&event.body))
                agreed.push_back(player_->snapshot().session == event.session &&
                                 (player_->snapshot().state == changed->state ||
                                  changed->state == model::PlaybackState::Opening));
        });
        playFor(2s);
        player_->pause();
        player_->drain();
        CPPUNIT_ASSERT(agreed.size() >= 4);
        for (const bool each : agreed)
            CPPUNIT_ASSERT(each);
    }

    void eventsOfOneSessionAreInOrder() {
        playFor(7s);
        player_->seek(30s);
        player_->setRate(2.0);
        player_->drain();
        pass(3s);
        player_->pause();
        player_->drain();
        player_->stop();
        player_->drain();
        MonotonicTime last;
        for (const model::PlaybackEvent& event : events_) {
            CPPUNIT_ASSERT(event.session == events_.front().session);
            CPPUNIT_ASSERT(event.monotonic >= last);
            CPPUNIT_ASSERT(clock_.wall() - event.wall == clock_.monotonic() - event.monotonic);
            last = event.monotonic;
        }
        CPPUNIT_ASSERT_EQUAL(
            std::string{"paused 0; duration 60000 catalogue; opening 0; playing 0; progress 5000 of 60000; "
                        "seek 7000 to 30000; rate 2; progress 32000 of 60000; progress 36000 of 60000; "
                        "paused 36000; progress 36000 of 60000; stopped_by_user 36000; stopped 36000"},
            told());
    }

    void whatCannotBeOpenedFails() {
        player_->open(item("null:missing"));
        player_->play();
        player_->drain();
        const std::string all = told();
        CPPUNIT_ASSERT(all.find("fault: there is no such imaginary media; failed 0; failed 0") !=
                       std::string::npos);
        CPPUNIT_ASSERT(player_->snapshot().state == model::PlaybackState::Failed);
    }

    void destructorReleasesAndDeliversTheRest() {
        playFor(3s);
        told();
        player_.reset();
        CPPUNIT_ASSERT_EQUAL(std::string{"progress 3000 of 60000; released 3000; stopped 3000"}, told());
    }

    void stallIsNoticedWithoutAnyHelp() {
        player_.reset();
        events_.clear();
        std::promise<void> stalled;
        SystemClock clock;
        auto backend = std::make_unique<NullBackend>(clock);
        backend->addMedia("null:hung", {.duration = 60s, .stallAt = 0s});
        PlayerOptions impatient;
        impatient.stallAfter = 50ms;
        Player player(std::move(backend), {clock, random_, log_}, impatient);
        const auto watching = player.subscribe(inline_, [&](const model::PlaybackEvent& event) {
            const auto* changed = std::get_if<model::StateChanged>(&event.body);
            if (changed != nullptr && changed->state == model::PlaybackState::Stalled) stalled.set_value();
        });
        player.open(item("null:hung"));
        player.play();
        CPPUNIT_ASSERT(stalled.get_future().wait_for(20s) == std::future_status::ready);
    }

    void anyCallIsAllowedFromAHandler() {
        ThreadExecutor executor("handlers");
        std::promise<void> stopped;
        const auto acting = player_->subscribe(executor, [&](const model::PlaybackEvent& event) {
            player_->snapshot();
            const auto again = player_->subscribe(inline_, [](const model::PlaybackEvent&) {});
            const auto* changed = std::get_if<model::StateChanged>(&event.body);
            if (changed == nullptr) return;
            if (changed->state == model::PlaybackState::Paused) player_->play();
            if (changed->state == model::PlaybackState::Playing) player_->stop();
            player_->drain();
            if (changed->state == model::PlaybackState::Stopped) stopped.set_value();
        });
        player_->open(item());
        CPPUNIT_ASSERT(stopped.get_future().wait_for(20s) == std::future_status::ready);
    }

    void commandsFromManyThreads() {
        player_->open(item());
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([this, t] {
                for (int i = 0; i < 200; ++i) {
                    if (t == 0) player_->play();
                    if (t == 1) player_->pause();
                    if (t == 2) player_->seek(Milliseconds{i * 100});
                    if (t == 3) player_->snapshot();
                }
            });
        }
        for (std::thread& thread : threads)
            thread.join();
        player_->stop();
        player_->drain();
        CPPUNIT_ASSERT(player_->snapshot().state == model::PlaybackState::Stopped);
        CPPUNIT_ASSERT(test::described(events_).back().starts_with("stopped"));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(PlayerTest);

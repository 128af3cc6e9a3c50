// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/model/PlaybackEvent.h>
#include <durus/plugin_host/EventJournal.h>

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <memory>
#include <string>
#include <vector>

/// What every EventJournal keeps to. Derive, say how one is made, register with CPPUNIT_TEST_SUB_SUITE.
class EventJournalContract : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(EventJournalContract);
    CPPUNIT_TEST(eventsComeBackInOrder);
    CPPUNIT_TEST(sequencesGoOn);
    CPPUNIT_TEST(appendingNothingIsHarmless);
    CPPUNIT_TEST(everyKindOfEventComesBackAsItWas);
    CPPUNIT_TEST(unseenKeepsToTheLimit);
    CPPUNIT_TEST(commitMovesTheCursor);
    CPPUNIT_TEST(pluginsHaveCursorsOfTheirOwn);
    CPPUNIT_TEST(cursorNeverGoesBack);
    CPPUNIT_TEST(recordedKeyIsDropped);
    CPPUNIT_TEST(keysArePerPlugin);
    CPPUNIT_TEST(sameKeyTwiceInOneTranslation);
    CPPUNIT_TEST(eventsOfAPluginThatLagsStay);
    CPPUNIT_TEST_SUITE_END_ABSTRACT();

public:
    void setUp() override { journal_ = makeJournal(); }
    void tearDown() override { journal_.reset(); }

protected:
    /// A journal, and whatever it needs to live.
    virtual std::shared_ptr<durus::plugin_host::EventJournal> makeJournal() = 0;

private:
    using Event = durus::model::PlaybackEvent;
    using Milliseconds = durus::Milliseconds;

    static Event event(Event::Body body, int n = 1) {
        return {.sequence = 0,
                .session = durus::model::SessionId{"session-" + std::to_string(n)},
                .account = durus::model::AccountName{"amina"},
                .listing = durus::model::ListingId{"listing"},
                .monotonic = {Milliseconds{n * 10}},
                .wall = {Milliseconds{1'700'000'000'000 + n}},
                .body = std::move(body)};
    }
    std::uint64_t append(int count) {
        std::vector<Event> events;
        for (int i = 1; i <= count; ++i)
            events.push_back(event(durus::model::ProgressReported{Milliseconds{i}, {}, 0}, i));
        return journal_->append(events);
    }
    static durus::model::DraftIntent draft(const std::string& key) {
        return {.account = durus::model::AccountName{"amina"},
                .listing = durus::model::ListingId{"listing"},
                .kind = durus::model::IntentKind::Favorite,
                .position = {},
                .duration = {},
                .dedupeKey = key,
                .wall = {Milliseconds{1'700'000'000'000}},
                .monotonic = {}};
    }
    std::size_t commit(const std::string& plugin, std::uint64_t cursor,
                       const std::vector<std::string>& keys = {}) {
        durus::plugin_host::Translation translation{plugin, cursor, {}};
        for (const std::string& key : keys)
            translation.intents.push_back(draft(key));
        return journal_->commit(translation);
    }

    void eventsComeBackInOrder() {
        const auto last = append(3);
        const auto events = journal_->unseen("p", 100);
        CPPUNIT_ASSERT_EQUAL(std::size_t{3}, events.size());
        CPPUNIT_ASSERT_EQUAL(last, events[2].sequence);
        CPPUNIT_ASSERT(events[0].sequence < events[1].sequence && events[1].sequence < events[2].sequence);
        CPPUNIT_ASSERT_EQUAL(std::string("session-1"), events[0].session.str());
        CPPUNIT_ASSERT(events[1].monotonic.sinceBoot == Milliseconds{20});
        CPPUNIT_ASSERT(events[2].wall.sinceEpoch == Milliseconds{1'700'000'000'003});
        CPPUNIT_ASSERT_EQUAL(std::string("amina"), events[0].account.str());
        CPPUNIT_ASSERT_EQUAL(std::string("listing"), events[0].listing.str());
    }

    void sequencesGoOn() {
        const auto first = append(2);
        CPPUNIT_ASSERT(append(1) > first);
    }

    void appendingNothingIsHarmless() {
        const auto last = append(2);
        CPPUNIT_ASSERT_EQUAL(last, append(0));
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, journal_->unseen("p", 100).size());
    }

    void everyKindOfEventComesBackAsItWas() {
        using namespace durus::model;
        const Milliseconds at{12'345};
        const Milliseconds of{67'890};
        const std::string fault("caf\xC3\xA9 \xD8\xAF'\";--");
        const std::vector<Event> events{
            event(StateChanged{PlaybackState::Stalled, at}),
            event(ProgressReported{at, of, 0.25}),
            event(PositionDiscontinuity{at, of, DiscontinuityReason::Foreign}),
            event(DurationChanged{of, DurationConfidence::Catalogue}),
            event(RateChanged{1.75}),
            event(CompletionReached{at, of, 0.95}),
            event(PlaybackEnded{EndReason::Truncated, at, of, 0.5}),
            event(PlaybackFailed{fault, true}),
            event(CompletionMarked{false}),
            event(FavoriteMarked{false}),
        };
        CPPUNIT_ASSERT_EQUAL(std::variant_size_v<Event::Body>, events.size());
        journal_->append(events);
        const auto back = journal_->unseen("p", 100);
        CPPUNIT_ASSERT_EQUAL(events.size(), back.size());
        for (std::size_t i = 0; i < events.size(); ++i)
            CPPUNIT_ASSERT_EQUAL(i, back[i].body.index());
        const auto state = std::get<StateChanged>(back[0].body);
        CPPUNIT_ASSERT(state.state == PlaybackState::Stalled && state.position == at);
        const auto progress = std::get<ProgressReported>(back[1].body);
        CPPUNIT_ASSERT(progress.position == at && progress.duration == of && progress.coverage == 0.25);
        const auto jump = std::get<PositionDiscontinuity>(back[2].body);
        CPPUNIT_ASSERT(jump.from == at && jump.to == of && jump.reason == DiscontinuityReason::Foreign);
        const auto duration = std::get<DurationChanged>(back[3].body);
        CPPUNIT_ASSERT(duration.duration == of && duration.confidence == DurationConfidence::Catalogue);
        CPPUNIT_ASSERT_EQUAL(1.75, std::get<RateChanged>(back[4].body).rate);
        const auto reached = std::get<CompletionReached>(back[5].body);
        CPPUNIT_ASSERT(reached.position == at && reached.duration == of && reached.coverage == 0.95);
        const auto ended = std::get<PlaybackEnded>(back[6].body);
        CPPUNIT_ASSERT(ended.reason == EndReason::Truncated && ended.position == at);
        CPPUNIT_ASSERT(ended.duration == of && ended.coverage == 0.5);
        const auto failed = std::get<PlaybackFailed>(back[7].body);
        CPPUNIT_ASSERT(failed.fault == fault && failed.retryable);
        CPPUNIT_ASSERT(!std::get<CompletionMarked>(back[8].body).completed);
        CPPUNIT_ASSERT(!std::get<FavoriteMarked>(back[9].body).favorite);
    }

    void unseenKeepsToTheLimit() {
        append(5);
        const auto two = journal_->unseen("p", 2);
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, two.size());
        commit("p", two[1].sequence);
        const auto rest = journal_->unseen("p", 100);
        CPPUNIT_ASSERT_EQUAL(std::size_t{3}, rest.size());
        CPPUNIT_ASSERT(rest[0].sequence > two[1].sequence);
    }

    void commitMovesTheCursor() {
        const auto last = append(3);
        CPPUNIT_ASSERT_EQUAL(std::size_t{0}, commit("p", last));
        CPPUNIT_ASSERT(journal_->unseen("p", 100).empty());
        append(1);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, journal_->unseen("p", 100).size());
    }

    void pluginsHaveCursorsOfTheirOwn() {
        const auto last = append(3);
        commit("p", last);
        CPPUNIT_ASSERT_EQUAL(std::size_t{3}, journal_->unseen("q", 100).size());
    }

    void cursorNeverGoesBack() {
        const auto last = append(3);
        commit("p", last);
        commit("p", 1);
        CPPUNIT_ASSERT(journal_->unseen("p", 100).empty());
    }

    void recordedKeyIsDropped() {
        const auto last = append(2);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, commit("p", last, {"a"}));
        CPPUNIT_ASSERT_EQUAL(std::size_t{0}, commit("p", last, {"a"}));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, commit("p", last, {"a", "b"}));
    }

    void keysArePerPlugin() {
        const auto last = append(1);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, commit("p", last, {"a"}));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, commit("q", last, {"a"}));
    }

    void sameKeyTwiceInOneTranslation() {
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, commit("p", append(1), {"a", "b", "a"}));
    }

    void eventsOfAPluginThatLagsStay() {
        CPPUNIT_ASSERT(journal_->unseen("slow", 10).empty());
        std::uint64_t last = 0;
        for (int i = 0; i < 30; ++i) {
            last = append(100);
            commit("quick", last);
        }
        const auto events = journal_->unseen("slow", 10'000);
        CPPUNIT_ASSERT_EQUAL(std::size_t{3'000}, events.size());
        CPPUNIT_ASSERT_EQUAL(last, events.back().sequence);
    }

    std::shared_ptr<durus::plugin_host::EventJournal> journal_;
};

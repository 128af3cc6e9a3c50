// SPDX-License-Identifier: Apache-2.0
#include <durus/client/Recorder.h>
#include <durus/core/Clock.h>
#include <durus/core/Error.h>
#include <durus/core/Random.h>
#include <durus/model/Account.h>
#include <durus/player/NullBackend.h>

#include <cppunit/extensions/HelperMacros.h>

#include <vector>

using namespace durus;

namespace {

/// A journal whose disk can be made to refuse.
class FaultyJournal final : public plugin_host::EventJournal {
public:
    bool refuses = false;
    std::vector<model::PlaybackEvent> kept;

    std::uint64_t append(std::span<const model::PlaybackEvent> events) override {
        if (refuses) throw Error(ErrorCode::StorageFull, "no space left");
        kept.insert(kept.end(), events.begin(), events.end());
        return kept.size();
    }
    std::vector<model::PlaybackEvent> unseen(std::string_view, std::size_t) override { return {}; }
    std::size_t commit(const plugin_host::Translation& translation) override {
        return translation.intents.size();
    }
};

model::PlaybackEvent favorite() {
    model::PlaybackEvent event;
    event.listing = model::ListingId("listing");
    event.body = model::FavoriteMarked{true};
    return event;
}

} // namespace

class RecorderTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(RecorderTest);
    CPPUNIT_TEST(recordsBeforeItReturns);
    CPPUNIT_TEST(tellsTheCallerWhenTheDiskRefuses);
    CPPUNIT_TEST(keepsAFollowedPlayersEventsUntilTheDiskTakesThem);
    CPPUNIT_TEST_SUITE_END();

    FaultyJournal journal_;
    NullLog log_;
    plugin_host::TranslatorHost translators_{journal_, log_};
    client::Recorder recorder_{journal_, translators_, log_};

public:
    void recordsBeforeItReturns() {
        recorder_.record({favorite()});
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, journal_.kept.size());
    }

    void tellsTheCallerWhenTheDiskRefuses() {
        journal_.refuses = true;
        try {
            recorder_.record({favorite()});
            CPPUNIT_FAIL("it said it was recorded");
        } catch (const Error& fault) {
            CPPUNIT_ASSERT(fault.code() == ErrorCode::StorageFull);
        }
    }

    void keepsAFollowedPlayersEventsUntilTheDiskTakesThem() {
        ManualClock clock;
        SeededRandom random{1};
        auto backend = std::make_unique<player::NullBackend>(clock);
        backend->addMedia("null:lecture", {.duration = Milliseconds{60'000}, .cutAt = {}, .stallAt = {}});
        player::Player player(std::move(backend), {clock, random, log_});
        const auto following = recorder_.follow(player);

        journal_.refuses = true;
        player.open({model::ListingId("listing"), model::kLocalAccount, "null:lecture", "Lecture",
                     Milliseconds{60'000}});
        player.play();
        player.drain();
        recorder_.drain();
        CPPUNIT_ASSERT(journal_.kept.empty());

        journal_.refuses = false;
        player.stop();
        player.drain();
        recorder_.drain();
        CPPUNIT_ASSERT(!journal_.kept.empty());
        CPPUNIT_ASSERT(std::holds_alternative<model::StateChanged>(journal_.kept.front().body));
        std::size_t ends = 0;
        for (const auto& event : journal_.kept)
            ends += std::holds_alternative<model::PlaybackEnded>(event.body) ? 1 : 0;
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, ends);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(RecorderTest);

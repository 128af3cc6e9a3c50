// SPDX-License-Identifier: Apache-2.0
#include <durus/plugin_host/Abi.h>
#include <durus/plugin_host/EventBatch.h>

#include <cppunit/extensions/HelperMacros.h>

#include <string>
#include <vector>

using namespace durus;
using durus::plugin_host::EventBatch;
using durus::plugin_host::view;

namespace {

model::PlaybackEvent event(model::PlaybackEvent::Body body) {
    return {42,
            model::SessionId("session"),
            model::AccountName("حساب"),
            model::ListingId("listing"),
            MonotonicTime{Milliseconds{1000}},
            WallTime{Milliseconds{2000}},
            std::move(body)};
}

} // namespace

class EventBatchTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(EventBatchTest);
    CPPUNIT_TEST(carriesTheHeader);
    CPPUNIT_TEST(numbersTypesAsTheAbiDoes);
    CPPUNIT_TEST(carriesEveryBody);
    CPPUNIT_TEST(canBeEmpty);
    CPPUNIT_TEST_SUITE_END();

public:
    void carriesTheHeader() {
        const std::vector events{event(model::FavoriteMarked{true})};
        const EventBatch batch(events);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, batch.size());
        const durus_event_header_t& header = *batch.data()[0];
        CPPUNIT_ASSERT_EQUAL(std::uint32_t{sizeof(durus_event_favorite_marked_t)}, header.size);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{42}, header.sequence);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1000}, header.monotonic_ms);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2000}, header.wall_ms);
        CPPUNIT_ASSERT_EQUAL(std::string("session"), std::string(view(header.session)));
        CPPUNIT_ASSERT_EQUAL(std::string("حساب"), std::string(view(header.account)));
        CPPUNIT_ASSERT_EQUAL(std::string("listing"), std::string(view(header.listing)));
    }

    void numbersTypesAsTheAbiDoes() {
        expectType(DURUS_EVENT_STATE_CHANGED, model::StateChanged{});
        expectType(DURUS_EVENT_PROGRESS_REPORTED, model::ProgressReported{});
        expectType(DURUS_EVENT_POSITION_DISCONTINUITY, model::PositionDiscontinuity{});
        expectType(DURUS_EVENT_DURATION_CHANGED, model::DurationChanged{});
        expectType(DURUS_EVENT_RATE_CHANGED, model::RateChanged{});
        expectType(DURUS_EVENT_COMPLETION_REACHED, model::CompletionReached{});
        expectType(DURUS_EVENT_PLAYBACK_ENDED, model::PlaybackEnded{});
        expectType(DURUS_EVENT_PLAYBACK_FAILED, model::PlaybackFailed{});
        expectType(DURUS_EVENT_COMPLETION_MARKED, model::CompletionMarked{});
        expectType(DURUS_EVENT_FAVORITE_MARKED, model::FavoriteMarked{});
    }

    void carriesEveryBody() {
        const std::vector events{
            event(model::StateChanged{model::PlaybackState::Stalled, Milliseconds{1}}),
            event(model::ProgressReported{Milliseconds{2}, Milliseconds{3}, 0.25}),
            event(model::PositionDiscontinuity{Milliseconds{4}, Milliseconds{5},
                                               model::DiscontinuityReason::Foreign}),
            event(model::DurationChanged{Milliseconds{6}, model::DurationConfidence::Catalogue}),
            event(model::RateChanged{1.5}),
            event(model::PlaybackEnded{model::EndReason::Truncated, Milliseconds{7}, Milliseconds{8}, 0.5}),
            event(model::PlaybackFailed{"no such host", true}),
            event(model::CompletionMarked{false}),
        };
        const EventBatch batch(events);
        const auto& state = at<durus_event_state_changed_t>(batch, 0);
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_STATE_STALLED}, state.state);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, state.position_ms);
        const auto& progress = at<durus_event_progress_reported_t>(batch, 1);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, progress.position_ms);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{3}, progress.duration_ms);
        CPPUNIT_ASSERT_EQUAL(0.25, progress.coverage);
        const auto& jump = at<durus_event_position_discontinuity_t>(batch, 2);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{4}, jump.from_ms);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{5}, jump.to_ms);
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_DISCONTINUITY_FOREIGN}, jump.reason);
        const auto& duration = at<durus_event_duration_changed_t>(batch, 3);
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_DURATION_CATALOGUE}, duration.confidence);
        CPPUNIT_ASSERT_EQUAL(1.5, at<durus_event_rate_changed_t>(batch, 4).rate);
        const auto& ended = at<durus_event_playback_ended_t>(batch, 5);
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_END_TRUNCATED}, ended.reason);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{8}, ended.duration_ms);
        const auto& failed = at<durus_event_playback_failed_t>(batch, 6);
        CPPUNIT_ASSERT_EQUAL(std::string("no such host"), std::string(view(failed.fault)));
        CPPUNIT_ASSERT_EQUAL(std::int32_t{1}, failed.retryable);
        CPPUNIT_ASSERT_EQUAL(std::int32_t{0}, at<durus_event_completion_marked_t>(batch, 7).completed);
    }

    void canBeEmpty() { CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, EventBatch({}).size()); }

private:
    static void expectType(std::uint32_t type, model::PlaybackEvent::Body body) {
        const std::vector events{event(std::move(body))};
        CPPUNIT_ASSERT_EQUAL(type, EventBatch(events).data()[0]->type);
    }
    template<typename Body>
    static const Body& at(const EventBatch& batch, std::size_t index) {
        CPPUNIT_ASSERT_EQUAL(std::uint32_t{sizeof(Body)}, batch.data()[index]->size);
        return *reinterpret_cast<const Body*>(batch.data()[index]);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(EventBatchTest);

// SPDX-License-Identifier: Apache-2.0
#include <durus/plugin_host/Abi.h>
#include <durus/plugin_host/EventBatch.h>

namespace durus::plugin_host {

namespace {

static_assert(static_cast<int>(model::PlaybackState::Idle) == DURUS_STATE_IDLE &&
              static_cast<int>(model::PlaybackState::Stalled) == DURUS_STATE_STALLED &&
              static_cast<int>(model::PlaybackState::Failed) == DURUS_STATE_FAILED);
static_assert(static_cast<int>(model::EndReason::PlayedToEnd) == DURUS_END_PLAYED_TO_END &&
              static_cast<int>(model::EndReason::Replaced) == DURUS_END_REPLACED &&
              static_cast<int>(model::EndReason::Unknown) == DURUS_END_UNKNOWN);
static_assert(static_cast<int>(model::DiscontinuityReason::Seek) == DURUS_DISCONTINUITY_SEEK &&
              static_cast<int>(model::DiscontinuityReason::Foreign) == DURUS_DISCONTINUITY_FOREIGN);
static_assert(static_cast<int>(model::DurationConfidence::Unknown) == DURUS_DURATION_UNKNOWN &&
              static_cast<int>(model::DurationConfidence::Catalogue) == DURUS_DURATION_CATALOGUE);

/// Makes the ABI's struct of each body, all but its header.
struct BodyConverter {
    durus_event_state_changed_t operator()(const model::StateChanged& body) const {
        return {{}, static_cast<std::int32_t>(body.state), body.position.count()};
    }
    durus_event_progress_reported_t operator()(const model::ProgressReported& body) const {
        return {{}, body.position.count(), body.duration.count(), body.coverage};
    }
    durus_event_position_discontinuity_t operator()(const model::PositionDiscontinuity& body) const {
        return {{}, body.from.count(), body.to.count(), static_cast<std::int32_t>(body.reason)};
    }
    durus_event_duration_changed_t operator()(const model::DurationChanged& body) const {
        return {{}, body.duration.count(), static_cast<std::int32_t>(body.confidence)};
    }
    durus_event_rate_changed_t operator()(const model::RateChanged& body) const { return {{}, body.rate}; }
    durus_event_completion_reached_t operator()(const model::CompletionReached& body) const {
        return {{}, body.position.count(), body.duration.count(), body.coverage};
    }
    durus_event_playback_ended_t operator()(const model::PlaybackEnded& body) const {
        return {{},
                static_cast<std::int32_t>(body.reason),
                body.position.count(),
                body.duration.count(),
                body.coverage};
    }
    durus_event_playback_failed_t operator()(const model::PlaybackFailed& body) const {
        return {{}, borrow(body.fault), body.retryable ? 1 : 0};
    }
    durus_event_completion_marked_t operator()(const model::CompletionMarked& body) const {
        return {{}, body.completed ? 1 : 0};
    }
    durus_event_favorite_marked_t operator()(const model::FavoriteMarked& body) const {
        return {{}, body.favorite ? 1 : 0};
    }
};

} // namespace

EventBatch::EventBatch(std::span<const model::PlaybackEvent> events) {
    storage_.reserve(events.size());
    headers_.reserve(events.size());
    for (const auto& event : events) {
        storage_.push_back(convert(event));
        headers_.push_back(std::visit([](const auto& body) { return &body.header; }, storage_.back()));
    }
}

EventBatch::Storage EventBatch::convert(const model::PlaybackEvent& event) {
    // Both variants list their bodies in the same order, and the ABI numbers them from 1 in that order.
    static_assert(std::variant_size_v<Storage> == std::variant_size_v<model::PlaybackEvent::Body>);
    static_assert(std::variant_size_v<Storage> == DURUS_EVENT_FAVORITE_MARKED);
    Storage storage = std::visit([](const auto& body) { return Storage(BodyConverter{}(body)); }, event.body);
    std::visit(
        [&](auto& body) {
            body.header.size = sizeof body;
            body.header.type = static_cast<std::uint32_t>(storage.index() + 1);
            body.header.sequence = event.sequence;
            body.header.monotonic_ms = event.monotonic.sinceBoot.count();
            body.header.wall_ms = event.wall.sinceEpoch.count();
            body.header.session = borrow(event.session.str());
            body.header.account = borrow(event.account.str());
            body.header.listing = borrow(event.listing.str());
        },
        storage);
    return storage;
}

} // namespace durus::plugin_host

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/abi/event.h>
#include <durus/model/PlaybackEvent.h>

#include <cstdint>
#include <span>
#include <variant>
#include <vector>

namespace durus::plugin_host {

/// Events in the form of the ABI. Lifetime: its texts are those of the events it was made of, which must
/// outlive it.
class EventBatch {
public:
    explicit EventBatch(std::span<const model::PlaybackEvent> events);
    ~EventBatch() = default;
    EventBatch(const EventBatch&) = delete;
    EventBatch& operator=(const EventBatch&) = delete;

    const durus_event_header_t* const* data() const noexcept { return headers_.data(); }
    std::uint64_t size() const noexcept { return headers_.size(); }

private:
    using Storage = std::variant<durus_event_state_changed_t, durus_event_progress_reported_t,
                                 durus_event_position_discontinuity_t, durus_event_duration_changed_t,
                                 durus_event_rate_changed_t, durus_event_completion_reached_t,
                                 durus_event_playback_ended_t, durus_event_playback_failed_t,
                                 durus_event_completion_marked_t, durus_event_favorite_marked_t>;
    static Storage convert(const model::PlaybackEvent& event);

    std::vector<Storage> storage_;
    std::vector<const durus_event_header_t*> headers_;
};

} // namespace durus::plugin_host

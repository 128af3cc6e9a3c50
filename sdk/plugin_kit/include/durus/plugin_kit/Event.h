// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/abi/event.h>
#include <durus/plugin_kit/Text.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace durus::plugin_kit {

using StateChanged = durus_event_state_changed_t;
using ProgressReported = durus_event_progress_reported_t;
using PositionDiscontinuity = durus_event_position_discontinuity_t;
using DurationChanged = durus_event_duration_changed_t;
using RateChanged = durus_event_rate_changed_t;
using CompletionReached = durus_event_completion_reached_t;
using PlaybackEnded = durus_event_playback_ended_t;
using PlaybackFailed = durus_event_playback_failed_t;
using CompletionMarked = durus_event_completion_marked_t;
using FavoriteMarked = durus_event_favorite_marked_t;

/// The event type a body belongs to.
template<typename Body>
inline constexpr std::uint32_t kEventType = 0;
template<>
inline constexpr std::uint32_t kEventType<StateChanged> = DURUS_EVENT_STATE_CHANGED;
template<>
inline constexpr std::uint32_t kEventType<ProgressReported> = DURUS_EVENT_PROGRESS_REPORTED;
template<>
inline constexpr std::uint32_t kEventType<PositionDiscontinuity> = DURUS_EVENT_POSITION_DISCONTINUITY;
template<>
inline constexpr std::uint32_t kEventType<DurationChanged> = DURUS_EVENT_DURATION_CHANGED;
template<>
inline constexpr std::uint32_t kEventType<RateChanged> = DURUS_EVENT_RATE_CHANGED;
template<>
inline constexpr std::uint32_t kEventType<CompletionReached> = DURUS_EVENT_COMPLETION_REACHED;
template<>
inline constexpr std::uint32_t kEventType<PlaybackEnded> = DURUS_EVENT_PLAYBACK_ENDED;
template<>
inline constexpr std::uint32_t kEventType<PlaybackFailed> = DURUS_EVENT_PLAYBACK_FAILED;
template<>
inline constexpr std::uint32_t kEventType<CompletionMarked> = DURUS_EVENT_COMPLETION_MARKED;
template<>
inline constexpr std::uint32_t kEventType<FavoriteMarked> = DURUS_EVENT_FAVORITE_MARKED;

/// Something that happened on the box. Lifetime: the call it is passed in.
class Event {
public:
    explicit Event(const durus_event_header_t& header) noexcept : header_(header) {}

    std::uint64_t sequence() const noexcept { return header_.sequence; }
    std::string_view session() const noexcept { return view(header_.session); }
    std::string_view account() const noexcept { return view(header_.account); }
    std::string_view listing() const noexcept { return view(header_.listing); }

    /// The event as what it is: `if (const auto* ended = event.as<PlaybackEnded>())`. Null if it is
    /// something else.
    template<typename Body>
    const Body* as() const noexcept {
        static_assert(kEventType<Body> != 0, "Body is one of the event structs of durus/abi/event.h");
        if (header_.type != kEventType<Body> || header_.size < sizeof(Body)) return nullptr;
        return reinterpret_cast<const Body*>(&header_);
    }

    /// A dedupe key for what can happen many times in a session.
    std::string keyOfEvent(std::string_view what) const {
        return keyOfSession(what) + ':' + std::to_string(sequence());
    }
    /// A dedupe key for what counts once in a session.
    std::string keyOfSession(std::string_view what) const {
        return std::string(what) + ':' + std::string(session());
    }

private:
    const durus_event_header_t& header_;
};

} // namespace durus::plugin_kit

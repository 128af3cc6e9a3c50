// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Time.h>
#include <durus/model/MediaItem.h>
#include <durus/model/PlaybackEvent.h>

#include <optional>

namespace durus::player {

/// How things stood at one moment.
struct PlayerSnapshot {
    model::PlaybackState state = model::PlaybackState::Idle;
    model::SessionId session; ///< empty while nothing was opened
    std::optional<model::MediaItem> item;
    Milliseconds position{0}; ///< interpolated to the moment of the call, never beyond the duration
    Milliseconds duration{0}; ///< 0 = unknown
    model::DurationConfidence durationConfidence = model::DurationConfidence::Unknown;
    double rate = 1.0;
    double coverage = 0; ///< share really played in this session, 0..1
};

} // namespace durus::player

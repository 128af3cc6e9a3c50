// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Time.h>
#include <durus/model/PlaybackEvent.h>

#include <optional>

namespace durus::player {

/// Decides which duration to believe. A container's length is an estimate that moves for seconds (an MP3 of
/// varying bit rate went from 12 s to 59 s within 4 s of playing), so it counts once it has stood still for
/// three readings; the catalogue's is believed before it. Pure. Thread: one at a time.
class DurationFilter {
public:
    static constexpr int kEqualReadings = 3;
    static constexpr double kEqual = 0.01; ///< readings this close are equal

    explicit DurationFilter(std::optional<Milliseconds> catalogue);

    Milliseconds duration() const noexcept { return believed_; } ///< 0 = unknown
    model::DurationConfidence confidence() const noexcept { return confidence_; }
    bool isTrusted() const noexcept { return confidence_ >= model::DurationConfidence::Container; }

    /// Each of these returns true if what is believed has changed in a way worth telling.
    bool read(Milliseconds reading);
    /// A tick without a reading repeats the last one; a position well beyond a container's length refutes it.
    bool tick(Milliseconds position);
    /// Playback came to its natural end just where the estimate put it.
    bool confirm();

private:
    bool repeat(Milliseconds reading);
    bool believe(Milliseconds duration, model::DurationConfidence confidence);

    Milliseconds believed_{0};
    model::DurationConfidence confidence_ = model::DurationConfidence::Unknown;
    Milliseconds reading_{0};
    int equal_ = 0;
    bool readSinceTick_ = false;
    Milliseconds furthest_{0};
};

} // namespace durus::player

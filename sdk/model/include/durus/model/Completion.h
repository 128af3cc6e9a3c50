// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Time.h>
#include <durus/model/PlaybackEvent.h>
#include <durus/model/PlayedRanges.h>

namespace durus::model {

/// When a listing counts as completed: enough of it was really played and its tail was reached. Skipping to
/// the end completes nothing. Numbers: measured tails of libVLC (up to 1.6 s lost) and common practice.
struct CompletionPolicy {
    double coverage = 0.90;
    double shortItemCoverage = 0.80; ///< below shortItem, which must also end naturally
    Milliseconds shortItem{60'000};
    Milliseconds tail{10'000}; ///< the tail is the last max(tail, tailShare of it) ...
    double tailShare = 0.02;
    Milliseconds tailCap{30'000}; ///< ... the share being capped at this
};

/// Whether what was played completes an item of `duration` (not positive: never).
/// `naturalEnd`: the item ended with EndReason::PlayedToEnd.
bool isCompleted(const CompletionPolicy& policy, const PlayedRanges& played, Milliseconds position,
                 Milliseconds duration, bool naturalEnd) noexcept;

/// Tells a natural end from a cut-off source: the last position played is within max(2 s, 1 %) of the
/// duration. With an unknown duration an end is taken for natural.
EndReason classifyEnd(Milliseconds lastPosition, Milliseconds duration) noexcept;

/// Where to resume: the position, but 0 once completed and 0 below 10 s.
Milliseconds resumePosition(Milliseconds position, bool completed) noexcept;

} // namespace durus::model

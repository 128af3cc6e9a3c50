// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Clock.h>

#include <mutex>
#include <optional>
#include <string_view>

namespace durus::sync {

/// Knows how far this box's calendar is off a backend's, learned from the Date of its answers. What it knows
/// is tied to monotonic time, so that a jump of this box's calendar makes nothing wrong.
/// Thread: any.
class ServerClock {
public:
    explicit ServerClock(const Clock& clock) : clock_(clock) {}

    /// Takes a Date header (IMF-fixdate) of an answer to a request sent at `sentAt` and received now. A text
    /// that is no date teaches nothing.
    void learn(std::string_view date, MonotonicTime sentAt);
    /// Takes an offset learned in an earlier life. The calendar may have been set since: until an answer has
    /// been heard nothing should be stamped by it.
    void restore(Milliseconds offset);

    /// Whether an answer has told the time in this life.
    bool hasHeard() const;

    /// Backend's calendar minus ours; none before the first answer. It stays as it is while it is right
    /// within the precision of a Date, so that stamps keep their distances.
    std::optional<Milliseconds> offset() const;
    /// The latest time that has surely come at the backend; this box's own before the first answer.
    WallTime now() const;
    /// A stamp of this box in the backend's time: corrected by the offset, never beyond now().
    WallTime correct(WallTime local) const;

private:
    /// Where the backend's calendar stands at monotonic zero: somewhere in between.
    struct Bounds {
        Milliseconds earliest;
        Milliseconds latest;
    };
    const Clock& clock_;
    mutable std::mutex mutex_;
    std::optional<Bounds> bounds_;
    mutable std::optional<Milliseconds> offset_; ///< as last told
    bool heard_ = false;
};

} // namespace durus::sync

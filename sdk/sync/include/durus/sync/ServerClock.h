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
    /// Takes an offset learned in an earlier life; the first answer may correct it.
    void restore(Milliseconds offset);

    /// Backend's calendar minus ours; none before the first answer.
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
    std::optional<Bounds> bounds() const;

    const Clock& clock_;
    mutable std::mutex mutex_;
    std::optional<Bounds> bounds_;
};

} // namespace durus::sync

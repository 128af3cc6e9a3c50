// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Clock.h>

#include <mutex>
#include <optional>
#include <string_view>

namespace durus::sync {

/// Knows how far this box's calendar is off a backend's, learned from the Date of its answers.
/// Thread: any.
class ServerClock {
public:
    explicit ServerClock(const Clock& clock) : clock_(clock) {}

    /// Takes a Date header (IMF-fixdate) of an answer to a request sent at `sentAt` and received now. A text
    /// that is no date teaches nothing.
    void learn(std::string_view date, MonotonicTime sentAt);
    void restore(Milliseconds offset);

    /// Backend's calendar minus ours; none before the first answer.
    std::optional<Milliseconds> offset() const;
    /// The backend's time now, as far as known.
    WallTime now() const;
    /// A stamp of this box in the backend's time: corrected by the offset, never beyond the backend's now.
    WallTime correct(WallTime local) const;

private:
    const Clock& clock_;
    mutable std::mutex mutex_;
    std::optional<Milliseconds> offset_;
};

} // namespace durus::sync

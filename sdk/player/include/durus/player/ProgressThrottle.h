// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Time.h>

#include <optional>

namespace durus::player {

/// Says when the next progress report is due: every interval while playing, on our own clock and not on the
/// backend's ticks, and soon after something asked for it. Pure. Thread: one at a time.
class ProgressThrottle {
public:
    explicit ProgressThrottle(Milliseconds interval) : interval_(interval) {}

    void run(MonotonicTime now) {
        running_ = true;
        regular_ = now + interval_;
    }
    void halt() noexcept {
        running_ = false;
        regular_.reset();
    }
    /// Asks for a report at `due`, instead of one asked for before.
    void ask(MonotonicTime due) noexcept { asked_ = due; }
    /// A report was made, for whatever reason.
    void reported(MonotonicTime now) {
        asked_.reset();
        if (running_) regular_ = now + interval_;
    }

    std::optional<MonotonicTime> deadline() const noexcept {
        if (!asked_ || (regular_ && *regular_ < *asked_)) return regular_;
        return asked_;
    }
    bool isDue(MonotonicTime now) const noexcept {
        const auto due = deadline();
        return due && now >= *due;
    }

private:
    Milliseconds interval_;
    bool running_ = false;
    std::optional<MonotonicTime> regular_;
    std::optional<MonotonicTime> asked_;
};

} // namespace durus::player

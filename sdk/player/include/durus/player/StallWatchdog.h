// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Time.h>

#include <algorithm>
#include <optional>

namespace durus::player {

/// Notices that ticks have ceased while playing: a hung server is no event to libVLC, it just falls silent.
/// Overdue is what takes longer than max(patience, 3 x the gap lately seen between ticks). Pure. Thread: one
/// at a time.
class StallWatchdog {
public:
    /// However slow the ticks were, silence for longer than thrice this is a stall.
    static constexpr Milliseconds kMaxGap{10'000};

    explicit StallWatchdog(Milliseconds patience) : patience_(patience) {}

    /// Ticks are expected from now on.
    void arm(MonotonicTime now) noexcept {
        last_ = now;
        ticked_ = false;
    }
    void disarm() noexcept { last_.reset(); }
    void tick(MonotonicTime now) noexcept {
        if (last_ && ticked_) gap_ = std::min(std::max(now - *last_, gap_ / 2), kMaxGap);
        last_ = now;
        ticked_ = true;
    }

    std::optional<MonotonicTime> deadline() const noexcept {
        if (!last_) return std::nullopt;
        return *last_ + std::max(patience_, 3 * gap_);
    }
    bool isOverdue(MonotonicTime now) const noexcept {
        const auto due = deadline();
        return due && now >= *due;
    }

private:
    Milliseconds patience_;
    Milliseconds gap_{0};
    bool ticked_ = false;
    std::optional<MonotonicTime> last_;
};

} // namespace durus::player

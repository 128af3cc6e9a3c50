// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Clock.h>
#include <durus/model/Intent.h>

#include <map>
#include <mutex>
#include <optional>
#include <string_view>

namespace durus::sync {

/// Where a backend's calendar stood when a boot of this box began.
struct BootTime {
    std::string bootId;
    WallTime atZero; ///< the backend's time at monotonic zero

    friend bool operator==(const BootTime&, const BootTime&) = default;
};

/// Knows how far this box's calendar is off a backend's, learned from the Date of its answers. What it knows
/// is tied to monotonic time, so that a jump of this box's calendar makes nothing wrong.
/// Thread: any.
class ServerClock {
public:
    explicit ServerClock(const Clock& clock) : clock_(clock), bootId_(clock.bootId()) {}

    /// Takes a Date header (IMF-fixdate) of an answer to a request sent at `sentAt` and received now. A text
    /// that is no date teaches nothing.
    void learn(std::string_view date, MonotonicTime sentAt);
    /// Takes an offset learned in an earlier life. The calendar may have been set since: until an answer has
    /// been heard nothing should be stamped by it.
    void restore(Milliseconds offset);

    /// Takes what an earlier boot of this box had learned: boot() of its clock.
    void remember(const BootTime& boot);

    /// Whether an answer has told the time in this life.
    bool hasHeard() const;

    /// Backend's calendar minus ours; none before the first answer. It stays as it is while it is right
    /// within the precision of a Date, so that stamps keep their distances.
    std::optional<Milliseconds> offset() const;
    /// How far offset() may be wrong, either way.
    std::optional<Milliseconds> uncertainty() const;
    /// What later boots must know to place the intents of this one; none before the first answer. As steady
    /// as offset().
    std::optional<BootTime> boot() const;
    /// The latest time that has surely come at the backend; this box's own before the first answer.
    WallTime now() const;
    /// When an intent was recorded, in the backend's time and never beyond now(). In a boot that has heard
    /// the backend this needs no calendar, even if the answer came later than the intent. Of other boots
    /// only their calendar is left, corrected by what was known of it then; one from before this software
    /// existed tells nothing, and the intent counts as recorded now. Never before what it followed in its
    /// lane, unless that comes from the future itself.
    WallTime stamp(const model::Intent& intent) const;

private:
    /// Where the backend's calendar stands at monotonic zero: somewhere in between.
    struct Bounds {
        Milliseconds earliest;
        Milliseconds latest;
    };
    bool hasPerhapsCome(WallTime time) const;
    WallTime told(const model::Intent& intent) const;
    std::optional<WallTime> zeroOf(const std::string& bootId) const;
    WallTime middleOfZero() const;

    const Clock& clock_;
    const std::string bootId_;
    mutable std::mutex mutex_;
    std::optional<Bounds> bounds_;
    mutable std::optional<Milliseconds> offset_; ///< as last told
    mutable std::optional<WallTime> zero_;       ///< as last told
    std::map<std::string, WallTime> earlier_;    ///< monotonic zero of earlier boots
    bool heard_ = false;
};

} // namespace durus::sync

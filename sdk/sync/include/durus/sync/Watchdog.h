// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Time.h>
#include <durus/sync/Outcome.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace durus::sync {

/// Why what is pending has not been delivered in time.
enum class StallReason {
    BackingOff,      ///< the last pass failed; the next one is due later
    ImposedPause,    ///< the backend asked for a pause
    LeaseHeld,       ///< another process is synchronising this box
    QuarantinedHead, ///< it waits behind an entry that waits for a person
    SlowPass,        ///< a pass is running and getting answers
    StuckPass,       ///< a pass has had no answer for tuning::kStuckPass
    NoPass,          ///< none has begun
};

inline constexpr std::array kStallReasons{
    StallReason::BackingOff, StallReason::ImposedPause, StallReason::LeaseHeld, StallReason::QuarantinedHead,
    StallReason::SlowPass,   StallReason::StuckPass,    StallReason::NoPass};

std::string_view name(StallReason reason) noexcept; ///< "backing_off", "stuck_pass", ...

struct Stall {
    StallReason reason = StallReason::NoPass;
    std::string detail{};       ///< for a person
    Milliseconds waitingFor{0}; ///< since the work was recorded, or the last answer came
};

/// How a pass ended, as far as a watchdog cares.
struct PassEnd {
    std::optional<Outcome> failure{};
    bool pauseImposed = false;
    /// Work left that nothing but time stands in the way of; none = nobody knows.
    std::optional<std::uint64_t> pending{};
    std::uint64_t held = 0; ///< work left behind quarantined entries
};

/// Holds the promise that what is pending is delivered within tuning::kDrainWithin, or that something says
/// why not: once for each stall. With nothing pending and no pass running it wants no timer. Pure: it is told
/// what happens and when. Thread: one at a time.
class Watchdog {
public:
    void recorded(MonotonicTime now);
    void passStarted(MonotonicTime now);
    /// The running pass got an answer, or waits for `turnOf`, who is synchronising this box.
    void passIsAlive(MonotonicTime now, std::string_view turnOf = {});
    void passEnded(MonotonicTime now, const PassEnd& end);

    /// When look() will have something to say if nothing happens before; none = never.
    std::optional<MonotonicTime> due() const;
    /// What has to be said now.
    std::optional<Stall> look(MonotonicTime now);

    /// Whether something was said that has not been put right yet.
    bool isStalled() const noexcept { return work_.said || held_.said || silence_.said; }
    /// From the first recording to the confirmation of everything, the last time.
    std::optional<Milliseconds> lastDrain() const noexcept { return lastDrain_; }

private:
    /// Something that must not last.
    struct State {
        std::optional<MonotonicTime> since;
        bool said = false;

        void begin(MonotonicTime at) {
            if (!since) since = at;
        }
        void end() { *this = {}; }
        std::optional<MonotonicTime> due(Milliseconds patience) const {
            return since && !said ? std::optional(*since + patience) : std::nullopt;
        }
        bool isDue(MonotonicTime now, Milliseconds patience) const {
            const auto at = due(patience);
            return at && *at <= now;
        }
    };

    void drained(MonotonicTime now);
    Stall explain(MonotonicTime now) const;

    State work_;    ///< something is pending
    State held_;    ///< something waits behind a quarantined entry
    State silence_; ///< a pass runs and has not been heard of
    std::optional<MonotonicTime> recordedInPass_;
    std::string turnOf_;
    PassEnd last_;
    std::optional<Milliseconds> lastDrain_;
};

} // namespace durus::sync

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Time.h>

#include <optional>

namespace durus::player {

/// Follows where playback is from the sparse, jittery ticks of a backend, and tells playing from jumping.
/// Between ticks the position is interpolated; before the first tick of a stretch it is not, because a
/// backend says "playing" before it plays. Pure. Thread: one at a time.
class PositionTrack {
public:
    /// Media time that was really played; empty if begin == end.
    struct Span {
        Milliseconds begin{0};
        Milliseconds end{0};
    };
    /// What a tick turned out to be.
    enum class Verdict {
        Continuous, ///< playback went on: `played` was heard
        Held,       ///< out of line: ignored until a second tick confirms it, or a remnant of before a seek
        Jumped,     ///< the source really moved by itself, from `played.begin` to `played.end`; nothing heard
    };
    struct Step {
        Verdict verdict = Verdict::Held;
        Span played;
    };

    /// Longest time a position is carried on without a tick: libVLC's slowest measured period (Opus).
    static constexpr Milliseconds kMaxExtrapolation{1'000};
    /// A tick that repeats the last one says that the source is at its end and what was read ahead is still
    /// being played (14 s of an M4A over HTTP): so time goes on, but is believed for so long only.
    static constexpr Milliseconds kMaxReadAhead{60'000};
    /// What a tick may be ahead of the clock, at least; and the share of the time passed it may be, too.
    static constexpr Milliseconds kSlack{300};
    static constexpr double kSlackShare = 0.10;
    /// Ticks of before a seek may still arrive for so long; a changed rate takes hold within twice that.
    static constexpr Milliseconds kSettling{1'000};
    /// How far from its target a seek may land without being called a jump, at rate 1.
    static constexpr Milliseconds kSeekAccuracy{5'000};

    /// A start in the middle is reached like the target of a seek: about.
    PositionTrack(Milliseconds start, double rate) : anchor_(start), rate_(rate) {
        if (start > Milliseconds{0}) leftByJump_ = Point{start, {}};
    }

    /// The position at `now`, not held to any duration.
    Milliseconds at(MonotonicTime now) const;
    double rate() const noexcept { return rate_; }
    /// Whether a tick told the position since playback began, resumed or was moved.
    bool isConfirmed() const noexcept { return ticked_; }

    /// Playback proceeds from now on.
    void run(MonotonicTime now);
    /// Playback is held at the interpolated position; returns what was played since the last tick.
    Span halt(MonotonicTime now);
    /// Ticks ceased: back to the last one, and no time is credited until they come again.
    void stall(MonotonicTime now);
    /// Playback was moved on purpose; returns what was played since the last tick.
    Span jump(Milliseconds target, MonotonicTime now);
    void setRate(double rate, MonotonicTime now);
    Step tick(Milliseconds position, MonotonicTime at);

private:
    struct Point {
        Milliseconds position{0};
        MonotonicTime at;
    };

    Milliseconds extrapolated(MonotonicTime now) const;
    bool isRepeated(Milliseconds position) const;
    Step carryOn(MonotonicTime at);
    Milliseconds ranSinceAnchor(MonotonicTime now) const;
    double fastestRate(MonotonicTime now) const;
    bool fits(Milliseconds from, Milliseconds elapsed, Milliseconds position, MonotonicTime at) const;
    /// Whether a tick carries a jump on that an earlier one began: the source really plays from there.
    bool goesOn(const Point& from, Milliseconds position, MonotonicTime at) const;
    bool isRemnant(Milliseconds position, MonotonicTime at) const;
    void settle(Milliseconds position, MonotonicTime at);

    Milliseconds anchor_;         ///< the last position known
    Milliseconds uncertainty_{0}; ///< how much of it was interpolated
    Milliseconds ranBefore_{0};   ///< playing time since it that belongs to earlier stretches
    Milliseconds carried_{0};     ///< interpolation since it at rates of before
    MonotonicTime ranFrom_;       ///< begin of the current stretch, or the last tick in it
    MonotonicTime carriedTo_;
    MonotonicTime vouched_;                ///< the last tick, a repeated one included
    std::optional<Milliseconds> lastTick_; ///< what it said; unset by a seek
    bool running_ = false;
    bool ticked_ = false;
    double rate_;
    double rateBefore_ = 0;
    std::optional<MonotonicTime> rateChanged_;
    std::optional<Point> leftByJump_; ///< where a seek that no tick has confirmed yet came from
    std::optional<Point> outOfLine_;
};

} // namespace durus::player

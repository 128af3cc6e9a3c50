// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

namespace durus {

/// Media time and every other span of time in this SDK.
using Milliseconds = std::chrono::milliseconds;

/// A point on the clock that never jumps while the machine runs (CLOCK_BOOTTIME: it counts suspend too).
/// Only differences within one boot mean anything.
struct MonotonicTime {
    Milliseconds sinceBoot{0};

    friend auto operator<=>(const MonotonicTime&, const MonotonicTime&) = default;
    friend Milliseconds operator-(MonotonicTime a, MonotonicTime b) { return a.sinceBoot - b.sinceBoot; }
    friend MonotonicTime operator+(MonotonicTime a, Milliseconds d) { return {a.sinceBoot + d}; }
};

/// A point on the calendar, as this machine believes it: Unix time in milliseconds, UTC. It may be wrong,
/// and it may jump.
struct WallTime {
    Milliseconds sinceEpoch{0};

    friend auto operator<=>(const WallTime&, const WallTime&) = default;
    friend Milliseconds operator-(WallTime a, WallTime b) { return a.sinceEpoch - b.sinceEpoch; }
    friend WallTime operator+(WallTime a, Milliseconds d) { return {a.sinceEpoch + d}; }
    friend WallTime operator-(WallTime a, Milliseconds d) { return {a.sinceEpoch - d}; }
};

} // namespace durus

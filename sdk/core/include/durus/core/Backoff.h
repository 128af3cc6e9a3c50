// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Random.h>
#include <durus/core/Time.h>

namespace durus {

/// Exponential backoff with full jitter: the n-th delay is uniform in [0, min(cap, base * 2^n)].
/// Full jitter spreads the devices that one outage lined up (AWS Architecture Blog, "Exponential Backoff
/// and Jitter"). Thread: one at a time.
class Backoff {
public:
    struct Limits {
        Milliseconds base;
        Milliseconds cap;
    };

    Backoff(Limits limits, Random& random) : limits_(limits), random_(random) {}

    /// The delay before the next attempt; each call counts one failed attempt more.
    Milliseconds next();
    void reset() noexcept { failures_ = 0; }
    int failures() const noexcept { return failures_; }

private:
    Limits limits_;
    Random& random_;
    int failures_ = 0;
};

} // namespace durus

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Random.h>
#include <durus/core/Time.h>
#include <durus/sync/Outcome.h>

namespace durus::sync {

/// When to try again.
struct RetryDecision {
    Milliseconds delay{0};
    /// The backend asked for this pause itself: not even a person's request shortens it.
    bool imposed = false;
};

/// How long to wait after a pass that failed with `failure` and was preceded by `failures` - 1 other failed
/// ones. Retry-After is kept exactly, with some jitter on top; everything else backs off with full jitter.
/// Thread: any.
RetryDecision retryAfter(const Outcome& failure, int failures, Random& random);

} // namespace durus::sync

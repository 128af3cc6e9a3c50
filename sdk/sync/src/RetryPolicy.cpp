// SPDX-License-Identifier: Apache-2.0
#include <durus/sync/RetryPolicy.h>
#include <durus/sync/SyncTuning.h>

#include <algorithm>

namespace durus::sync {

namespace {

Milliseconds fullJitter(Milliseconds base, int failures, Random& random) {
    Milliseconds ceiling = base;
    for (int doubled = 1; doubled < failures && ceiling < tuning::kRetryCap; ++doubled)
        ceiling *= 2;
    const auto bound = static_cast<std::uint64_t>(std::min(ceiling, tuning::kRetryCap).count());
    return Milliseconds{static_cast<Milliseconds::rep>(random.upTo(bound))};
}

Milliseconds imposedPause(const Outcome& failure, Random& random) {
    const Milliseconds asked = failure.retryAfter.value_or(tuning::kThrottleWindow);
    const Milliseconds believed = std::clamp(asked, Milliseconds{0}, tuning::kRetryAfterCap);
    const auto jitter = random.upTo(static_cast<std::uint64_t>(tuning::kRetryAfterJitter.count()));
    return believed + Milliseconds{static_cast<Milliseconds::rep>(jitter)};
}

} // namespace

RetryDecision retryAfter(const Outcome& failure, int failures, Random& random) {
    if (failure.retryAfter || failure.outcome == OutcomeClass::Throttled)
        return {.delay = imposedPause(failure, random), .imposed = true};
    const bool asksForAPerson = failure.outcome == OutcomeClass::Unauthorized ||
                                failure.outcome == OutcomeClass::NotBackend ||
                                failure.outcome == OutcomeClass::Permanent;
    const Milliseconds base = asksForAPerson ? tuning::kSlowRetryBase : tuning::kRetryBase;
    return {.delay = fullJitter(base, failures, random), .imposed = false};
}

} // namespace durus::sync

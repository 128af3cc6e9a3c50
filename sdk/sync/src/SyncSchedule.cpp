// SPDX-License-Identifier: Apache-2.0
#include <durus/sync/SyncSchedule.h>
#include <durus/sync/SyncTuning.h>

#include <algorithm>

namespace durus::sync {

namespace {

void bringForward(std::optional<MonotonicTime>& at, MonotonicTime to) {
    at = at ? std::min(*at, to) : to;
}

} // namespace

void SyncSchedule::requested(MonotonicTime now) {
    bringForward(requestedAt_, now);
}

void SyncSchedule::pending(MonotonicTime now, bool important) {
    bringForward(pendingAt_, important ? now : std::max(now + tuning::kDebounce, gapUntil_));
}

void SyncSchedule::linkGained(MonotonicTime now) {
    if (retryAt_) bringForward(retryAt_, std::max(now + tuning::kLinkSettles, gapUntil_));
}

void SyncSchedule::passStarted() {
    requestedAt_.reset();
    pendingAt_.reset();
}

void SyncSchedule::passSucceeded(MonotonicTime now) {
    retryAt_.reset();
    imposedUntil_.reset();
    nextPull_ = now + tuning::kPullPeriod;
    gapUntil_ = now + tuning::kPassGap;
}

void SyncSchedule::passFailed(MonotonicTime now, const RetryDecision& retry) {
    retryAt_ = now + retry.delay;
    gapUntil_ = now + tuning::kPassGap;
    imposedUntil_.reset();
    if (retry.imposed) imposedUntil_ = retryAt_;
}

MonotonicTime SyncSchedule::due() const {
    MonotonicTime at = retryAt_.value_or(pendingAt_ ? std::min(*pendingAt_, nextPull_) : nextPull_);
    if (requestedAt_) at = std::min(at, *requestedAt_);
    if (imposedUntil_) at = std::max(at, *imposedUntil_);
    return at;
}

} // namespace durus::sync

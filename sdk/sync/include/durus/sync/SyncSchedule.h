// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Time.h>
#include <durus/sync/RetryPolicy.h>

#include <optional>

namespace durus::sync {

/// When the next pass is due. Pure: it is told what happened and when. Thread: one at a time.
class SyncSchedule {
public:
    /// The first pass is due at once: nobody knows yet what this box has missed.
    explicit SyncSchedule(MonotonicTime now) : nextPull_(now) {}

    /// Somebody asked for a pass: due now, unless the backend imposed a pause.
    void requested(MonotonicTime now);
    /// An intent was recorded. An important one (a person's own act) is due now, others after the debounce;
    /// neither cuts a backoff short.
    void pending(MonotonicTime now, bool important);

    /// The machine may have gained a way to the backend: a backoff ends soon, once the new way has settled,
    /// and a while after the last pass however often that is told. A pause the backend imposed stays.
    void linkGained(MonotonicTime now);

    /// What is asked for from now on wants a pass of its own.
    void passStarted();
    void passSucceeded(MonotonicTime now);
    void passFailed(MonotonicTime now, const RetryDecision& retry);

    MonotonicTime due() const;
    bool isBackingOff() const noexcept { return retryAt_.has_value(); }

private:
    MonotonicTime nextPull_;
    MonotonicTime gapUntil_{};
    std::optional<MonotonicTime> requestedAt_;
    std::optional<MonotonicTime> pendingAt_;
    std::optional<MonotonicTime> retryAt_;
    std::optional<MonotonicTime> imposedUntil_;
};

} // namespace durus::sync

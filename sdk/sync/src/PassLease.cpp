// SPDX-License-Identifier: Apache-2.0
#include "PassLease.h"

#include <durus/core/Error.h>
#include <durus/sync/SyncTuning.h>

#include <unistd.h>

namespace durus::sync {

namespace {

LeaseReply claim(OutboxStore& outbox, const Clock& clock) {
    const MonotonicTime now = clock.monotonic();
    return outbox.takeLease({.holder = "process " + std::to_string(::getpid()),
                             .bootId = clock.bootId(),
                             .now = now,
                             .until = now + tuning::kLeaseTerm});
}

} // namespace

PassLease::PassLease(OutboxStore& outbox, const Clock& clock)
    : outbox_(outbox), clock_(clock), reply_(claim(outbox, clock)) {
    if (reply_.token) keeper_ = std::thread([this] { keep(*reply_.token); });
}

PassLease::~PassLease() {
    if (!reply_.token) return;
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    ended_.notify_all();
    keeper_.join();
    try {
        outbox_.releaseLease(*reply_.token);
    } catch (const Error&) {
    }
}

void PassLease::keep(FencingToken token) {
    std::unique_lock lock(mutex_);
    while (!ended_.wait_for(lock, tuning::kLeaseRenewal, [this] { return ending_; })) {
        lock.unlock();
        const bool kept = renew(token);
        lock.lock();
        if (!kept) return;
    }
}

/// False once another has the lease. A database that is busy is asked again in time.
bool PassLease::renew(FencingToken token) noexcept {
    try {
        outbox_.renewLease(token, clock_.monotonic() + tuning::kLeaseTerm);
        return true;
    } catch (const Error& fault) {
        return fault.code() != ErrorCode::LeaseLost;
    }
}

} // namespace durus::sync

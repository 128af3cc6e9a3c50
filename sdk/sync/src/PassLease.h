// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Clock.h>
#include <durus/sync/OutboxStore.h>

#include <condition_variable>
#include <mutex>
#include <thread>

namespace durus::sync {

/// A store's lease for the length of one pass: taken, if nobody else has it, renewed from a thread of its own
/// however long an answer takes, and given back at the end. All references outlive it.
class PassLease {
public:
    /// Errors: as OutboxStore::takeLease.
    PassLease(OutboxStore& outbox, const Clock& clock);
    /// Gives the lease back. If the store refuses even that, it runs out by itself.
    ~PassLease();
    PassLease(const PassLease&) = delete;
    PassLease& operator=(const PassLease&) = delete;

    /// The token, or who has the lease instead.
    const LeaseReply& reply() const noexcept { return reply_; }

private:
    void keep(FencingToken token);
    bool renew(FencingToken token) noexcept;

    OutboxStore& outbox_;
    const Clock& clock_;
    const LeaseReply reply_;
    std::mutex mutex_;
    std::condition_variable ended_;
    bool ending_ = false;
    std::thread keeper_;
};

} // namespace durus::sync

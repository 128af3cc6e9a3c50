// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Error.h>
#include <durus/sync/OutboxStore.h>

#include <mutex>

namespace durus::test {

/// The part of an outbox in memory that lets one pass at a time write.
class MemoryLease : public sync::OutboxStore {
public:
    sync::LeaseReply takeLease(const sync::LeaseClaim& claim) override {
        const std::lock_guard lock(leaseMutex_);
        if (claim.bootId == lease_.bootId && claim.now < lease_.until)
            return {.token = std::nullopt, .holder = lease_.holder, .until = lease_.until};
        lease_ = claim;
        return {.token = sync::FencingToken{++token_.number}, .holder = claim.holder, .until = claim.until};
    }

    void renewLease(sync::FencingToken token, MonotonicTime until) override {
        const std::lock_guard lock(leaseMutex_);
        require(token);
        lease_.until = until;
    }

    void checkLease(sync::FencingToken token) override {
        const std::lock_guard lock(leaseMutex_);
        require(token);
    }

    void releaseLease(sync::FencingToken token) override {
        const std::lock_guard lock(leaseMutex_);
        if (token != token_) return;
        lease_ = {};
        ++token_.number;
    }

private:
    void require(sync::FencingToken token) const {
        if (token != token_) throw Error(ErrorCode::LeaseLost, "another took over");
    }

    std::mutex leaseMutex_;
    sync::LeaseClaim lease_;
    sync::FencingToken token_;
};

} // namespace durus::test

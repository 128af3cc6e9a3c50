// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "Fuse.h"

#include <durus/core/Error.h>
#include <durus/sync/OutboxStore.h>

#include <utility>

namespace durus::faults {

/// An outbox whose process may die before or after any call that changes it, and whose disk may be full from
/// one of them on.
class CrashingOutbox final : public sync::OutboxStore {
public:
    /// `fullAt`: number of the first change that finds the disk full; 0 = none does.
    CrashingOutbox(sync::OutboxStore& outbox, Fuse& fuse, int fullAt)
        : outbox_(outbox), fuse_(fuse), fullAt_(fullAt) {}

    sync::LeaseReply takeLease(const sync::LeaseClaim& claim) override {
        sync::LeaseReply reply;
        change([&] { reply = outbox_.takeLease(claim); });
        return reply;
    }
    void renewLease(sync::FencingToken token, MonotonicTime until) override {
        outbox_.renewLease(token, until);
    }
    void checkLease(sync::FencingToken token) override { outbox_.checkLease(token); }
    /// The dead give nothing back.
    void releaseLease(sync::FencingToken token) override {
        if (!fuse_.blown()) outbox_.releaseLease(token);
    }
    std::vector<model::Intent> pending(const model::AccountName& account, model::IntentFamily family,
                                       std::size_t limit) override {
        return outbox_.pending(account, family, limit);
    }
    std::optional<sync::FrozenBatch> openBatch(const model::AccountName& account) override {
        return outbox_.openBatch(account);
    }
    std::optional<sync::FrozenBatch> freeze(sync::FencingToken lease,
                                            const sync::BatchDraft& draft) override {
        std::optional<sync::FrozenBatch> batch;
        change([&] { batch = outbox_.freeze(lease, draft); });
        return batch;
    }
    void recordFailure(sync::FencingToken lease, std::int64_t batch, const sync::Outcome& failure) override {
        change([&] { outbox_.recordFailure(lease, batch, failure); });
    }
    void settle(sync::FencingToken lease, const sync::Settlement& settlement) override {
        change([&] { outbox_.settle(lease, settlement); });
    }
    void applyPull(sync::FencingToken lease, const model::AccountName& account,
                   std::span<const model::RemoteProgress> progress,
                   std::span<const model::RemoteFavorite> favorites, const std::string& cursor) override {
        change([&] { outbox_.applyPull(lease, account, progress, favorites, cursor); });
    }
    std::string cursor(const model::AccountName& account) override { return outbox_.cursor(account); }
    std::optional<sync::KeptReceipt> receipt(const model::AccountName& account) override {
        return outbox_.receipt(account);
    }
    sync::OutboxCounts counts(const model::AccountName& account) override { return outbox_.counts(account); }
    std::vector<sync::OutboxEntry> entries(const model::AccountName& account, std::size_t limit) override {
        return outbox_.entries(account, limit);
    }
    std::optional<sync::OutboxEntry> entry(const model::IntentId& id) override { return outbox_.entry(id); }
    std::vector<sync::OutboxEntry> quarantined(const model::AccountName& account,
                                               std::size_t limit) override {
        return outbox_.quarantined(account, limit);
    }
    void retry(const model::IntentId& id) override { outbox_.retry(id); }
    void discard(const model::IntentId& id) override { outbox_.discard(id); }

private:
    template<typename Change>
    void change(Change&& change) {
        fuse_.boundary();
        ++changes_;
        if (fullAt_ > 0 && changes_ >= fullAt_) throw Error(ErrorCode::StorageFull, "the disk is full");
        std::forward<Change>(change)();
        fuse_.boundary();
    }

    sync::OutboxStore& outbox_;
    Fuse& fuse_;
    const int fullAt_;
    int changes_ = 0;
};

} // namespace durus::faults

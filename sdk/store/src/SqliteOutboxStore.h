// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/sqlite/Database.h>
#include <durus/sync/OutboxStore.h>

namespace durus::store {

/// The outbox in tables intent, delivery, batch, progress and favorite.
class SqliteOutboxStore final : public sync::OutboxStore {
public:
    explicit SqliteOutboxStore(sqlite::Database& database) : database_(database) {}

    sync::LeaseReply takeLease(const sync::LeaseClaim& claim) override;
    void renewLease(sync::FencingToken token, MonotonicTime until) override;
    void checkLease(sync::FencingToken token) override;
    void releaseLease(sync::FencingToken token) override;
    std::vector<model::Intent> pending(const model::AccountName& account, model::IntentFamily family,
                                       std::size_t limit) override;
    std::optional<sync::FrozenBatch> openBatch(const model::AccountName& account) override;
    std::optional<sync::FrozenBatch> freeze(sync::FencingToken lease, const sync::BatchDraft& draft) override;
    void recordFailure(sync::FencingToken lease, std::int64_t batch, const sync::Outcome& failure) override;
    void settle(sync::FencingToken lease, const sync::Settlement& settlement) override;
    void applyPull(sync::FencingToken lease, const model::AccountName& account,
                   std::span<const model::RemoteProgress> progress,
                   std::span<const model::RemoteFavorite> favorites, const std::string& cursor) override;
    std::string cursor(const model::AccountName& account) override;
    std::optional<sync::KeptReceipt> receipt(const model::AccountName& account) override;
    sync::OutboxCounts counts(const model::AccountName& account) override;
    std::vector<sync::OutboxEntry> entries(const model::AccountName& account, std::size_t limit) override;
    std::optional<sync::OutboxEntry> entry(const model::IntentId& id) override;
    std::vector<sync::OutboxEntry> quarantined(const model::AccountName& account, std::size_t limit) override;
    void retry(const model::IntentId& id) override;
    void discard(const model::IntentId& id) override;

private:
    sqlite::Database& database_;
};

} // namespace durus::store

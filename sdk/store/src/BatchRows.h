// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/model/Account.h>
#include <durus/sqlite/Connection.h>
#include <durus/sync/OutboxStore.h>

#include <cstdint>
#include <optional>

namespace durus::store {

/// Keeps frozen batches. Works within the caller's transaction.
class BatchRows {
public:
    explicit BatchRows(sqlite::Connection& connection) : connection_(connection) {}

    std::optional<sync::FrozenBatch> open(const model::AccountName& account);
    bool isOpen(const model::AccountName& account);
    /// Returns the batch's number.
    std::int64_t insert(const sync::BatchDraft& draft, const model::BackendName& backend);
    /// Takes the draft's intents, which are the batch's, from pending into it. False: one was superseded
    /// meanwhile. Errors: Error(WrongState) if one is otherwise not pending for the account and family.
    bool takePending(std::int64_t batch, const sync::BatchDraft& draft, const model::BackendName& backend);
    void end(std::int64_t batch);

private:
    std::vector<model::Intent> intents(std::int64_t batch);

    sqlite::Connection& connection_;
};

} // namespace durus::store

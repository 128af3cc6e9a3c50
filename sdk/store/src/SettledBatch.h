// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "LaneStates.h"

#include <durus/model/Account.h>
#include <durus/sqlite/Connection.h>
#include <durus/sync/OutboxStore.h>

#include <cstdint>
#include <map>
#include <utility>

namespace durus::store {

/// Applies a backend's decision on one open batch. Works within the caller's transaction.
class SettledBatch {
public:
    SettledBatch(sqlite::Connection& connection, const sync::Settlement& settlement);

    /// False: the batch is not open (any more), and nothing was changed.
    bool apply();

private:
    using Lane = std::pair<model::IntentFamily, model::ListingId>;

    void settleDeliveries(const sync::FrozenBatch& batch);
    void settle(const model::Intent& intent, const sync::Outcome& outcome);
    void keepDigests(std::uint64_t sequence, const sync::HttpRequest& refused);
    void endSuperseded();
    void takeNews();

    sqlite::Connection& connection_;
    const sync::Settlement& settlement_;
    model::AccountName account_;
    model::BackendName backend_;
    std::map<Lane, LaneNews> news_;
};

} // namespace durus::store

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/model/Account.h>
#include <durus/sync/OutboxStore.h>
#include <durus/sync/OutcomeCounts.h>
#include <durus/sync/SyncEngine.h>

#include <optional>
#include <vector>

namespace durus::sync {

/// One account's synchronisation in plain numbers. What is counted runs since the process began, and counts
/// the passes of this process.
struct AccountMetrics {
    model::AccountName account;
    model::BackendName backend;
    bool signedOut = false; ///< the backend has refused the credentials for good
    OutboxCounts outbox{};
    Milliseconds oldestAge{0};                      ///< of what is pending; 0 = nothing is
    OutcomeCounts exchanges{};                      ///< attempts to talk to the backend, by how each ended
    OutcomeCounts entries{};                        ///< decisions on entries; stale ones are conflicts
    std::optional<Milliseconds> clockOffset{};      ///< the backend's calendar minus ours
    std::optional<Milliseconds> clockUncertainty{}; ///< that offset is right within so much, either way
    std::optional<ReceiptIncident> outOfStep{};     ///< the last time box and backend were not in step
};

/// How a box's synchronisation stands. Nothing in it tells what anybody listened to.
struct SyncMetrics {
    std::vector<AccountMetrics> accounts{};
    std::optional<SyncStatus> engine{}; ///< none = no engine runs in this process
    bool shortOfRoom = false; ///< the disk or the database is so full that only decisions are recorded
};

} // namespace durus::sync

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/sync/SyncMetrics.h>
#include <durus/sync/SyncPass.h>

#include <map>
#include <mutex>

namespace durus::client {

/// Adds up what the passes of this process did, for each account. Thread: any.
class Tally {
public:
    void add(const model::AccountName& account, const sync::PassReport& report) {
        const std::lock_guard lock(mutex_);
        sums_[account].add(report);
    }

    /// Fills in what is counted.
    void fill(sync::AccountMetrics& metrics) const {
        const std::lock_guard lock(mutex_);
        const auto found = sums_.find(metrics.account);
        if (found == sums_.end()) return;
        metrics.exchanges = found->second.exchanges;
        metrics.entries = found->second.entries;
    }

private:
    mutable std::mutex mutex_;
    std::map<model::AccountName, sync::PassReport> sums_;
};

} // namespace durus::client

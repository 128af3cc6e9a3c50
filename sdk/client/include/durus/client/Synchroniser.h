// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/client/Device.h>
#include <durus/model/Account.h>
#include <durus/sync/SyncEngine.h>
#include <durus/sync/SyncMetrics.h>
#include <durus/sync/SyncPass.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace durus::client {

/// What became of one account's pass.
struct AccountSync {
    model::AccountName account;
    sync::PassReport report;
};

/// Settles a box's accounts with their backends: once by syncNow(), or for as long as it lives by start().
/// One pass at a time per data directory, over all processes: others wait for their turn, and take over from
/// one that was killed or stands still within sync::tuning::kLeaseTerm.
/// Thread: any. Ownership: ends before its device.
class Synchroniser {
public:
    explicit Synchroniser(Device& device);
    ~Synchroniser();
    Synchroniser(const Synchroniser&) = delete;
    Synchroniser& operator=(const Synchroniser&) = delete;

    /// Runs a pass for the named account, or for every account that has a backend, waiting for a pass of
    /// another process to end first. Blocks on the network. Errors: Error(StorageFull | StorageFailure);
    /// Error(LeaseLost) if another process took over in mid-pass. What the network does is in the reports.
    std::vector<AccountSync> syncNow(const std::optional<model::AccountName>& only = std::nullopt);

    /// Lets an engine decide when passes run: now, when intents were recorded, from time to time, and with
    /// backoff after failures. An account whose credentials the backend refused for good is left out until
    /// its owner signs in again or syncNow() finds that they are taken. Does nothing if no account has a
    /// backend. Idempotent.
    void start();
    /// Ends the engine, breaking off a pass; what is pending stays pending. Idempotent.
    void stop();
    /// Asks a running engine for a pass now.
    void requestSync();
    /// Of the engine; none if it does not run.
    std::optional<sync::SyncStatus> status() const;
    /// Of every account that has a backend. Reads the store, waits for no pass. Errors:
    /// Error(StorageFailure).
    sync::SyncMetrics metrics() const;

    /// Asks a backend whether it is there, and says what it answered: "answers, its clock is 0 s off".
    /// Errors: Error(Unavailable) and the like, saying why not.
    std::string probe(const model::Backend& backend);

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

} // namespace durus::client

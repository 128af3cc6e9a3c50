// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reference/PostgresPool.h"
#include "reference/Repository.h"

namespace durus::reference {

/// Keeps everything in a PostgreSQL database, which any number of processes may share. The rules are SQL:
/// one statement for a call, however many items it has. Writes of one account come one after another, for
/// each begins by locking the account; accounts do not wait for each other, and nothing waits in a circle.
class PostgresRepository final : public Repository {
public:
    /// Connects and brings the schema up to date. `url` as postgres::Connection.
    /// Errors: durus::Error(Unavailable, InvalidInput, StorageFailure, NewerSchema).
    PostgresRepository(std::string url, WallTime now);

    void registerListings(const std::vector<ListingKey>& listings) override;
    Account openAccount(const std::string& name, WallTime now) override;
    BatchOutcome syncProgress(const std::string& accountId, const std::vector<ProgressItem>& items) override;
    void putProgress(const std::string& accountId, const std::string& listingId,
                     std::optional<std::int64_t> positionSeconds, bool completed, WallTime now) override;
    std::vector<ProgressRow> progress(const std::string& accountId, std::optional<WallTime> since) override;
    BatchOutcome syncSaved(const std::string& accountId, const std::vector<SavedItem>& items) override;
    void putSaved(const std::string& accountId, const std::string& listingId, bool saved,
                  WallTime now) override;
    std::vector<SavedRow> saved(const std::string& accountId, std::optional<WallTime> since) override;
    EntriesApplied applyEntries(const std::string& accountId, const std::vector<Entry>& entries,
                                const std::optional<ShownReceipt>& shown) override;
    Changes changes(const std::string& accountId, std::int64_t after, std::size_t limit) override;
    bool isReady() noexcept override;

private:
    BatchOutcome sync(const std::string& accountId, const char* rule,
                      const std::vector<postgres::Parameter>& parameters);
    void put(const std::string& accountId, const std::string& listingId, const char* rule,
             const std::vector<postgres::Parameter>& parameters);
    postgres::Rows run(const char* sql, const std::vector<postgres::Parameter>& parameters);

    postgres::Pool pool_;
};

} // namespace durus::reference

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reference/Repository.h"
#include "reference/Sqlite.h"

#include <filesystem>
#include <mutex>

namespace durus::reference {

/// Keeps everything in one SQLite file, behind one connection.
class SqliteRepository final : public Repository {
public:
    /// Opens the file or makes it. Errors: durus::Error(StorageFailure, NewerSchema).
    SqliteRepository(const std::filesystem::path& file, WallTime now);

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
    std::int64_t durationOf(const std::string& listingId);
    std::optional<ProgressState> findProgress(const std::string& accountId, const std::string& listingId);
    void storeProgress(const std::string& accountId, const std::string& listingId,
                       const ProgressState& state);
    std::optional<SavedState> findSaved(const std::string& accountId, const std::string& listingId);
    void storeSaved(const std::string& accountId, const std::string& listingId, const SavedState& state);

    std::mutex mutex_; ///< guards all below
    sqlite::Connection connection_;
    sqlite::Statement findDuration_;
    sqlite::Statement findProgress_;
    sqlite::Statement storeProgress_;
    sqlite::Statement findSaved_;
    sqlite::Statement storeSaved_;
};

} // namespace durus::reference

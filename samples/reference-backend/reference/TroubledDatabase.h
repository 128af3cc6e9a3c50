// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reference/Quirks.h"
#include "reference/Repository.h"

#include <condition_variable>
#include <list>
#include <mutex>

namespace durus::reference {

/// Two batches of one account waited for each other; this one was given up and nothing of it is stored.
class Deadlock : public std::runtime_error {
public:
    Deadlock() : std::runtime_error("deadlock detected") {}
};

/// A repository whose database can be taken down or held up, and that has the platform's troubles with it
/// where quirks say so. Thread: any.
/// Errors: durus::Error(Unavailable) from every call while it is down; Deadlock.
class TroubledDatabase final : public Repository {
public:
    static constexpr int kPool = 10;

    TroubledDatabase(Repository& repository, const Quirks& quirks)
        : repository_(repository), quirks_(quirks) {}

    void setDown(bool down);
    bool isDown() const;
    /// While it is held, calls are taken and do not come back.
    void setHeld(bool held);
    /// Calls that are at the database now.
    int busy() const;

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
    class Visit;
    class Locking;

    Repository& repository_;
    const Quirks& quirks_;
    mutable std::mutex mutex_; ///< guards all below
    std::condition_variable changed_;
    bool down_ = false;
    bool held_ = false;
    int busy_ = 0;
    struct Batch {
        std::string account;
        std::vector<std::string> listings; ///< in the order their rows are locked
    };
    std::list<Batch> batches_;
};

} // namespace durus::reference

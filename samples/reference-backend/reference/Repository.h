// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reference/EntryRules.h"
#include "reference/ProgressRules.h"
#include "reference/Receipts.h"

#include <durus/core/Time.h>

#include <optional>
#include <stdexcept>
#include <string>
#include <variant>
#include <vector>

namespace durus::reference {

/// What personal data needs to know of a listing.
struct ListingKey {
    std::string id;
    std::string slug;
    std::int64_t durationSeconds = 0;
};

struct Account {
    std::string id;
    std::string name;
    WallTime createdAt;
};

/// One item of a batch.
struct ProgressItem {
    std::string listingId;
    ProgressState state;
};
struct SavedItem {
    std::string listingId;
    bool saved = false;
    WallTime updatedAt;
};

struct ProgressRow {
    std::string listingId;
    std::int64_t durationSeconds = 0;
    ProgressState state;
};
struct SavedRow {
    std::string listingId;
    SavedState state;
};

/// What became of a batch: the listings of the items that were ignored because newer state was stored.
struct BatchOutcome {
    std::vector<std::string> ignored;
};

/// What became of the entries of a batch, and what the account holds of the listings they name.
struct EntriesApplied {
    std::vector<EntryOutcome> outcomes;
    std::vector<ProgressRow> progress;
    std::vector<SavedRow> saved;
    std::optional<ReceiptReply> receipt{}; ///< none = none was shown
};

/// A row, by the number of the write that made it what it is. A later write of an account has a greater one.
struct Change {
    std::int64_t number = 0;
    std::variant<ProgressRow, SavedRow> row;
};
struct Changes {
    std::vector<Change> changes; ///< by number
    std::int64_t newest = 0;     ///< number of the account's last write; 0 = there was none
};

/// An item names a listing that was never registered; its batch was not applied.
class UnknownListing : public std::runtime_error {
public:
    explicit UnknownListing(const std::string& listingId)
        : std::runtime_error("listing " + listingId + " is not known"), listingId_(listingId) {}

    const std::string& listingId() const noexcept { return listingId_; }

private:
    std::string listingId_;
};

/// Keeps accounts, progress and saved listings. A call is one transaction: it is stored durably when it
/// returns, and has done nothing when it throws.
/// Thread: any. Blocks on the store.
/// Errors: durus::Error(StorageFailure, StorageFull, Unavailable) from every call. Unavailable: the store has
/// gone, but will be found again by itself; whether a write was stored is then open.
class Repository {
public:
    virtual ~Repository() = default;

    /// Makes listings known, or brings what is known of them up to date. What is no longer in the catalogue
    /// stays known, so that nobody's progress is lost with it.
    virtual void registerListings(const std::vector<ListingKey>& listings) = 0;
    /// Finds the account of that name, or makes it.
    virtual Account openAccount(const std::string& name, WallTime now) = 0;

    /// Merges the items in their order. Errors: UnknownListing.
    virtual BatchOutcome syncProgress(const std::string& accountId,
                                      const std::vector<ProgressItem>& items) = 0;
    /// Overwrites the progress of one listing (ProgressRules: overwrite). Errors: UnknownListing.
    virtual void putProgress(const std::string& accountId, const std::string& listingId,
                             std::optional<std::int64_t> positionSeconds, bool completed, WallTime now) = 0;
    /// Progress changed after `since` (all of it without one), the latest first.
    virtual std::vector<ProgressRow> progress(const std::string& accountId,
                                              std::optional<WallTime> since) = 0;

    /// Merges the items in their order. Errors: UnknownListing.
    virtual BatchOutcome syncSaved(const std::string& accountId, const std::vector<SavedItem>& items) = 0;
    /// Saves or unsaves one listing, whatever is stored. Errors: UnknownListing.
    virtual void putSaved(const std::string& accountId, const std::string& listingId, bool saved,
                          WallTime now) = 0;
    /// Saved listings and tombstones changed after `since` (all of them without one), the latest first.
    virtual std::vector<SavedRow> saved(const std::string& accountId, std::optional<WallTime> since) = 0;

    /// Applies entries in their order by the rules of EntryRules.h. Ids of those that were applied are kept,
    /// and counted for the box that shows a receipt (Receipts.h).
    virtual EntriesApplied applyEntries(const std::string& accountId, const std::vector<Entry>& entries,
                                        const std::optional<ShownReceipt>& shown) = 0;
    /// The first `limit` rows whose number is greater than `after`, whoever wrote them and by whatever route.
    virtual Changes changes(const std::string& accountId, std::int64_t after, std::size_t limit) = 0;

    /// Whether the store answers. Errors: none.
    virtual bool isReady() noexcept = 0;
};

} // namespace durus::reference

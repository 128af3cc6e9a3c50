// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reference/ProgressRules.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace durus::reference {

enum class EntryKind { Progress, Completed, Uncompleted, Favorite, Unfavorite };

/// What a listener did, as docs/wire-protocol.md sends it.
struct Entry {
    std::string id; ///< the device's, for ever
    std::string listingId;
    EntryKind kind = EntryKind::Progress;
    std::optional<std::int64_t> positionSeconds{}; ///< none: the one that is stored stands
    WallTime occurredAt;                           ///< not after the backend's now
};

enum class EntryOutcome {
    Ok,             ///< stored
    Already,        ///< an entry of that id was applied before
    Stale,          ///< newer state is stored, which stands
    UnknownListing, ///< nothing is known of the listing; nothing was stored
};

/// What an account holds of a listing.
struct Holding {
    std::int64_t durationSeconds = 0;
    std::optional<ProgressState> progress{};
    std::optional<WallTime> uncompletedAt{}; ///< of the last un-completing: no older completion undoes it
    std::optional<SavedState> saved{};
};
/// By listing; those that are not known have none.
using Holdings = std::map<std::string, Holding>;

/// What becomes of a batch: an outcome for each entry, and the listings whose state is to be stored.
struct Decision {
    std::vector<EntryOutcome> outcomes;
    std::set<std::string> progress;
    std::set<std::string> saved;
};

/// Applies entries in their order to `holdings`. The later stamp wins, the incoming one when they are equal.
/// A completion counts however late it arrives, unless the listener took back a later one.
/// `applied`: ids of entries that were applied before.
Decision decide(Holdings& holdings, std::set<std::string> applied, const std::vector<Entry>& entries);

/// Ids of the entries that were applied now and never before, in their order.
std::vector<std::string> newlyApplied(const std::vector<Entry>& entries,
                                      const std::vector<EntryOutcome>& outcomes);

} // namespace durus::reference

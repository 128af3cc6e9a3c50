// SPDX-License-Identifier: Apache-2.0
#include "reference/EntryRules.h"

namespace durus::reference {

namespace {

bool isFavorite(EntryKind kind) noexcept {
    return kind == EntryKind::Favorite || kind == EntryKind::Unfavorite;
}

bool isOlder(const Entry& entry, const Holding& holding) noexcept {
    return holding.progress && entry.occurredAt < holding.progress->updatedAt;
}

std::int64_t positionOf(const Holding& holding, const Entry& entry) noexcept {
    return entry.positionSeconds.value_or(holding.progress ? holding.progress->positionSeconds : 0);
}

bool uncomplete(Holding& holding, const Entry& entry) {
    if (isOlder(entry, holding)) return false;
    holding.progress = {positionOf(holding, entry), false, entry.occurredAt};
    holding.uncompletedAt = entry.occurredAt;
    return true;
}

bool completeLate(Holding& holding, const Entry& entry) {
    if (holding.progress->completed) return false;
    if (holding.uncompletedAt && *holding.uncompletedAt >= entry.occurredAt) return false;
    holding.progress->completed = true;
    return true;
}

bool advance(Holding& holding, const Entry& entry) {
    const bool completes = entry.kind == EntryKind::Completed;
    const auto merged = merge(holding.progress, {positionOf(holding, entry), completes, entry.occurredAt},
                              holding.durationSeconds);
    if (!merged) return completes && completeLate(holding, entry);
    holding.progress = merged;
    return true;
}

bool save(Holding& holding, const Entry& entry) {
    const auto merged = mergeSaved(holding.saved, entry.kind == EntryKind::Favorite, entry.occurredAt);
    if (merged) holding.saved = merged;
    return merged.has_value();
}

bool apply(Holding& holding, const Entry& entry) {
    if (isFavorite(entry.kind)) return save(holding, entry);
    return entry.kind == EntryKind::Uncompleted ? uncomplete(holding, entry) : advance(holding, entry);
}

} // namespace

Decision decide(Holdings& holdings, std::set<std::string> applied, const std::vector<Entry>& entries) {
    Decision decision;
    decision.outcomes.reserve(entries.size());
    for (const Entry& entry : entries) {
        const auto holding = holdings.find(entry.listingId);
        if (holding == holdings.end()) {
            decision.outcomes.push_back(EntryOutcome::UnknownListing);
        } else if (!applied.insert(entry.id).second) {
            decision.outcomes.push_back(EntryOutcome::Already);
        } else if (!apply(holding->second, entry)) {
            decision.outcomes.push_back(EntryOutcome::Stale);
        } else {
            decision.outcomes.push_back(EntryOutcome::Ok);
            (isFavorite(entry.kind) ? decision.saved : decision.progress).insert(entry.listingId);
        }
    }
    return decision;
}

std::vector<std::string> newlyApplied(const std::vector<Entry>& entries,
                                      const std::vector<EntryOutcome>& outcomes) {
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < entries.size(); ++i)
        if (outcomes[i] == EntryOutcome::Ok || outcomes[i] == EntryOutcome::Stale)
            ids.push_back(entries[i].id);
    return ids;
}

} // namespace durus::reference

// SPDX-License-Identifier: Apache-2.0
#include "reference/PostgresEntries.h"

#include "reference/HeldRows.h"
#include "reference/Stamps.h"

namespace durus::reference::postgres {

namespace {

constexpr const char* kHoldings = R"(
    SELECT id, duration_seconds, position_seconds, completed, p.updated_at, uncompleted_at, saved, saved_at,
           s.updated_at
    FROM listing
    LEFT JOIN (SELECT * FROM progress WHERE account_id = $1) AS p ON p.listing_id = id
    LEFT JOIN (SELECT * FROM saved WHERE account_id = $1) AS s ON s.listing_id = id
    WHERE id = ANY($2::text[])
)";

constexpr const char* kApplied = "SELECT id FROM entry WHERE account_id = $1 AND id = ANY($2::text[])";

// A stamp of -1 stands for none.
constexpr const char* kStoreProgress = R"(
    INSERT INTO progress(account_id, listing_id, position_seconds, completed, updated_at, uncompleted_at)
    SELECT $1, listing_id, position_seconds, completed, updated_at, nullif(uncompleted_at, -1)
    FROM unnest($2::text[], $3::bigint[], $4::boolean[], $5::bigint[], $6::bigint[])
         AS given(listing_id, position_seconds, completed, updated_at, uncompleted_at)
    ON CONFLICT (account_id, listing_id) DO UPDATE
    SET position_seconds = excluded.position_seconds, completed = excluded.completed,
        updated_at = excluded.updated_at, uncompleted_at = excluded.uncompleted_at
)";

constexpr const char* kStoreSaved = R"(
    INSERT INTO saved(account_id, listing_id, saved, saved_at, updated_at)
    SELECT $1, listing_id, saved, nullif(saved_at, -1), updated_at
    FROM unnest($2::text[], $3::boolean[], $4::bigint[], $5::bigint[])
         AS given(listing_id, saved, saved_at, updated_at)
    ON CONFLICT (account_id, listing_id) DO UPDATE
    SET saved = excluded.saved, saved_at = excluded.saved_at, updated_at = excluded.updated_at
)";

constexpr const char* kRemember =
    "INSERT INTO entry SELECT $1, unnest($2::text[]) ON CONFLICT (account_id, id) DO NOTHING";

constexpr const char* kReceipts = R"(
    SELECT count, chain, acknowledged_count, acknowledged_chain FROM receipt
    WHERE account_id = $1 AND box = $2
)";

constexpr const char* kKeepReceipts = R"(
    INSERT INTO receipt VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (account_id, box) DO UPDATE
    SET count = excluded.count, chain = excluded.chain, acknowledged_count = excluded.acknowledged_count,
        acknowledged_chain = excluded.acknowledged_chain
)";

constexpr const char* kChanges = R"(
    SELECT change, true AS is_progress, listing_id, duration_seconds, position_seconds, completed, updated_at,
           NULL::bigint AS saved_at
    FROM progress JOIN listing ON id = listing_id WHERE account_id = $1 AND change > $2
    UNION ALL
    SELECT change, false, listing_id, NULL, NULL, saved, updated_at, saved_at
    FROM saved WHERE account_id = $1 AND change > $2
    ORDER BY 1 LIMIT $3
)";

constexpr const char* kNewest = R"(
    SELECT greatest((SELECT max(change) FROM progress WHERE account_id = $1),
                    (SELECT max(change) FROM saved WHERE account_id = $1), 0)
)";

constexpr std::int64_t kNone = -1;

} // namespace

EntriesApplied Entries::apply(const std::string& accountId, const std::vector<Entry>& entries,
                              const std::optional<ShownReceipt>& shown) {
    Holdings held = holdings(accountId, entries);
    Decision decision = decide(held, applied(accountId, entries), entries);
    storeProgress(accountId, held, decision.progress);
    storeSaved(accountId, held, decision.saved);
    const std::vector<std::string> ids = newlyApplied(entries, decision.outcomes);
    remember(accountId, ids);
    EntriesApplied applied = heldRows(held, std::move(decision.outcomes));
    if (shown) applied.receipt = give(accountId, *shown, ids);
    return applied;
}

Holdings Entries::holdings(const std::string& accountId, const std::vector<Entry>& entries) {
    Column listings(entries.size());
    for (const Entry& entry : entries)
        listings.add(entry.listingId);
    const Rows rows = connection_.run(kHoldings, {parameter(accountId), listings.take()});
    Holdings held;
    for (int row = 0; row < rows.size(); ++row) {
        Holding& holding = held[rows.text(row, 0)];
        holding.durationSeconds = rows.integer(row, 1);
        if (const auto position = rows.optionalInteger(row, 2))
            holding.progress = {*position, rows.boolean(row, 3), timeOf(rows.integer(row, 4))};
        holding.uncompletedAt = timeOf(rows.optionalInteger(row, 5));
        if (const auto updated = rows.optionalInteger(row, 8))
            holding.saved = {rows.boolean(row, 6), timeOf(rows.optionalInteger(row, 7)), timeOf(*updated)};
    }
    return held;
}

std::set<std::string> Entries::applied(const std::string& accountId, const std::vector<Entry>& entries) {
    Column ids(entries.size());
    for (const Entry& entry : entries)
        ids.add(entry.id);
    const Rows rows = connection_.run(kApplied, {parameter(accountId), ids.take()});
    std::set<std::string> applied;
    for (int row = 0; row < rows.size(); ++row)
        applied.insert(rows.text(row, 0));
    return applied;
}

void Entries::storeProgress(const std::string& accountId, const Holdings& holdings,
                            const std::set<std::string>& listings) {
    if (listings.empty()) return;
    Column ids(listings.size());
    Column positions(listings.size());
    Column completed(listings.size());
    Column stamps(listings.size());
    Column uncompleted(listings.size());
    for (const std::string& listing : listings) {
        const Holding& holding = holdings.at(listing);
        ids.add(listing);
        positions.add(holding.progress->positionSeconds);
        completed.add(holding.progress->completed);
        stamps.add(millisecondsOf(holding.progress->updatedAt));
        uncompleted.add(millisecondsOf(holding.uncompletedAt).value_or(kNone));
    }
    connection_.run(kStoreProgress, {parameter(accountId), ids.take(), positions.take(), completed.take(),
                                     stamps.take(), uncompleted.take()});
}

void Entries::storeSaved(const std::string& accountId, const Holdings& holdings,
                         const std::set<std::string>& listings) {
    if (listings.empty()) return;
    Column ids(listings.size());
    Column saved(listings.size());
    Column savedAt(listings.size());
    Column stamps(listings.size());
    for (const std::string& listing : listings) {
        const SavedState& state = *holdings.at(listing).saved;
        ids.add(listing);
        saved.add(state.saved);
        savedAt.add(millisecondsOf(state.savedAt).value_or(kNone));
        stamps.add(millisecondsOf(state.updatedAt));
    }
    connection_.run(kStoreSaved,
                    {parameter(accountId), ids.take(), saved.take(), savedAt.take(), stamps.take()});
}

void Entries::remember(const std::string& accountId, const std::vector<std::string>& ids) {
    Column column(ids.size());
    for (const std::string& id : ids)
        column.add(id);
    connection_.run(kRemember, {parameter(accountId), column.take()});
}

ReceiptReply Entries::give(const std::string& accountId, const ShownReceipt& shown,
                           const std::vector<std::string>& ids) {
    BoxReceipts kept;
    const Rows rows = connection_.run(kReceipts, {parameter(accountId), parameter(shown.box)});
    if (rows.size() == 1)
        kept = {{rows.integer(0, 0), rows.text(0, 1)}, {rows.integer(0, 2), rows.text(0, 3)}};
    ReceiptReply reply = giveReceipt(kept, shown, ids);
    if (ids.empty()) return reply;
    connection_.run(kKeepReceipts, {parameter(accountId), parameter(shown.box), parameter(kept.given.count),
                                    parameter(kept.given.chain), parameter(kept.acknowledged.count),
                                    parameter(kept.acknowledged.chain)});
    return reply;
}

Changes Entries::changes(const std::string& accountId, std::int64_t after, std::size_t limit) {
    Changes found;
    found.newest = connection_.run(kNewest, {parameter(accountId)}).integer(0, 0);
    const Rows rows = connection_.run(
        kChanges, {parameter(accountId), parameter(after), parameter(static_cast<std::int64_t>(limit))});
    for (int row = 0; row < rows.size(); ++row) {
        const std::int64_t number = rows.integer(row, 0);
        const WallTime updatedAt = timeOf(rows.integer(row, 6));
        if (rows.boolean(row, 1))
            found.changes.push_back(
                {number, ProgressRow{rows.text(row, 2),
                                     rows.integer(row, 3),
                                     {rows.integer(row, 4), rows.boolean(row, 5), updatedAt}}});
        else
            found.changes.push_back(
                {number, SavedRow{rows.text(row, 2),
                                  {rows.boolean(row, 5), timeOf(rows.optionalInteger(row, 7)), updatedAt}}});
    }
    return found;
}

} // namespace durus::reference::postgres

// SPDX-License-Identifier: Apache-2.0
#include "reference/SqliteEntries.h"

#include "reference/HeldRows.h"
#include "reference/Stamps.h"

namespace durus::reference {

EntriesApplied SqliteEntries::apply(const std::string& accountId, const std::vector<Entry>& entries,
                                    const std::optional<ShownReceipt>& shown) {
    Holdings held = holdings(accountId, entries);
    Decision decision = decide(held, applied(accountId, entries), entries);
    store(accountId, held, decision);
    const std::vector<std::string> ids = newlyApplied(entries, decision.outcomes);
    remember(accountId, ids);
    EntriesApplied applied = heldRows(held, std::move(decision.outcomes));
    if (shown) applied.receipt = give(accountId, *shown, ids);
    return applied;
}

Holdings SqliteEntries::holdings(const std::string& accountId, const std::vector<Entry>& entries) {
    sqlite::Statement find =
        connection_.prepare("SELECT duration_seconds, position_seconds, completed, p.updated_at, "
                            "uncompleted_at, saved, saved_at, "
                            "s.updated_at FROM listing "
                            "LEFT JOIN progress p ON p.account_id = ?1 AND p.listing_id = id "
                            "LEFT JOIN saved s ON s.account_id = ?1 AND s.listing_id = id WHERE id = ?2");
    Holdings held;
    for (const Entry& entry : entries) {
        if (held.contains(entry.listingId)) continue;
        if (!find.bind(1, accountId).bind(2, entry.listingId).step()) continue;
        Holding& holding = held[entry.listingId];
        holding.durationSeconds = find.integer(0);
        if (const auto position = find.optionalInteger(1))
            holding.progress = {*position, find.integer(2) != 0, timeOf(find.integer(3))};
        holding.uncompletedAt = timeOf(find.optionalInteger(4));
        if (const auto saved = find.optionalInteger(5))
            holding.saved = {*saved != 0, timeOf(find.optionalInteger(6)), timeOf(find.integer(7))};
        find.reset();
    }
    return held;
}

std::set<std::string> SqliteEntries::applied(const std::string& accountId,
                                             const std::vector<Entry>& entries) {
    sqlite::Statement find = connection_.prepare("SELECT 1 FROM entry WHERE account_id = ? AND id = ?");
    std::set<std::string> ids;
    for (const Entry& entry : entries) {
        if (find.bind(1, accountId).bind(2, entry.id).step()) ids.insert(entry.id);
        find.reset();
    }
    return ids;
}

void SqliteEntries::store(const std::string& accountId, const Holdings& holdings, const Decision& decision) {
    sqlite::Statement progress = connection_.prepare(
        "INSERT INTO progress(account_id, listing_id, position_seconds, completed, updated_at, "
        "uncompleted_at) "
        "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET position_seconds = excluded.position_seconds, "
        "completed = excluded.completed, updated_at = excluded.updated_at, "
        "uncompleted_at = excluded.uncompleted_at");
    for (const std::string& listing : decision.progress) {
        const Holding& holding = holdings.at(listing);
        progress.bind(1, accountId)
            .bind(2, listing)
            .bind(3, holding.progress->positionSeconds)
            .bind(4, std::int64_t{holding.progress->completed})
            .bind(5, millisecondsOf(holding.progress->updatedAt))
            .bind(6, millisecondsOf(holding.uncompletedAt))
            .run();
    }
    sqlite::Statement saved = connection_.prepare(
        "INSERT INTO saved(account_id, listing_id, saved, saved_at, updated_at) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT DO UPDATE SET saved = excluded.saved, saved_at = excluded.saved_at, "
        "updated_at = excluded.updated_at");
    for (const std::string& listing : decision.saved) {
        const SavedState& state = *holdings.at(listing).saved;
        saved.bind(1, accountId)
            .bind(2, listing)
            .bind(3, std::int64_t{state.saved})
            .bind(4, millisecondsOf(state.savedAt))
            .bind(5, millisecondsOf(state.updatedAt))
            .run();
    }
}

void SqliteEntries::remember(const std::string& accountId, const std::vector<std::string>& ids) {
    sqlite::Statement insert = connection_.prepare("INSERT INTO entry VALUES (?, ?)");
    for (const std::string& id : ids)
        insert.bind(1, accountId).bind(2, id).run();
}

ReceiptReply SqliteEntries::give(const std::string& accountId, const ShownReceipt& shown,
                                 const std::vector<std::string>& ids) {
    BoxReceipts kept;
    sqlite::Statement find =
        connection_.prepare("SELECT count, chain, acknowledged_count, acknowledged_chain "
                            "FROM receipt WHERE account_id = ? AND box = ?");
    if (find.bind(1, accountId).bind(2, shown.box).step())
        kept = {{find.integer(0), find.text(1)}, {find.integer(2), find.text(3)}};
    find.reset();
    ReceiptReply reply = giveReceipt(kept, shown, ids);
    if (ids.empty()) return reply;
    connection_
        .prepare("INSERT INTO receipt VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
                 "count = excluded.count, chain = excluded.chain, "
                 "acknowledged_count = excluded.acknowledged_count, "
                 "acknowledged_chain = excluded.acknowledged_chain")
        .bind(1, accountId)
        .bind(2, shown.box)
        .bind(3, kept.given.count)
        .bind(4, kept.given.chain)
        .bind(5, kept.acknowledged.count)
        .bind(6, kept.acknowledged.chain)
        .run();
    return reply;
}

Changes SqliteEntries::changes(const std::string& accountId, std::int64_t after, std::size_t limit) {
    Changes found;
    sqlite::Statement newest = connection_.prepare("SELECT last_change FROM account WHERE id = ?");
    if (newest.bind(1, accountId).step()) found.newest = newest.integer(0);
    sqlite::Statement rows = connection_.prepare(
        "SELECT change, 1, listing_id, duration_seconds, position_seconds, completed, updated_at, NULL "
        "FROM progress JOIN listing ON id = listing_id WHERE account_id = ?1 AND change > ?2 UNION ALL "
        "SELECT change, 0, listing_id, NULL, NULL, saved, updated_at, saved_at "
        "FROM saved WHERE account_id = ?1 AND change > ?2 ORDER BY 1 LIMIT ?3");
    rows.bind(1, accountId).bind(2, after).bind(3, static_cast<std::int64_t>(limit));
    while (rows.step()) {
        if (rows.integer(1) != 0)
            found.changes.push_back({rows.integer(0), ProgressRow{rows.text(2),
                                                                  rows.integer(3),
                                                                  {rows.integer(4), rows.integer(5) != 0,
                                                                   timeOf(rows.integer(6))}}});
        else
            found.changes.push_back(
                {rows.integer(0),
                 SavedRow{rows.text(2),
                          {rows.integer(5) != 0, timeOf(rows.optionalInteger(7)), timeOf(rows.integer(6))}}});
    }
    return found;
}

} // namespace durus::reference

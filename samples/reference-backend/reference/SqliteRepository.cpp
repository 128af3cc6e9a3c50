// SPDX-License-Identifier: Apache-2.0
#include "reference/SqliteRepository.h"

#include "reference/Migrations.h"
#include "reference/SqliteEntries.h"
#include "reference/StableId.h"
#include "reference/Stamps.h"

#include <limits>

namespace durus::reference {

namespace {

std::int64_t floorOf(std::optional<WallTime> since) {
    return since ? since->sinceEpoch.count() : std::numeric_limits<std::int64_t>::min();
}

sqlite::Connection openMigrated(const std::filesystem::path& file, WallTime now) {
    sqlite::Connection connection(file);
    migrate(connection, now);
    return connection;
}

} // namespace

SqliteRepository::SqliteRepository(const std::filesystem::path& file, WallTime now)
    : connection_(openMigrated(file, now)),
      findDuration_(connection_.prepare("SELECT duration_seconds FROM listing WHERE id = ?")),
      findProgress_(connection_.prepare("SELECT position_seconds, completed, updated_at FROM progress "
                                        "WHERE account_id = ? AND listing_id = ?")),
      storeProgress_(connection_.prepare(
          "INSERT INTO progress(account_id, listing_id, position_seconds, completed, updated_at) "
          "VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET position_seconds = excluded.position_seconds, "
          "completed = excluded.completed, updated_at = excluded.updated_at")),
      findSaved_(connection_.prepare("SELECT saved, saved_at, updated_at FROM saved "
                                     "WHERE account_id = ? AND listing_id = ?")),
      storeSaved_(connection_.prepare(
          "INSERT INTO saved(account_id, listing_id, saved, saved_at, updated_at) VALUES (?, ?, ?, ?, ?) "
          "ON CONFLICT DO UPDATE SET saved = excluded.saved, saved_at = excluded.saved_at, "
          "updated_at = excluded.updated_at")) {}

void SqliteRepository::registerListings(const std::vector<ListingKey>& listings) {
    const std::lock_guard lock(mutex_);
    sqlite::Transaction transaction(connection_);
    sqlite::Statement store = connection_.prepare(
        "INSERT INTO listing VALUES (?, ?, ?) ON CONFLICT(id) DO UPDATE SET slug = excluded.slug, "
        "duration_seconds = excluded.duration_seconds");
    for (const ListingKey& listing : listings)
        store.bind(1, listing.id).bind(2, listing.slug).bind(3, listing.durationSeconds).run();
    transaction.commit();
}

Account SqliteRepository::openAccount(const std::string& name, WallTime now) {
    const std::lock_guard lock(mutex_);
    sqlite::Transaction transaction(connection_);
    connection_.prepare("INSERT OR IGNORE INTO account(id, name, created_at) VALUES (?, ?, ?)")
        .bind(1, stableUuid("account", name))
        .bind(2, name)
        .bind(3, now.sinceEpoch.count())
        .run();
    sqlite::Statement find = connection_.prepare("SELECT id, created_at FROM account WHERE name = ?");
    find.bind(1, name).step();
    Account account{.id = find.text(0), .name = name, .createdAt = timeOf(find.integer(1))};
    find.reset();
    transaction.commit();
    return account;
}

BatchOutcome SqliteRepository::syncProgress(const std::string& accountId,
                                            const std::vector<ProgressItem>& items) {
    const std::lock_guard lock(mutex_);
    sqlite::Transaction transaction(connection_);
    BatchOutcome outcome;
    for (const ProgressItem& item : items) {
        const std::int64_t duration = durationOf(item.listingId);
        if (const auto merged = merge(findProgress(accountId, item.listingId), item.state, duration))
            storeProgress(accountId, item.listingId, *merged);
        else
            outcome.ignored.push_back(item.listingId);
    }
    transaction.commit();
    return outcome;
}

void SqliteRepository::putProgress(const std::string& accountId, const std::string& listingId,
                                   std::optional<std::int64_t> positionSeconds, bool completed,
                                   WallTime now) {
    const std::lock_guard lock(mutex_);
    sqlite::Transaction transaction(connection_);
    const std::int64_t duration = durationOf(listingId);
    storeProgress(accountId, listingId,
                  overwrite(findProgress(accountId, listingId), positionSeconds, completed, now, duration));
    transaction.commit();
}

std::vector<ProgressRow> SqliteRepository::progress(const std::string& accountId,
                                                    std::optional<WallTime> since) {
    const std::lock_guard lock(mutex_);
    sqlite::Statement find =
        connection_.prepare("SELECT listing_id, duration_seconds, position_seconds, completed, updated_at "
                            "FROM progress JOIN listing ON listing.id = listing_id "
                            "WHERE account_id = ? AND updated_at > ? ORDER BY updated_at DESC, listing_id");
    find.bind(1, accountId).bind(2, floorOf(since));
    std::vector<ProgressRow> rows;
    while (find.step())
        rows.push_back({.listingId = find.text(0),
                        .durationSeconds = find.integer(1),
                        .state = {.positionSeconds = find.integer(2),
                                  .completed = find.integer(3) != 0,
                                  .updatedAt = timeOf(find.integer(4))}});
    return rows;
}

BatchOutcome SqliteRepository::syncSaved(const std::string& accountId, const std::vector<SavedItem>& items) {
    const std::lock_guard lock(mutex_);
    sqlite::Transaction transaction(connection_);
    BatchOutcome outcome;
    for (const SavedItem& item : items) {
        durationOf(item.listingId);
        if (const auto merged = mergeSaved(findSaved(accountId, item.listingId), item.saved, item.updatedAt))
            storeSaved(accountId, item.listingId, *merged);
        else
            outcome.ignored.push_back(item.listingId);
    }
    transaction.commit();
    return outcome;
}

void SqliteRepository::putSaved(const std::string& accountId, const std::string& listingId, bool saved,
                                WallTime now) {
    const std::lock_guard lock(mutex_);
    sqlite::Transaction transaction(connection_);
    durationOf(listingId);
    storeSaved(accountId, listingId, overwriteSaved(findSaved(accountId, listingId), saved, now));
    transaction.commit();
}

std::vector<SavedRow> SqliteRepository::saved(const std::string& accountId, std::optional<WallTime> since) {
    const std::lock_guard lock(mutex_);
    sqlite::Statement find =
        connection_.prepare("SELECT listing_id, saved, saved_at, updated_at FROM saved "
                            "WHERE account_id = ? AND updated_at > ? ORDER BY updated_at DESC, listing_id");
    find.bind(1, accountId).bind(2, floorOf(since));
    std::vector<SavedRow> rows;
    while (find.step()) {
        SavedState state{.saved = find.integer(1) != 0, .updatedAt = timeOf(find.integer(3))};
        if (const auto savedAt = find.optionalInteger(2)) state.savedAt = timeOf(*savedAt);
        rows.push_back({.listingId = find.text(0), .state = state});
    }
    return rows;
}

EntriesApplied SqliteRepository::applyEntries(const std::string& accountId, const std::vector<Entry>& entries,
                                              const std::optional<ShownReceipt>& shown) {
    const std::lock_guard lock(mutex_);
    sqlite::Transaction transaction(connection_);
    EntriesApplied applied = SqliteEntries(connection_).apply(accountId, entries, shown);
    transaction.commit();
    return applied;
}

Changes SqliteRepository::changes(const std::string& accountId, std::int64_t after, std::size_t limit) {
    const std::lock_guard lock(mutex_);
    return SqliteEntries(connection_).changes(accountId, after, limit);
}

bool SqliteRepository::isReady() noexcept {
    try {
        const std::lock_guard lock(mutex_);
        connection_.prepare("SELECT count(*) FROM account").step();
        return true;
    } catch (const std::exception&) {
        return false;
    }
}

std::int64_t SqliteRepository::durationOf(const std::string& listingId) {
    if (!findDuration_.bind(1, listingId).step()) throw UnknownListing(listingId);
    const std::int64_t duration = findDuration_.integer(0);
    findDuration_.reset();
    return duration;
}

std::optional<ProgressState> SqliteRepository::findProgress(const std::string& accountId,
                                                            const std::string& listingId) {
    if (!findProgress_.bind(1, accountId).bind(2, listingId).step()) return std::nullopt;
    const ProgressState state{.positionSeconds = findProgress_.integer(0),
                              .completed = findProgress_.integer(1) != 0,
                              .updatedAt = timeOf(findProgress_.integer(2))};
    findProgress_.reset();
    return state;
}

void SqliteRepository::storeProgress(const std::string& accountId, const std::string& listingId,
                                     const ProgressState& state) {
    storeProgress_.bind(1, accountId)
        .bind(2, listingId)
        .bind(3, state.positionSeconds)
        .bind(4, std::int64_t{state.completed})
        .bind(5, state.updatedAt.sinceEpoch.count())
        .run();
}

std::optional<SavedState> SqliteRepository::findSaved(const std::string& accountId,
                                                      const std::string& listingId) {
    if (!findSaved_.bind(1, accountId).bind(2, listingId).step()) return std::nullopt;
    SavedState state{.saved = findSaved_.integer(0) != 0, .updatedAt = timeOf(findSaved_.integer(2))};
    if (const auto savedAt = findSaved_.optionalInteger(1)) state.savedAt = timeOf(*savedAt);
    findSaved_.reset();
    return state;
}

void SqliteRepository::storeSaved(const std::string& accountId, const std::string& listingId,
                                  const SavedState& state) {
    storeSaved_.bind(1, accountId)
        .bind(2, listingId)
        .bind(3, std::int64_t{state.saved})
        .bind(4, millisecondsOf(state.savedAt))
        .bind(5, state.updatedAt.sinceEpoch.count())
        .run();
}

} // namespace durus::reference

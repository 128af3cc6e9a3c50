// SPDX-License-Identifier: Apache-2.0
#include "reference/PostgresRepository.h"

#include "reference/PostgresEntries.h"
#include "reference/PostgresMigrations.h"
#include "reference/PostgresRules.h"
#include "reference/StableId.h"
#include "reference/Stamps.h"

#include <limits>

namespace durus::reference {

namespace {

using namespace postgres::rules;
using postgres::Column;
using postgres::parameter;
using postgres::Parameter;
using postgres::Rows;

/// Four instances stay well below the 100 connections that a server allows unless told otherwise.
constexpr std::size_t kConnections = 8;

Parameter floorOf(std::optional<WallTime> since) {
    return parameter(since ? millisecondsOf(*since) : std::numeric_limits<std::int64_t>::min());
}

BatchOutcome outcomeOf(const Rows& rows) {
    BatchOutcome outcome;
    for (int row = 0; row < rows.size(); ++row) {
        if (rows.boolean(row, 1)) throw UnknownListing(rows.text(row, 0));
        outcome.ignored.push_back(rows.text(row, 0));
    }
    return outcome;
}

} // namespace

PostgresRepository::PostgresRepository(std::string url, WallTime now) : pool_(std::move(url), kConnections) {
    pool_.transact([now](postgres::Connection& connection) { migrate(connection, now); });
}

void PostgresRepository::registerListings(const std::vector<ListingKey>& listings) {
    Column ids(listings.size());
    Column slugs(listings.size());
    Column durations(listings.size());
    for (const ListingKey& listing : listings) {
        ids.add(listing.id);
        slugs.add(listing.slug);
        durations.add(listing.durationSeconds);
    }
    run(kRegisterListings, {ids.take(), slugs.take(), durations.take()});
}

Account PostgresRepository::openAccount(const std::string& name, WallTime now) {
    const std::string id = stableUuid("account", name);
    const Rows rows = run(kOpenAccount, {parameter(id), parameter(name), parameter(millisecondsOf(now))});
    return {.id = id, .name = name, .createdAt = timeOf(rows.integer(0, 0))};
}

BatchOutcome PostgresRepository::syncProgress(const std::string& accountId,
                                              const std::vector<ProgressItem>& items) {
    Column listings(items.size());
    Column positions(items.size());
    Column completed(items.size());
    Column stamps(items.size());
    for (const ProgressItem& item : items) {
        listings.add(item.listingId);
        positions.add(item.state.positionSeconds);
        completed.add(item.state.completed);
        stamps.add(millisecondsOf(item.state.updatedAt));
    }
    return sync(accountId, kSyncProgress,
                {parameter(accountId), listings.take(), positions.take(), completed.take(), stamps.take()});
}

void PostgresRepository::putProgress(const std::string& accountId, const std::string& listingId,
                                     std::optional<std::int64_t> positionSeconds, bool completed,
                                     WallTime now) {
    put(accountId, listingId, kPutProgress,
        {parameter(accountId), parameter(listingId), parameter(positionSeconds), parameter(completed),
         parameter(millisecondsOf(now))});
}

std::vector<ProgressRow> PostgresRepository::progress(const std::string& accountId,
                                                      std::optional<WallTime> since) {
    const Rows found = run(kProgress, {parameter(accountId), floorOf(since)});
    std::vector<ProgressRow> rows;
    rows.reserve(found.size());
    for (int row = 0; row < found.size(); ++row)
        rows.push_back({.listingId = found.text(row, 0),
                        .durationSeconds = found.integer(row, 1),
                        .state = {.positionSeconds = found.integer(row, 2),
                                  .completed = found.boolean(row, 3),
                                  .updatedAt = timeOf(found.integer(row, 4))}});
    return rows;
}

BatchOutcome PostgresRepository::syncSaved(const std::string& accountId,
                                           const std::vector<SavedItem>& items) {
    Column listings(items.size());
    Column saved(items.size());
    Column stamps(items.size());
    for (const SavedItem& item : items) {
        listings.add(item.listingId);
        saved.add(item.saved);
        stamps.add(millisecondsOf(item.updatedAt));
    }
    return sync(accountId, kSyncSaved, {parameter(accountId), listings.take(), saved.take(), stamps.take()});
}

void PostgresRepository::putSaved(const std::string& accountId, const std::string& listingId, bool saved,
                                  WallTime now) {
    put(accountId, listingId, kPutSaved,
        {parameter(accountId), parameter(listingId), parameter(saved), parameter(millisecondsOf(now))});
}

std::vector<SavedRow> PostgresRepository::saved(const std::string& accountId, std::optional<WallTime> since) {
    const Rows found = run(kSaved, {parameter(accountId), floorOf(since)});
    std::vector<SavedRow> rows;
    rows.reserve(found.size());
    for (int row = 0; row < found.size(); ++row) {
        SavedState state{.saved = found.boolean(row, 1), .updatedAt = timeOf(found.integer(row, 3))};
        if (const auto savedAt = found.optionalInteger(row, 2)) state.savedAt = timeOf(*savedAt);
        rows.push_back({.listingId = found.text(row, 0), .state = state});
    }
    return rows;
}

EntriesApplied PostgresRepository::applyEntries(const std::string& accountId,
                                                const std::vector<Entry>& entries,
                                                const std::optional<ShownReceipt>& shown) {
    EntriesApplied applied;
    pool_.transact([&](postgres::Connection& connection) {
        connection.run(kLockAccount, {parameter(accountId)});
        applied = postgres::Entries(connection).apply(accountId, entries, shown);
    });
    return applied;
}

Changes PostgresRepository::changes(const std::string& accountId, std::int64_t after, std::size_t limit) {
    Changes found;
    pool_.transact([&](postgres::Connection& connection) {
        found = postgres::Entries(connection).changes(accountId, after, limit);
    });
    return found;
}

bool PostgresRepository::isReady() noexcept {
    try {
        run("SELECT count(*) FROM account WHERE id = ''", {});
        return true;
    } catch (const std::exception&) {
        return false;
    }
}

BatchOutcome PostgresRepository::sync(const std::string& accountId, const char* rule,
                                      const std::vector<Parameter>& parameters) {
    BatchOutcome outcome;
    pool_.transact([&](postgres::Connection& connection) {
        connection.run(kLockAccount, {parameter(accountId)});
        outcome = outcomeOf(connection.run(rule, parameters));
    });
    return outcome;
}

void PostgresRepository::put(const std::string& accountId, const std::string& listingId, const char* rule,
                             const std::vector<Parameter>& parameters) {
    pool_.transact([&](postgres::Connection& connection) {
        connection.run(kLockAccount, {parameter(accountId)});
        if (connection.run(rule, parameters).size() == 0) throw UnknownListing(listingId);
    });
}

Rows PostgresRepository::run(const char* sql, const std::vector<Parameter>& parameters) {
    Rows rows;
    pool_.transact([&](postgres::Connection& connection) { rows = connection.run(sql, parameters); });
    return rows;
}

} // namespace durus::reference

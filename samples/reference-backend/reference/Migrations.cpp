// SPDX-License-Identifier: Apache-2.0
#include "reference/Migrations.h"

#include <durus/core/Error.h>

#include <iterator>

namespace durus::reference {

namespace {

struct Migration {
    const char* name;
    const char* sql;
};

/// In their order, the first being version 1. What has been released is never edited.
constexpr Migration kMigrations[] = {
    {"accounts, progress and saved listings", R"(
        CREATE TABLE account (
            id TEXT NOT NULL PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            created_at INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE listing (
            id TEXT NOT NULL PRIMARY KEY,
            slug TEXT NOT NULL,
            duration_seconds INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE progress (
            account_id TEXT NOT NULL REFERENCES account(id),
            listing_id TEXT NOT NULL REFERENCES listing(id),
            position_seconds INTEGER NOT NULL,
            completed INTEGER NOT NULL,
            updated_at INTEGER NOT NULL,
            PRIMARY KEY (account_id, listing_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX progress_by_time ON progress(account_id, updated_at);
        CREATE TABLE saved (
            account_id TEXT NOT NULL REFERENCES account(id),
            listing_id TEXT NOT NULL REFERENCES listing(id),
            saved INTEGER NOT NULL,
            saved_at INTEGER,
            updated_at INTEGER NOT NULL,
            PRIMARY KEY (account_id, listing_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX saved_by_time ON saved(account_id, updated_at);
    )"},
    {"writes are numbered, entries have ids", R"(
        ALTER TABLE account ADD COLUMN last_change INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE progress ADD COLUMN uncompleted_at INTEGER;
        ALTER TABLE progress ADD COLUMN change INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE saved ADD COLUMN change INTEGER NOT NULL DEFAULT 0;

        CREATE TRIGGER progress_made AFTER INSERT ON progress BEGIN
            UPDATE account SET last_change = last_change + 1 WHERE id = NEW.account_id;
            UPDATE progress SET change = (SELECT last_change FROM account WHERE id = NEW.account_id)
            WHERE account_id = NEW.account_id AND listing_id = NEW.listing_id;
        END;
        CREATE TRIGGER progress_changed
        AFTER UPDATE OF position_seconds, completed, updated_at, uncompleted_at ON progress BEGIN
            UPDATE account SET last_change = last_change + 1 WHERE id = NEW.account_id;
            UPDATE progress SET change = (SELECT last_change FROM account WHERE id = NEW.account_id)
            WHERE account_id = NEW.account_id AND listing_id = NEW.listing_id;
        END;
        CREATE TRIGGER saved_made AFTER INSERT ON saved BEGIN
            UPDATE account SET last_change = last_change + 1 WHERE id = NEW.account_id;
            UPDATE saved SET change = (SELECT last_change FROM account WHERE id = NEW.account_id)
            WHERE account_id = NEW.account_id AND listing_id = NEW.listing_id;
        END;
        CREATE TRIGGER saved_changed AFTER UPDATE OF saved, saved_at, updated_at ON saved BEGIN
            UPDATE account SET last_change = last_change + 1 WHERE id = NEW.account_id;
            UPDATE saved SET change = (SELECT last_change FROM account WHERE id = NEW.account_id)
            WHERE account_id = NEW.account_id AND listing_id = NEW.listing_id;
        END;
        UPDATE progress SET updated_at = updated_at;
        UPDATE saved SET updated_at = updated_at;
        CREATE INDEX progress_by_change ON progress(account_id, change);
        CREATE INDEX saved_by_change ON saved(account_id, change);

        CREATE TABLE entry (
            account_id TEXT NOT NULL REFERENCES account(id),
            id TEXT NOT NULL,
            PRIMARY KEY (account_id, id)
        ) STRICT, WITHOUT ROWID;
    )"},
    {"boxes have receipts", R"(
        CREATE TABLE receipt (
            account_id TEXT NOT NULL REFERENCES account(id),
            box TEXT NOT NULL,
            count INTEGER NOT NULL,
            chain TEXT NOT NULL,
            acknowledged_count INTEGER NOT NULL,
            acknowledged_chain TEXT NOT NULL,
            PRIMARY KEY (account_id, box)
        ) STRICT, WITHOUT ROWID;
    )"},
};

} // namespace

void migrate(sqlite::Connection& connection, WallTime now) {
    connection.execute(
        "CREATE TABLE IF NOT EXISTS migration ("
        "version INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, applied_at INTEGER NOT NULL) "
        "STRICT");
    sqlite::Statement newest = connection.prepare("SELECT coalesce(max(version), 0) FROM migration");
    newest.step();
    const std::int64_t found = newest.integer(0);
    newest.reset();
    constexpr auto kKnown = static_cast<std::int64_t>(std::size(kMigrations));
    if (found > kKnown)
        throw Error(ErrorCode::NewerSchema,
                    "the database has schema " + std::to_string(found) + ", this program knows " +
                        std::to_string(kKnown),
                    "Use the program that wrote it, or another --database.");
    for (std::int64_t version = found + 1; version <= kKnown; ++version) {
        const Migration& migration = kMigrations[version - 1];
        sqlite::Transaction transaction(connection);
        connection.execute(migration.sql);
        connection.prepare("INSERT INTO migration VALUES (?, ?, ?)")
            .bind(1, version)
            .bind(2, migration.name)
            .bind(3, now.sinceEpoch.count())
            .run();
        transaction.commit();
    }
}

} // namespace durus::reference

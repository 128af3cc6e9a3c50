// SPDX-License-Identifier: Apache-2.0
#include "reference/PostgresMigrations.h"

#include <durus/core/Error.h>

#include <iterator>

namespace durus::reference {

namespace {

struct Migration {
    const char* name;
    const char* sql;
};

/// In their order, the first being version 1. What has been released is never edited.
/// Every table but `listing` is keyed by account, so that it can be cut by it.
constexpr Migration kMigrations[] = {
    {"accounts, progress and saved listings", R"(
        CREATE TABLE account (
            id text COLLATE "C" PRIMARY KEY,
            name text NOT NULL,
            created_at bigint NOT NULL
        );
        CREATE TABLE listing (
            id text COLLATE "C" PRIMARY KEY,
            slug text NOT NULL,
            duration_seconds bigint NOT NULL
        );
        CREATE TABLE progress (
            account_id text COLLATE "C" NOT NULL REFERENCES account(id),
            listing_id text COLLATE "C" NOT NULL REFERENCES listing(id),
            position_seconds bigint NOT NULL,
            completed boolean NOT NULL,
            updated_at bigint NOT NULL,
            PRIMARY KEY (account_id, listing_id)
        );
        CREATE INDEX progress_by_time ON progress(account_id, updated_at);
        CREATE TABLE saved (
            account_id text COLLATE "C" NOT NULL REFERENCES account(id),
            listing_id text COLLATE "C" NOT NULL REFERENCES listing(id),
            saved boolean NOT NULL,
            saved_at bigint,
            updated_at bigint NOT NULL,
            PRIMARY KEY (account_id, listing_id)
        );
        CREATE INDEX saved_by_time ON saved(account_id, updated_at);

        -- ProgressRules: impliesCompletion, in the same arithmetic.
        CREATE FUNCTION implies_completion(position_seconds bigint, duration_seconds bigint)
        RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
            SELECT duration_seconds > 0
                AND (position_seconds::float8 / nullif(duration_seconds, 0)::float8 >= 0.95::float8
                     OR (duration_seconds > 30 AND position_seconds >= duration_seconds - 30))
        $$;
    )"},
    {"writes are numbered, entries have ids", R"(
        CREATE SEQUENCE change_number;
        ALTER TABLE progress ADD COLUMN uncompleted_at bigint;
        ALTER TABLE progress ADD COLUMN change bigint NOT NULL DEFAULT 0;
        ALTER TABLE saved ADD COLUMN change bigint NOT NULL DEFAULT 0;

        -- Taken under the account's lock, so that an account's numbers are in the order of its commits.
        CREATE FUNCTION number_change() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                NEW.change := nextval('change_number');
                RETURN NEW;
            END
        $$;
        CREATE TRIGGER progress_changed BEFORE INSERT OR UPDATE ON progress
            FOR EACH ROW EXECUTE FUNCTION number_change();
        CREATE TRIGGER saved_changed BEFORE INSERT OR UPDATE ON saved
            FOR EACH ROW EXECUTE FUNCTION number_change();
        UPDATE progress SET updated_at = updated_at;
        UPDATE saved SET updated_at = updated_at;
        CREATE INDEX progress_by_change ON progress(account_id, change);
        CREATE INDEX saved_by_change ON saved(account_id, change);

        CREATE TABLE entry (
            account_id text COLLATE "C" NOT NULL REFERENCES account(id),
            id text COLLATE "C" NOT NULL,
            PRIMARY KEY (account_id, id)
        );
    )"},
    {"boxes have receipts", R"(
        CREATE TABLE receipt (
            account_id text COLLATE "C" NOT NULL REFERENCES account(id),
            box text COLLATE "C" NOT NULL,
            count bigint NOT NULL,
            chain text NOT NULL,
            acknowledged_count bigint NOT NULL,
            acknowledged_chain text NOT NULL,
            PRIMARY KEY (account_id, box)
        );
    )"},
};

} // namespace

void migrate(postgres::Connection& connection, WallTime now) {
    connection.run("SELECT pg_advisory_xact_lock(hashtext('durus reference backend: migrations'))");
    connection.execute("CREATE TABLE IF NOT EXISTS migration ("
                       "version bigint PRIMARY KEY, name text NOT NULL, applied_at bigint NOT NULL)");
    const std::int64_t found =
        connection.run("SELECT coalesce(max(version), 0) FROM migration").integer(0, 0);
    constexpr auto kKnown = static_cast<std::int64_t>(std::size(kMigrations));
    if (found > kKnown)
        throw Error(ErrorCode::NewerSchema,
                    "the database has schema " + std::to_string(found) + ", this program knows " +
                        std::to_string(kKnown),
                    "Use the program that wrote it, or another --database.");
    for (std::int64_t version = found + 1; version <= kKnown; ++version) {
        const Migration& migration = kMigrations[version - 1];
        connection.execute(migration.sql);
        connection.run("INSERT INTO migration VALUES ($1, $2, $3)",
                       {postgres::parameter(version), postgres::parameter(migration.name),
                        postgres::parameter(std::int64_t{now.sinceEpoch.count()})});
    }
}

} // namespace durus::reference

// SPDX-License-Identifier: Apache-2.0
#pragma once

/// The rules of ProgressRules.h as SQL, one statement for a call. Whoever writes for an account locks it
/// first, in a statement of its own: the statement after it then sees what was stored while it waited.
namespace durus::reference::postgres::rules {

inline constexpr const char* kLockAccount = "SELECT FROM account WHERE id = $1 FOR NO KEY UPDATE";

inline constexpr const char* kRegisterListings = R"(
    INSERT INTO listing
    SELECT DISTINCT ON (id) id, slug, duration_seconds
    FROM unnest($1::text[], $2::text[], $3::bigint[]) WITH ORDINALITY AS given(id, slug, duration_seconds, n)
    ORDER BY id, n DESC
    ON CONFLICT (id) DO UPDATE SET slug = excluded.slug, duration_seconds = excluded.duration_seconds
)";

inline constexpr const char* kOpenAccount = R"(
    INSERT INTO account VALUES ($1, $2, $3)
    ON CONFLICT (id) DO UPDATE SET name = excluded.name
    RETURNING created_at
)";

// The items of a batch, in their order n, each accepted unless the stored state or an item before it is
// later. Of the accepted ones the last is stored. Answers the items that were ignored or whose listing is
// unknown.
inline constexpr const char* kSyncProgress = R"(
    WITH item AS (
        SELECT n, given.listing_id, position_seconds, updated_at, listing.id IS NULL AS is_unknown,
               given.completed OR implies_completion(position_seconds, duration_seconds) AS completed,
               coalesce(stored.completed, false) AS was_completed,
               (updated_at >= greatest(stored.latest, max(updated_at) OVER before)) IS NOT FALSE AS accepted
        FROM unnest($2::text[], $3::bigint[], $4::boolean[], $5::bigint[]) WITH ORDINALITY
             AS given(listing_id, position_seconds, completed, updated_at, n)
        LEFT JOIN listing ON listing.id = given.listing_id
        LEFT JOIN (SELECT listing_id, completed, updated_at AS latest FROM progress WHERE account_id = $1)
             AS stored ON stored.listing_id = given.listing_id
        WINDOW before AS (PARTITION BY given.listing_id ORDER BY n
                          ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
    ), written AS (
        INSERT INTO progress
        SELECT DISTINCT ON (listing_id) $1, listing_id, position_seconds,
               was_completed OR bool_or(completed) OVER (PARTITION BY listing_id), updated_at
        FROM item
        WHERE accepted AND NOT is_unknown
        ORDER BY listing_id, n DESC
        ON CONFLICT (account_id, listing_id) DO UPDATE
        SET position_seconds = excluded.position_seconds, completed = excluded.completed,
            updated_at = excluded.updated_at
    )
    SELECT listing_id, is_unknown FROM item WHERE is_unknown OR NOT accepted ORDER BY n
)";

inline constexpr const char* kPutProgress = R"(
    INSERT INTO progress
    SELECT $1, id, position, was_completed OR $4::boolean OR implies_completion(position, duration_seconds), $5
    FROM listing
    LEFT JOIN (SELECT listing_id, completed, position_seconds FROM progress WHERE account_id = $1)
         AS stored ON listing_id = id
    CROSS JOIN LATERAL (SELECT coalesce($3::bigint, position_seconds, 0), coalesce(completed, false))
         AS now(position, was_completed)
    WHERE id = $2
    ON CONFLICT (account_id, listing_id) DO UPDATE
    SET position_seconds = excluded.position_seconds, completed = excluded.completed,
        updated_at = excluded.updated_at
    RETURNING listing_id
)";

inline constexpr const char* kProgress = R"(
    SELECT listing_id, duration_seconds, position_seconds, completed, updated_at
    FROM progress JOIN listing ON id = listing_id
    WHERE account_id = $1 AND updated_at > $2
    ORDER BY updated_at DESC, listing_id
)";

// As kSyncProgress. Nothing sticks but the time of the first save.
inline constexpr const char* kSyncSaved = R"(
    WITH item AS (
        SELECT n, given.listing_id, saved, updated_at, listing.id IS NULL AS is_unknown, first_saved_at,
               (updated_at >= greatest(latest, max(updated_at) OVER before)) IS NOT FALSE AS accepted
        FROM unnest($2::text[], $3::boolean[], $4::bigint[]) WITH ORDINALITY
             AS given(listing_id, saved, updated_at, n)
        LEFT JOIN listing ON listing.id = given.listing_id
        LEFT JOIN (SELECT listing_id, saved_at AS first_saved_at, updated_at AS latest
                   FROM saved WHERE account_id = $1)
             AS stored ON stored.listing_id = given.listing_id
        WINDOW before AS (PARTITION BY given.listing_id ORDER BY n
                          ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
    ), written AS (
        INSERT INTO saved
        SELECT DISTINCT ON (listing_id) $1, listing_id, saved,
               coalesce(first_saved_at, min(updated_at) FILTER (WHERE saved) OVER (PARTITION BY listing_id)),
               updated_at
        FROM item
        WHERE accepted AND NOT is_unknown
        ORDER BY listing_id, n DESC
        ON CONFLICT (account_id, listing_id) DO UPDATE
        SET saved = excluded.saved, saved_at = excluded.saved_at, updated_at = excluded.updated_at
    )
    SELECT listing_id, is_unknown FROM item WHERE is_unknown OR NOT accepted ORDER BY n
)";

inline constexpr const char* kPutSaved = R"(
    INSERT INTO saved
    SELECT $1, id, $3::boolean, CASE WHEN $3 THEN $4::bigint END, $4 FROM listing WHERE id = $2
    ON CONFLICT (account_id, listing_id) DO UPDATE
    SET saved = excluded.saved, saved_at = coalesce(saved.saved_at, excluded.saved_at),
        updated_at = excluded.updated_at
    RETURNING listing_id
)";

inline constexpr const char* kSaved = R"(
    SELECT listing_id, saved, saved_at, updated_at
    FROM saved
    WHERE account_id = $1 AND updated_at > $2
    ORDER BY updated_at DESC, listing_id
)";

} // namespace durus::reference::postgres::rules

// SPDX-License-Identifier: Apache-2.0
#include "LaneStates.h"

#include "IntentRows.h"

#include <durus/model/Overlay.h>

#include <algorithm>

namespace durus::store {

namespace {

using model::AccountName;
using model::IntentFamily;
using model::ListingId;

/// The four columns of a progress; none while the first is NULL.
std::optional<model::Progress> readProgress(const sqlite::Statement& row, int column) {
    if (row.isNull(column)) return std::nullopt;
    return model::Progress{row.milliseconds(column), row.milliseconds(column + 1), row.flag(column + 2),
                           row.wall(column + 3)};
}

} // namespace

void LaneStates::lay(const model::Intent& intent) {
    const bool isProgress = familyOf(intent.kind) == IntentFamily::Progress;
    if (!isProgress) {
        connection_.run("INSERT INTO favorite(account, listing, favorite, updated_ms) VALUES(?1, ?2, ?3, ?4) "
                        "ON CONFLICT DO UPDATE SET favorite = ?3, updated_ms = ?4",
                        intent.account, intent.listing, intent.kind == model::IntentKind::Favorite,
                        intent.occurredAt);
        return;
    }
    std::optional<model::Progress> seen;
    {
        sqlite::Statement row = connection_.query("SELECT position_ms, duration_ms, completed, updated_ms "
                                                  "FROM progress WHERE account = ?1 AND listing = ?2",
                                                  intent.account, intent.listing);
        if (row.step()) seen = readProgress(row, 0);
    }
    seen = model::overlay(seen, std::span(&intent, 1));
    if (seen)
        connection_.run("INSERT INTO progress(account, listing, position_ms, duration_ms, completed, "
                        "updated_ms) VALUES(?1, ?2, ?3, ?4, ?5, ?6) "
                        "ON CONFLICT DO UPDATE SET position_ms = ?3, duration_ms = ?4, completed = ?5, "
                        "updated_ms = ?6",
                        intent.account, intent.listing, seen->position, seen->duration, seen->completed,
                        seen->updatedAt);
}

void LaneStates::take(const AccountName& account, IntentFamily family, const ListingId& listing,
                      const LaneNews& news) {
    if (family == IntentFamily::Progress)
        takeProgress(account, listing, news);
    else
        takeFavorite(account, listing, news);
}

void LaneStates::takeProgress(const AccountName& account, const ListingId& listing, const LaneNews& news) {
    Known<model::Progress> known = knownProgress(account, listing);
    known.remote = news.progress ? news.progress->progress : model::overlay(known.remote, news.confirmed);
    known.sent = std::max(known.sent, news.sent);
    const auto seen = model::overlay(known.remote, unconfirmed(account, IntentFamily::Progress, listing));
    const auto of = [](const std::optional<model::Progress>& progress, auto model::Progress::*member) {
        return progress ? std::optional((*progress).*member) : std::nullopt;
    };
    using model::Progress;
    connection_.run(
        "INSERT INTO progress(account, listing, remote_position_ms, remote_duration_ms, remote_completed, "
        "remote_updated_ms, position_ms, duration_ms, completed, updated_ms, sent_ms) "
        "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) "
        "ON CONFLICT DO UPDATE SET remote_position_ms = ?3, remote_duration_ms = ?4, remote_completed = ?5, "
        "remote_updated_ms = ?6, position_ms = ?7, duration_ms = ?8, completed = ?9, updated_ms = ?10, "
        "sent_ms = ?11",
        account, listing, of(known.remote, &Progress::position), of(known.remote, &Progress::duration),
        of(known.remote, &Progress::completed), of(known.remote, &Progress::updatedAt),
        of(seen, &Progress::position), of(seen, &Progress::duration), of(seen, &Progress::completed),
        of(seen, &Progress::updatedAt), known.sent);
}

void LaneStates::takeFavorite(const AccountName& account, const ListingId& listing, const LaneNews& news) {
    Known<FavoriteState> known = knownFavorite(account, listing);
    if (news.favorite)
        known.remote = FavoriteState{news.favorite->favorite, news.favorite->updatedAt};
    else if (!news.confirmed.empty())
        known.remote = FavoriteState{model::overlay(known.remote && known.remote->favorite, news.confirmed),
                                     news.confirmed.back().occurredAt};
    known.sent = std::max(known.sent, news.sent);
    const auto waiting = unconfirmed(account, IntentFamily::Favorite, listing);
    FavoriteState seen = known.remote.value_or(FavoriteState{});
    if (!waiting.empty()) seen = {model::overlay(seen.favorite, waiting), waiting.back().occurredAt};
    std::optional<bool> remote;
    std::optional<WallTime> since;
    if (known.remote) {
        remote = known.remote->favorite;
        since = known.remote->updatedAt;
    }
    connection_.run("INSERT INTO favorite(account, listing, remote, remote_updated_ms, favorite, updated_ms, "
                    "sent_ms) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7) "
                    "ON CONFLICT DO UPDATE SET remote = ?3, remote_updated_ms = ?4, favorite = ?5, "
                    "updated_ms = ?6, sent_ms = ?7",
                    account, listing, remote, since, seen.favorite, seen.updatedAt, known.sent);
}

std::optional<WallTime> LaneStates::remoteStamp(const AccountName& account, IntentFamily family,
                                                const ListingId& listing) {
    sqlite::Statement row =
        connection_.query(family == IntentFamily::Progress
                              ? "SELECT remote_updated_ms FROM progress WHERE account = ?1 AND listing = ?2"
                              : "SELECT remote_updated_ms FROM favorite WHERE account = ?1 AND listing = ?2",
                          account, listing);
    if (!row.step() || row.isNull(0)) return std::nullopt;
    return row.wall(0);
}

LaneStates::Known<model::Progress> LaneStates::knownProgress(const AccountName& account,
                                                             const ListingId& listing) {
    sqlite::Statement row = connection_.query(
        "SELECT remote_position_ms, remote_duration_ms, remote_completed, remote_updated_ms, sent_ms "
        "FROM progress WHERE account = ?1 AND listing = ?2",
        account, listing);
    if (!row.step()) return {};
    return {readProgress(row, 0), row.wall(4)};
}

LaneStates::Known<LaneStates::FavoriteState> LaneStates::knownFavorite(const AccountName& account,
                                                                       const ListingId& listing) {
    sqlite::Statement row = connection_.query(
        "SELECT remote, remote_updated_ms, sent_ms FROM favorite WHERE account = ?1 AND listing = ?2",
        account, listing);
    if (!row.step()) return {};
    Known<FavoriteState> known{.remote = std::nullopt, .sent = row.wall(2)};
    if (!row.isNull(0)) known.remote = FavoriteState{row.flag(0), row.wall(1)};
    return known;
}

std::vector<model::Intent> LaneStates::unconfirmed(const AccountName& account, IntentFamily family,
                                                   const ListingId& listing) {
    return readIntents(connection_.query(
        "SELECT " DURUS_INTENT_COLUMNS DURUS_DELIVERY_TABLES
        "WHERE d.account = ?1 AND d.family = ?2 AND d.listing = ?3 AND d.ended = 0 ORDER BY d.sequence",
        account, model::name(family), listing));
}

} // namespace durus::store

// SPDX-License-Identifier: Apache-2.0
#include "LaneStates.h"

#include "IntentRows.h"

#include <durus/model/Overlay.h>

namespace durus::store {

namespace {

constexpr std::string_view kVisibleProgress = "SELECT position_ms, duration_ms, completed, updated_ms FROM "
                                              "progress WHERE account = ?1 AND listing = ?2";
constexpr std::string_view kRemoteProgress =
    "SELECT remote_position_ms, remote_duration_ms, remote_completed, remote_updated_ms FROM progress "
    "WHERE account = ?1 AND listing = ?2";
constexpr std::string_view kVisibleFavorite =
    "SELECT favorite, updated_ms FROM favorite WHERE account = ?1 AND listing = ?2";
constexpr std::string_view kRemoteFavorite =
    "SELECT remote, remote_updated_ms FROM favorite WHERE account = ?1 AND listing = ?2";
constexpr std::string_view kUnconfirmed =
    "SELECT " DURUS_INTENT_COLUMNS " FROM delivery d JOIN intent i ON i.sequence = d.sequence "
    "LEFT JOIN listing l ON l.id = i.listing "
    "WHERE d.account = ?1 AND d.family = ?2 AND d.listing = ?3 AND d.ended = 0 ORDER BY d.sequence";

} // namespace

void LaneStates::lay(const model::Intent& intent) {
    if (familyOf(intent.kind) == model::IntentFamily::Progress) {
        const auto seen = progress(kVisibleProgress, intent.account, intent.listing);
        show(intent.account, intent.listing, model::overlay(seen, std::span(&intent, 1)));
        return;
    }
    const auto seen = favorite(kVisibleFavorite, intent.account, intent.listing);
    const bool now = model::overlay(seen && seen->favorite, std::span(&intent, 1));
    show(intent.account, intent.listing, {now, intent.occurredAt});
}

void LaneStates::confirm(std::span<const model::Intent> intents) {
    if (intents.empty()) return;
    const model::Intent& last = intents.back();
    if (familyOf(last.kind) == model::IntentFamily::Progress) {
        const auto word = model::overlay(remoteProgress(last.account, last.listing), intents);
        if (word) setRemote(last.account, model::RemoteProgress{last.listing, *word});
        return;
    }
    const auto word = remoteFavorite(last.account, last.listing);
    const bool now = model::overlay(word && word->favorite, intents);
    setRemote(last.account, model::RemoteFavorite{last.listing, now, last.occurredAt});
}

void LaneStates::setRemote(const model::AccountName& account, const model::RemoteProgress& remote) {
    connection_.run("INSERT INTO progress(account, listing, remote_position_ms, remote_duration_ms, "
                    "remote_completed, remote_updated_ms) VALUES(?1, ?2, ?3, ?4, ?5, ?6) "
                    "ON CONFLICT DO UPDATE SET remote_position_ms = ?3, remote_duration_ms = ?4, "
                    "remote_completed = ?5, remote_updated_ms = ?6",
                    account, remote.listing, remote.progress.position, remote.progress.duration,
                    remote.progress.completed, remote.progress.updatedAt);
}

void LaneStates::setRemote(const model::AccountName& account, const model::RemoteFavorite& remote) {
    connection_.run("INSERT INTO favorite(account, listing, remote, remote_updated_ms, favorite, updated_ms) "
                    "VALUES(?1, ?2, ?3, ?4, ?3, ?4) "
                    "ON CONFLICT DO UPDATE SET remote = ?3, remote_updated_ms = ?4",
                    account, remote.listing, remote.favorite, remote.updatedAt);
}

std::optional<WallTime> LaneStates::remoteStamp(const model::AccountName& account, model::IntentFamily family,
                                                const model::ListingId& listing) {
    if (family == model::IntentFamily::Progress) {
        const auto word = remoteProgress(account, listing);
        return word ? std::optional(word->updatedAt) : std::nullopt;
    }
    const auto word = remoteFavorite(account, listing);
    return word ? std::optional(word->updatedAt) : std::nullopt;
}

void LaneStates::noteSent(const model::Intent& intent) {
    connection_.run("INSERT INTO lane(account, family, listing, sent_ms) VALUES(?1, ?2, ?3, ?4) "
                    "ON CONFLICT DO UPDATE SET sent_ms = ?4 WHERE sent_ms < ?4",
                    intent.account, model::name(familyOf(intent.kind)), intent.listing, intent.occurredAt);
}

void LaneStates::recompute(const model::AccountName& account, model::IntentFamily family,
                           const model::ListingId& listing) {
    const auto unconfirmed =
        readIntents(connection_.query(kUnconfirmed, account, model::name(family), listing));
    if (family == model::IntentFamily::Progress) {
        show(account, listing, model::overlay(remoteProgress(account, listing), unconfirmed));
        return;
    }
    const auto word = remoteFavorite(account, listing);
    const bool now = model::overlay(word && word->favorite, unconfirmed);
    const WallTime since =
        unconfirmed.empty() ? (word ? word->updatedAt : WallTime{}) : unconfirmed.back().occurredAt;
    show(account, listing, {now, since});
}

std::optional<model::Progress> LaneStates::progress(std::string_view sql, const model::AccountName& account,
                                                    const model::ListingId& listing) {
    sqlite::Statement row = connection_.query(sql, account, listing);
    if (!row.step() || row.isNull(0)) return std::nullopt;
    return model::Progress{row.milliseconds(0), row.milliseconds(1), row.flag(2), row.wall(3)};
}

std::optional<LaneStates::FavoriteState> LaneStates::favorite(std::string_view sql,
                                                              const model::AccountName& account,
                                                              const model::ListingId& listing) {
    sqlite::Statement row = connection_.query(sql, account, listing);
    if (!row.step() || row.isNull(0)) return std::nullopt;
    return FavoriteState{row.flag(0), row.wall(1)};
}

std::optional<model::Progress> LaneStates::remoteProgress(const model::AccountName& account,
                                                          const model::ListingId& listing) {
    return progress(kRemoteProgress, account, listing);
}

std::optional<LaneStates::FavoriteState> LaneStates::remoteFavorite(const model::AccountName& account,
                                                                    const model::ListingId& listing) {
    return favorite(kRemoteFavorite, account, listing);
}

void LaneStates::show(const model::AccountName& account, const model::ListingId& listing,
                      const std::optional<model::Progress>& progress) {
    if (!progress) {
        connection_.run("UPDATE progress SET position_ms = NULL, duration_ms = NULL, completed = NULL, "
                        "updated_ms = NULL WHERE account = ?1 AND listing = ?2",
                        account, listing);
        return;
    }
    connection_.run("INSERT INTO progress(account, listing, position_ms, duration_ms, completed, updated_ms) "
                    "VALUES(?1, ?2, ?3, ?4, ?5, ?6) "
                    "ON CONFLICT DO UPDATE SET position_ms = ?3, duration_ms = ?4, completed = ?5, "
                    "updated_ms = ?6",
                    account, listing, progress->position, progress->duration, progress->completed,
                    progress->updatedAt);
}

void LaneStates::show(const model::AccountName& account, const model::ListingId& listing,
                      const FavoriteState& favorite) {
    connection_.run("INSERT INTO favorite(account, listing, favorite, updated_ms) VALUES(?1, ?2, ?3, ?4) "
                    "ON CONFLICT DO UPDATE SET favorite = ?3, updated_ms = ?4",
                    account, listing, favorite.favorite, favorite.updatedAt);
}

} // namespace durus::store

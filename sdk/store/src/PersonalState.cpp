// SPDX-License-Identifier: Apache-2.0
#include <durus/sqlite/Database.h>
#include <durus/store/Library.h>

namespace durus::store {

std::optional<model::Progress> Library::progress(const model::AccountName& account,
                                                 const model::ListingId& listing) {
    auto db = database_.reader();
    sqlite::Statement row = db->query("SELECT position_ms, duration_ms, completed, updated_ms FROM progress "
                                      "WHERE account = ?1 AND listing = ?2 AND position_ms IS NOT NULL",
                                      account, listing);
    if (!row.step()) return std::nullopt;
    return model::Progress{row.milliseconds(0), row.milliseconds(1), row.flag(2), row.wall(3)};
}

bool Library::favorite(const model::AccountName& account, const model::ListingId& listing) {
    auto db = database_.reader();
    sqlite::Statement row =
        db->query("SELECT favorite FROM favorite WHERE account = ?1 AND listing = ?2", account, listing);
    return row.step() && row.flag(0);
}

std::vector<ListingProgress> Library::progressOf(const model::AccountName& account) {
    auto db = database_.reader();
    std::vector<ListingProgress> all;
    sqlite::Statement row =
        db->query("SELECT listing, position_ms, duration_ms, completed, updated_ms FROM progress "
                  "WHERE account = ?1 AND position_ms IS NOT NULL ORDER BY updated_ms DESC, listing",
                  account);
    while (row.step())
        all.push_back({row.id<model::ListingId>(0),
                       {row.milliseconds(1), row.milliseconds(2), row.flag(3), row.wall(4)}});
    return all;
}

std::vector<model::RemoteFavorite> Library::favoritesOf(const model::AccountName& account) {
    auto db = database_.reader();
    std::vector<model::RemoteFavorite> all;
    sqlite::Statement row = db->query("SELECT listing, favorite, updated_ms FROM favorite "
                                      "WHERE account = ?1 ORDER BY updated_ms DESC, listing",
                                      account);
    while (row.step())
        all.push_back({row.id<model::ListingId>(0), row.integer(1) != 0, row.wall(2)});
    return all;
}

} // namespace durus::store

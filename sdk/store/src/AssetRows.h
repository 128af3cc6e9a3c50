// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/download/AssetStore.h>
#include <durus/sqlite/Connection.h>

namespace durus::store {

/// The columns readStoredAsset() reads, of a ready `download d`.
#define DURUS_STORED_COLUMNS                                                                                 \
    "d.asset, d.listing, d.file, d.format, d.media_type, d.sha256, d.size_bytes, d.duration_ms"
inline constexpr int kStoredColumns = 8;

/// Reads a verified file from the current row, from column `first` on.
inline download::StoredAsset readStoredAsset(const sqlite::Statement& row, int first = 0) {
    return {.asset = row.id<model::AssetId>(first),
            .listing = row.id<model::ListingId>(first + 1),
            .file = row.text(first + 2),
            .format = row.text(first + 3),
            .mediaType = row.text(first + 4),
            .sha256 = row.text(first + 5),
            .sizeBytes = static_cast<std::uint64_t>(row.integer(first + 6)),
            .duration = row.milliseconds(first + 7)};
}

/// Registers a verified file, within the caller's transaction.
void storeReady(sqlite::Connection& connection, const download::StoredAsset& asset);

} // namespace durus::store

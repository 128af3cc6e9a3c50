// SPDX-License-Identifier: Apache-2.0
#include "SqliteAssetStore.h"

#include "AssetRows.h"
#include "Nesting.h"
#include "StoredMarks.h"

#include <durus/core/Error.h>

#include <array>

namespace durus::store {

namespace {

using download::DownloadJob;
using download::DownloadState;
using sqlite::Transaction;
using sqlite::TransactionKind;

constexpr std::string_view kJobs =
    "SELECT d.listing, l.slug, l.title, d.asset, a.url, coalesce(d.format, a.format), a.bitrate_kbps, "
    "a.duration_ms, b.ca_file, b.url, d.validator, d.state, d.fault FROM download d "
    "LEFT JOIN listing l ON l.id = d.listing LEFT JOIN asset a ON a.id = d.asset "
    "LEFT JOIN backend b ON b.name = l.backend ";

// A listing and all it holds that can be fetched, in order.
constexpr std::string_view kBelow =
    "WITH RECURSIVE below(id, depth, sort_key) AS (SELECT id, 0, sort_key FROM listing WHERE slug = ?1 "
    "UNION SELECT l.id, b.depth + 1, l.sort_key FROM below b JOIN listing l ON l.parent = b.id "
    "WHERE l.parent <> '' AND b.depth < " DURUS_DEEPEST_NESTING " AND l.withdrawn = 0) ";

DownloadState stateFrom(const std::string& name) {
    if (name == "fetching") return DownloadState::Fetching;
    if (name == "ready") return DownloadState::Ready;
    if (name == "failed") return DownloadState::Failed;
    return DownloadState::Wanted;
}

DownloadJob readJob(const sqlite::Statement& row) {
    DownloadJob job{.listing = row.id<model::ListingId>(0),
                    .slug = row.id<model::Slug>(1),
                    .title = row.text(2),
                    .asset = {.id = row.id<model::AssetId>(3),
                              .url = row.text(4),
                              .format = row.text(5),
                              .bitrateKbps = static_cast<int>(row.integer(6)),
                              .duration = std::nullopt},
                    .caFile = row.text(8),
                    .baseUrl = row.text(9),
                    .validator = row.text(10),
                    .state = stateFrom(row.text(11)),
                    .lastFault = row.text(12)};
    if (!row.isNull(7)) job.asset.duration = row.milliseconds(7);
    return job;
}

std::vector<DownloadJob> readJobs(sqlite::Statement row) {
    std::vector<DownloadJob> jobs;
    while (row.step())
        jobs.push_back(readJob(row));
    return jobs;
}

void requireFetchable(sqlite::Connection& connection, const model::Slug& slug) {
    {
        sqlite::Statement row = connection.query("SELECT 1 FROM listing WHERE slug = ?1", slug);
        if (!row.step())
            throw Error(ErrorCode::NotFound, "there is no listing " + slug.str(),
                        "pull the catalogue, or look for it with: durusctl search WORDS");
    }
    sqlite::Statement row = connection.query(
        std::string(kBelow) + "SELECT 1 FROM below JOIN asset a ON a.listing = below.id LIMIT 1", slug);
    if (!row.step()) throw Error(ErrorCode::Unsupported, "listing " + slug.str() + " has no audio");
}

} // namespace

std::size_t SqliteAssetStore::want(const model::Slug& slug) {
    auto db = database_.writer();
    Transaction transaction(*db, TransactionKind::Immediate);
    requireFetchable(*db, slug);
    const auto added = db->run(std::string(kBelow) + "INSERT INTO download(asset, listing, state) "
                                                     "SELECT a.id, a.listing, 'wanted' FROM below b "
                                                     "JOIN asset a ON a.listing = b.id WHERE a.url <> '' "
                                                     "ORDER BY b.sort_key ON CONFLICT DO NOTHING",
                               slug);
    transaction.commit();
    return static_cast<std::size_t>(added);
}

std::size_t SqliteAssetStore::wantAll() {
    auto db = database_.writer();
    return static_cast<std::size_t>(
        db->run("INSERT INTO download(asset, listing, state) SELECT a.id, a.listing, 'wanted' FROM asset a "
                "JOIN listing l ON l.id = a.listing WHERE a.url <> '' AND l.withdrawn = 0 "
                "ORDER BY l.sort_key ON CONFLICT DO NOTHING"));
}

std::vector<DownloadJob> SqliteAssetStore::unfinished() {
    auto db = database_.reader();
    return readJobs(db->query(std::string(kJobs) + "WHERE d.state <> 'ready' ORDER BY d.number"));
}

std::vector<DownloadJob> SqliteAssetStore::all() {
    auto db = database_.reader();
    return readJobs(db->query(std::string(kJobs) + "ORDER BY d.number"));
}

void SqliteAssetStore::setValidator(const model::AssetId& asset, const std::string& validator) {
    auto db = database_.writer();
    db->run("UPDATE download SET validator = ?2, state = 'fetching', fault = '' "
            "WHERE asset = ?1 AND state <> 'ready'",
            asset, validator);
}

void SqliteAssetStore::fail(const model::AssetId& asset, const std::string& fault) {
    auto db = database_.writer();
    db->run("UPDATE download SET state = 'failed', fault = ?2 WHERE asset = ?1 AND state <> 'ready'", asset,
            fault);
}

void SqliteAssetStore::registerReady(const download::StoredAsset& asset) {
    auto db = database_.writer();
    Transaction transaction(*db, TransactionKind::Immediate);
    storeReady(*db, asset);
    markHoldsStored(*db, asset.listing);
    bumpRevision(*db);
    transaction.commit();
}

std::optional<download::StoredAsset> SqliteAssetStore::find(const model::ListingId& listing) {
    auto db = database_.reader();
    sqlite::Statement row = db->query("SELECT " DURUS_STORED_COLUMNS " FROM download d "
                                      "LEFT JOIN asset a ON a.id = d.asset AND a.listing = d.listing "
                                      "WHERE d.listing = ?1 AND d.state = 'ready' "
                                      "ORDER BY a.id IS NOT NULL DESC, d.number DESC LIMIT 1",
                                      listing);
    if (!row.step()) return std::nullopt;
    return readStoredAsset(row);
}

void storeReady(sqlite::Connection& connection, const download::StoredAsset& asset) {
    if (asset.asset.empty() || asset.listing.empty() || asset.file.empty() || asset.sha256.empty())
        throw Error(ErrorCode::InvalidInput, "a stored file needs an asset, a listing, a path and a digest");
    connection.run("INSERT INTO download(asset, listing, state, file, format, media_type, sha256, "
                   "size_bytes, duration_ms) VALUES(?1, ?2, 'ready', ?3, ?4, ?5, ?6, ?7, ?8) "
                   "ON CONFLICT(asset) DO UPDATE SET listing = ?2, state = 'ready', validator = '', "
                   "fault = '', file = ?3, format = ?4, media_type = ?5, sha256 = ?6, size_bytes = ?7, "
                   "duration_ms = ?8",
                   asset.asset, asset.listing, asset.file.string(), asset.format, asset.mediaType,
                   asset.sha256, asset.sizeBytes, asset.duration);
}

} // namespace durus::store

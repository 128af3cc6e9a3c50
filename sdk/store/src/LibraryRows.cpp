// SPDX-License-Identifier: Apache-2.0
#include "LibraryRows.h"

#include "AssetRows.h"
#include "Nesting.h"

namespace durus::store {

namespace {

constexpr std::string_view kColumns =
    "SELECT l.id, l.slug, l.format, l.backend, l.title, l.description, l.language, l.scholar, l.parent, "
    "l.order_index, l.duration_ms, l.published_ms, l.withdrawn, "
    "s.name, s.slug, p.title, p.slug, "
    "a.id, a.url, a.format, a.bitrate_kbps, a.duration_ms, "
    "pr.position_ms, pr.duration_ms, pr.completed, pr.updated_ms, f.favorite, " DURUS_STORED_COLUMNS " FROM ";
constexpr int kScholarColumn = 13;
constexpr int kAssetColumn = 17;
constexpr int kPersonalColumn = 22;
constexpr int kStoredColumn = 27;

constexpr std::string_view kTables =
    "listing l LEFT JOIN scholar s ON s.id = l.scholar "
    "LEFT JOIN listing p ON p.id = l.parent AND l.parent <> '' "
    "LEFT JOIN asset a ON a.listing = l.id "
    "LEFT JOIN progress pr ON pr.account = ?1 AND pr.listing = l.id "
    "LEFT JOIN favorite f ON f.account = ?1 AND f.listing = l.id "
    "LEFT JOIN download d ON d.number = coalesce("
    "(SELECT number FROM download WHERE asset = a.id AND state = 'ready'), "
    "(SELECT max(number) FROM download WHERE listing = l.id AND state = 'ready')) ";

model::ListingFormat formatFrom(const std::string& name) {
    if (name == "series") return model::ListingFormat::Series;
    if (name == "collection") return model::ListingFormat::Collection;
    if (name == "lesson") return model::ListingFormat::Lesson;
    return model::ListingFormat::Single;
}

std::optional<Milliseconds> span(const sqlite::Statement& row, int column) {
    if (row.isNull(column)) return std::nullopt;
    return row.milliseconds(column);
}

model::Listing readListing(const sqlite::Statement& row) {
    model::Listing listing{.id = row.id<model::ListingId>(0),
                           .slug = row.id<model::Slug>(1),
                           .format = formatFrom(row.text(2)),
                           .origin = row.text(3).empty() ? model::ListingOrigin::Local
                                                         : model::ListingOrigin::Backend,
                           .title = row.text(4),
                           .description = row.text(5),
                           .language = row.text(6),
                           .scholar = row.id<model::ScholarId>(7),
                           .parent = row.id<model::ListingId>(8),
                           .orderIndex = static_cast<int>(row.integer(9)),
                           .duration = span(row, 10),
                           .publishedAt = std::nullopt,
                           .topics = {},
                           .asset = std::nullopt};
    if (!row.isNull(11)) listing.publishedAt = row.wall(11);
    if (!row.isNull(kAssetColumn))
        listing.asset = model::AudioAsset{.id = row.id<model::AssetId>(kAssetColumn),
                                          .url = row.text(kAssetColumn + 1),
                                          .format = row.text(kAssetColumn + 2),
                                          .bitrateKbps = static_cast<int>(row.integer(kAssetColumn + 3)),
                                          .duration = span(row, kAssetColumn + 4)};
    return listing;
}

} // namespace

std::string LibraryRows::select(std::string_view before) {
    return std::string(kColumns).append(before).append(kTables);
}

std::vector<LibraryItem> LibraryRows::read(sqlite::Statement query) {
    std::vector<LibraryItem> items;
    while (query.step())
        items.push_back(readItem(query));
    return items;
}

LibraryItem LibraryRows::readItem(const sqlite::Statement& row) {
    LibraryItem item;
    item.listing = readListing(row);
    item.withdrawn = row.flag(12);
    item.scholarName = row.text(kScholarColumn);
    item.scholarSlug = row.id<model::Slug>(kScholarColumn + 1);
    item.parentTitle = row.text(kScholarColumn + 2);
    item.parentSlug = row.id<model::Slug>(kScholarColumn + 3);
    if (!row.isNull(kPersonalColumn))
        item.progress =
            model::Progress{row.milliseconds(kPersonalColumn), row.milliseconds(kPersonalColumn + 1),
                            row.flag(kPersonalColumn + 2), row.wall(kPersonalColumn + 3)};
    item.favorite = row.flag(kPersonalColumn + 4);
    if (!row.isNull(kStoredColumn)) item.stored = readStoredAsset(row, kStoredColumn);
    addTopics(item);
    addLectures(item);
    return item;
}

void LibraryRows::addTopics(LibraryItem& item) {
    sqlite::Statement row =
        connection_.query("SELECT topic FROM listing_topic WHERE listing = ?1", item.listing.id);
    while (row.step())
        item.listing.topics.push_back(row.id<model::TopicId>(0));
}

void LibraryRows::addLectures(LibraryItem& item) {
    const bool holdsOthers = item.listing.format == model::ListingFormat::Series ||
                             item.listing.format == model::ListingFormat::Collection;
    if (!holdsOthers) {
        const bool audible = item.listing.asset || item.stored;
        item.lectureCount = audible ? 1 : 0;
        item.storedCount = item.stored ? 1 : 0;
        if (audible) item.lecturesDuration = item.listing.duration.value_or(Milliseconds{0});
        return;
    }
    sqlite::Statement row = connection_.query(
        "WITH RECURSIVE below(id, duration_ms, depth) AS (SELECT ?1, 0, 0 "
        "UNION SELECT l.id, l.duration_ms, b.depth + 1 FROM below b JOIN listing l ON l.parent = b.id "
        "WHERE l.parent <> '' AND b.depth < " DURUS_DEEPEST_NESTING
        " AND (l.withdrawn = 0 OR l.holds_stored = 1)) "
        "SELECT count(*), sum(stored), sum(duration_ms) FROM (SELECT duration_ms, "
        "EXISTS(SELECT 1 FROM download d WHERE d.listing = b.id AND d.state = 'ready') AS stored, "
        "EXISTS(SELECT 1 FROM asset a WHERE a.listing = b.id) AS offered FROM below b) "
        "WHERE stored OR offered",
        item.listing.id);
    if (!row.step()) return;
    item.lectureCount = static_cast<std::size_t>(row.integer(0));
    item.storedCount = static_cast<std::size_t>(row.integer(1));
    item.lecturesDuration = row.milliseconds(2);
}

} // namespace durus::store

// SPDX-License-Identifier: Apache-2.0
#include "AssetRows.h"
#include "CatalogueReplacement.h"
#include "SearchIndex.h"
#include "Slugs.h"
#include "StoredMarks.h"

#include <durus/core/Error.h>
#include <durus/core/Uuid.h>
#include <durus/sqlite/Database.h>
#include <durus/store/Library.h>
#include <durus/text/Fold.h>

namespace durus::store {

namespace {

using model::ListingFormat;
using model::ListingId;
using model::ScholarId;

/// Puts a person's own things into the catalogue, within the caller's transaction.
class LocalCatalogue {
public:
    LocalCatalogue(sqlite::Connection& connection, WallTime now, Random& random)
        : connection_(connection), now_(now), random_(random), index_(connection) {}

    std::optional<LocalListing> withDigest(const std::string& sha256);
    LocalListing add(const LocalRecording& recording);

private:
    ScholarId scholarNamed(const LocalRecording& recording);
    ListingId seriesTitled(const LocalRecording& recording, const ScholarId& scholar);
    model::Slug insert(const ListingId& id, ListingFormat format, const std::string& title,
                       const LocalRecording& recording, const ScholarId& scholar, const ListingId& series);
    std::string newId() { return makeUuidV7(now_, random_); }

    sqlite::Connection& connection_;
    WallTime now_;
    Random& random_;
    SearchIndex index_;
};

std::optional<LocalListing> LocalCatalogue::withDigest(const std::string& sha256) {
    sqlite::Statement row =
        connection_.query("SELECT l.id, l.slug FROM download d JOIN listing l ON l.id = d.listing "
                          "WHERE d.sha256 = ?1 AND d.state = 'ready' AND l.backend = ''",
                          sha256);
    if (!row.step()) return std::nullopt;
    return LocalListing{row.id<ListingId>(0), row.id<model::Slug>(1), false};
}

LocalListing LocalCatalogue::add(const LocalRecording& recording) {
    const ScholarId scholar = scholarNamed(recording);
    const ListingId series = seriesTitled(recording, scholar);
    const ListingId id{newId()};
    const model::Slug slug = insert(id, series.empty() ? ListingFormat::Single : ListingFormat::Lesson,
                                    recording.title, recording, scholar, series);
    const model::AssetId asset{newId()};
    connection_.run("INSERT INTO asset(id, listing, url, format, bitrate_kbps, duration_ms) "
                    "VALUES(?1, ?2, '', ?3, 0, ?4)",
                    asset, id, recording.format, recording.duration);
    storeReady(connection_, {asset, id, recording.file, recording.format, recording.mediaType,
                             recording.sha256, recording.sizeBytes, recording.duration});
    markHoldsStored(connection_, id);
    index_.update();
    bumpRevision(connection_);
    return {id, slug, true};
}

ScholarId LocalCatalogue::scholarNamed(const LocalRecording& recording) {
    const std::string folded = text::fold(recording.scholar);
    if (folded.empty()) return {};
    {
        sqlite::Statement row = connection_.query(
            "SELECT id FROM scholar WHERE folded_name = ?1 ORDER BY withdrawn, rowid LIMIT 1", folded);
        if (row.step()) return row.id<ScholarId>(0);
    }
    const ScholarId id{newId()};
    const std::string slug =
        takeSlug(connection_, SlugSpace::Scholars, slugFor("", recording.scholar, id.str()));
    connection_.run("INSERT INTO scholar(id, backend, backend_slug, slug, name, folded_name, language) "
                    "VALUES(?1, '', '', ?2, ?3, ?4, ?5)",
                    id, slug, recording.scholar, folded, recording.language);
    return id;
}

ListingId LocalCatalogue::seriesTitled(const LocalRecording& recording, const ScholarId& scholar) {
    const std::string folded = text::fold(recording.series);
    if (folded.empty()) return {};
    {
        sqlite::Statement row = connection_.query(
            "SELECT id, title FROM listing WHERE backend = '' AND format = 'series' AND scholar = ?1",
            scholar);
        while (row.step())
            if (text::fold(row.text(1)) == folded) return row.id<ListingId>(0);
    }
    const ListingId id{newId()};
    insert(id, ListingFormat::Series, recording.series, recording, scholar, {});
    return id;
}

model::Slug LocalCatalogue::insert(const ListingId& id, ListingFormat format, const std::string& title,
                                   const LocalRecording& recording, const ScholarId& scholar,
                                   const ListingId& series) {
    const bool audible = format != ListingFormat::Series;
    const model::Slug slug{takeSlug(connection_, SlugSpace::Listings, slugFor("", title, id.str()))};
    connection_.run(
        "INSERT INTO listing(id, backend, backend_slug, slug, format, title, description, language, "
        "scholar, parent, order_index, duration_ms, published_ms) "
        "VALUES(?1, '', '', ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        id, slug, name(format), title, audible ? recording.description : std::string{}, recording.language,
        scholar, series, audible ? recording.orderIndex : 0,
        audible ? std::optional(recording.duration) : std::nullopt, now_);
    index_.changed(connection_.lastRowId());
    return slug;
}

} // namespace

LocalListing Library::addLocal(const LocalRecording& recording) {
    if (recording.title.empty() || recording.file.empty() || recording.sha256.empty())
        throw Error(ErrorCode::InvalidInput, "a recording needs a title, a file and a digest");
    auto db = database_.writer();
    sqlite::Transaction transaction(*db, sqlite::TransactionKind::Immediate);
    LocalCatalogue catalogue(*db, clock_.wall(), random_);
    if (const auto known = catalogue.withDigest(recording.sha256)) return *known;
    const LocalListing added = catalogue.add(recording);
    transaction.commit();
    return added;
}

} // namespace durus::store

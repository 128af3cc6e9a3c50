// SPDX-License-Identifier: Apache-2.0
#include "CatalogueReplacement.h"

#include "Slugs.h"
#include "StoredMarks.h"

#include <durus/text/Fold.h>

#include <set>
#include <unordered_map>
#include <vector>

namespace durus::store {

namespace {

using model::Listing;
using model::ListingId;

template<typename Item>
std::set<std::string> idsOf(std::span<const Item> items) {
    std::set<std::string> ids;
    for (const Item& item : items)
        ids.insert(item.id.str());
    return ids;
}

// What another backend offers under the same id stays that backend's.
constexpr std::string_view kUpsertScholar =
    "INSERT INTO scholar(id, backend, backend_slug, slug, name, folded_name, language) "
    "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7) "
    "ON CONFLICT(id) DO UPDATE SET backend = ?2, backend_slug = ?3, "
    "slug = iif(backend_slug = ?3, slug, ?4), name = ?5, folded_name = ?6, language = ?7, withdrawn = 0 "
    "WHERE (backend = ?2 OR withdrawn = 1) "
    "AND (backend, backend_slug, name, language, withdrawn) IS NOT (?2, ?3, ?5, ?7, 0)";

constexpr std::string_view kUpsertListing =
    "INSERT INTO listing(id, backend, backend_slug, slug, format, title, description, language, scholar, "
    "parent, order_index, duration_ms, published_ms) "
    "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13) "
    "ON CONFLICT(id) DO UPDATE SET backend = ?2, backend_slug = ?3, "
    "slug = iif(backend_slug = ?3, slug, ?4), format = ?5, title = ?6, description = ?7, language = ?8, "
    "scholar = ?9, parent = ?10, order_index = ?11, duration_ms = ?12, published_ms = ?13, withdrawn = 0 "
    "WHERE (backend = ?2 OR withdrawn = 1) "
    "AND (backend, backend_slug, format, title, description, language, scholar, parent, order_index, "
    "duration_ms, published_ms, withdrawn) IS NOT (?2, ?3, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, 0) "
    "RETURNING number";

// An asset belongs to the first listing that has it, until that one is withdrawn.
constexpr std::string_view kUpsertAsset =
    "INSERT INTO asset(id, listing, url, format, bitrate_kbps, duration_ms) VALUES(?1, ?2, ?3, ?4, ?5, ?6) "
    "ON CONFLICT(id) DO UPDATE SET listing = ?2, url = ?3, format = ?4, bitrate_kbps = ?5, duration_ms = ?6 "
    "WHERE (listing = ?2 OR EXISTS(SELECT 1 FROM listing l WHERE l.id = asset.listing AND l.withdrawn = 1)) "
    "AND (listing, url, format, bitrate_kbps, duration_ms) IS NOT (?2, ?3, ?4, ?5, ?6)";

} // namespace

void CatalogueReplacement::withdraw(std::string_view table, const std::set<std::string>& offered) {
    std::vector<std::string> gone;
    {
        sqlite::Statement row = connection_.query(
            "SELECT id FROM " + std::string(table) + " WHERE backend = ?1 AND withdrawn = 0", backend_);
        while (row.step())
            if (!offered.contains(row.text(0))) gone.push_back(row.text(0));
    }
    for (const std::string& id : gone)
        connection_.run("UPDATE " + std::string(table) + " SET withdrawn = 1 WHERE id = ?1", id);
    changed_ = changed_ || !gone.empty();
}

void CatalogueReplacement::take(std::span<const model::Scholar> scholars) {
    withdraw("scholar", idsOf(scholars));
    for (const model::Scholar& scholar : scholars) {
        const auto changes = connection_.run(kUpsertScholar, scholar.id, backend_, scholar.slug,
                                             slugPlaceholder(scholar.id.str()), scholar.name,
                                             text::fold(scholar.name), scholar.language);
        if (changes == 0) continue;
        changed_ = true;
        index_.scholarChanged(scholar.id.str());
    }
}

void CatalogueReplacement::take(std::span<const model::Topic> topics) {
    withdraw("topic", idsOf(topics));
    for (const model::Topic& topic : topics)
        changed_ = connection_.run("INSERT INTO topic(id, backend, slug, name) VALUES(?1, ?2, ?3, ?4) "
                                   "ON CONFLICT(id) DO UPDATE SET backend = ?2, slug = ?3, name = ?4, "
                                   "withdrawn = 0 WHERE (backend = ?2 OR withdrawn = 1) "
                                   "AND (backend, slug, name, withdrawn) IS NOT (?2, ?3, ?4, 0)",
                                   topic.id, backend_, topic.slug, topic.name) > 0 ||
                   changed_;
}

void CatalogueReplacement::take(std::span<const Listing> listings) {
    withdraw("listing", idsOf(listings));
    std::unordered_map<ListingId, const Listing*> byId;
    for (const Listing& listing : listings)
        byId[listing.id] = &listing;
    for (const Listing& listing : listings) {
        const auto parent = byId.find(listing.parent);
        const bool inherits = listing.scholar.empty() && parent != byId.end();
        take(listing, inherits ? parent->second->scholar : listing.scholar);
    }
}

void CatalogueReplacement::take(const Listing& listing, const model::ScholarId& scholar) {
    {
        sqlite::Statement row = connection_.query(
            kUpsertListing, listing.id, backend_, listing.slug, slugPlaceholder(listing.id.str()),
            name(listing.format), listing.title, listing.description, listing.language, scholar,
            listing.parent, listing.orderIndex, listing.duration, listing.publishedAt);
        if (row.step()) {
            changed_ = true;
            index_.changed(row.integer(0));
            row.run();
        }
    }
    {
        sqlite::Statement owner = connection_.query("SELECT backend FROM listing WHERE id = ?1", listing.id);
        if (!owner.step() || owner.text(0) != backend_.str()) return;
    }
    takeAsset(listing);
    takeTopics(listing);
}

void CatalogueReplacement::takeAsset(const Listing& listing) {
    const std::string current = listing.asset ? listing.asset->id.str() : std::string{};
    const auto dropped =
        connection_.run("DELETE FROM asset WHERE listing = ?1 AND id <> ?2", listing.id, current);
    changed_ = changed_ || dropped > 0;
    if (!listing.asset) return;
    const model::AudioAsset& asset = *listing.asset;
    if (connection_.run(kUpsertAsset, asset.id, listing.id, asset.url, asset.format, asset.bitrateKbps,
                        asset.duration) == 0)
        return;
    changed_ = true;
    // What was wanted of the listing is wanted still, though its asset was replaced.
    connection_.run("UPDATE OR IGNORE download SET asset = ?2, state = 'wanted', validator = '', fault = '' "
                    "WHERE listing = ?1 AND asset <> ?2 AND state <> 'ready'",
                    listing.id, asset.id);
}

void CatalogueReplacement::takeTopics(const Listing& listing) {
    std::set<std::string> wanted;
    for (const model::TopicId& topic : listing.topics)
        wanted.insert(topic.str());
    std::set<std::string> present;
    {
        sqlite::Statement row =
            connection_.query("SELECT topic FROM listing_topic WHERE listing = ?1", listing.id);
        while (row.step())
            present.insert(row.text(0));
    }
    if (wanted == present) return;
    changed_ = true;
    connection_.run("DELETE FROM listing_topic WHERE listing = ?1", listing.id);
    for (const std::string& topic : wanted)
        connection_.run("INSERT INTO listing_topic(listing, topic) VALUES(?1, ?2)", listing.id, topic);
}

void CatalogueReplacement::dropStaleDownloads() {
    connection_.run("DELETE FROM download WHERE state <> 'ready' AND asset NOT IN (SELECT id FROM asset)");
}

void CatalogueReplacement::finish() {
    if (!changed_) return;
    assignSlugs(connection_, SlugSpace::Scholars);
    assignSlugs(connection_, SlugSpace::Listings);
    index_.update();
    dropStaleDownloads();
    refreshHoldsStored(connection_);
    bumpRevision(connection_);
}

} // namespace durus::store

// SPDX-License-Identifier: Apache-2.0
#include "api/LibraryReading.h"

#include <algorithm>
#include <iterator>

namespace durus::mediaserver::api {

namespace {

constexpr std::size_t kPage = 500;

} // namespace

std::vector<store::LibraryItem> allListings(store::Library& library, store::LibraryFilter filter) {
    std::vector<store::LibraryItem> all;
    filter.limit = kPage;
    for (bool more = true; more; filter.offset += kPage) {
        store::LibraryPage page = library.list(filter, model::kLocalAccount);
        std::move(page.items.begin(), page.items.end(), std::back_inserter(all));
        more = page.hasMore;
    }
    return all;
}

std::vector<store::LibraryItem> topLevelListings(store::Library& library, const model::Slug& scholar) {
    store::LibraryFilter filter;
    filter.topLevelOnly = true;
    filter.scholar = scholar;
    return allListings(library, filter);
}

Milliseconds durationOf(const store::LibraryItem& item) noexcept {
    if (item.stored && item.stored->duration.count() > 0) return item.stored->duration;
    if (item.listing.duration) return *item.listing.duration;
    if (item.listing.asset && item.listing.asset->duration) return *item.listing.asset->duration;
    return item.lecturesDuration;
}

bool holdsOthers(const store::LibraryItem& item) noexcept {
    return item.listing.format == model::ListingFormat::Series ||
           item.listing.format == model::ListingFormat::Collection;
}

bool isAvailable(const store::LibraryItem& item) noexcept {
    return item.stored || item.storedCount > 0;
}

http::Response jsonResponse(JsonWriter json, http::Status status) {
    return http::Response::text(status, "application/json; charset=utf-8", std::move(json).finish());
}

} // namespace durus::mediaserver::api

// SPDX-License-Identifier: Apache-2.0
#include "api/ListingsApi.h"

#include "api/ApiError.h"
#include "api/LibraryReading.h"
#include "api/Origin.h"
#include "api/Parameters.h"

#include <durus/core/Error.h>

namespace durus::mediaserver::api {

namespace {

constexpr std::size_t kRecent = 20;
constexpr std::size_t kMostRecent = 100;

std::string slugOf(const http::Request& request) {
    return std::string(request.parameter("slug"));
}

CatalogueJson::Neighbours neighboursOf(const store::LibraryItem& item,
                                       const std::vector<store::LibraryItem>& siblings) {
    for (std::size_t i = 0; i < siblings.size(); ++i) {
        if (siblings[i].listing.id != item.listing.id) continue;
        return {i > 0 ? &siblings[i - 1] : nullptr, i + 1 < siblings.size() ? &siblings[i + 1] : nullptr};
    }
    return {};
}

} // namespace

http::Response ListingsApi::recent(const http::Request& request) const {
    const auto limit = numberParameter(request, "limit", 1, kMostRecent, kRecent);
    if (!limit)
        return apiError(request, http::Status::BadRequest,
                        "limit must be a number from 1 to " + std::to_string(kMostRecent), clock_);
    store::RecentPage page;
    try {
        page = library_.recent(*limit, request.queryParameter("cursor").value_or(""), model::kLocalAccount);
    } catch (const Error& failure) {
        if (failure.code() != ErrorCode::InvalidInput) throw;
        return apiError(request, http::Status::BadRequest, "cursor is not a nextCursor of this server",
                        clock_);
    }
    JsonWriter json;
    json.beginObject().key("items").beginArray();
    for (const store::LibraryItem& item : page.items)
        CatalogueJson::recent(json, item);
    json.endArray();
    if (!page.nextCursor.empty()) json.member("nextCursor", page.nextCursor);
    json.endObject();
    return jsonResponse(std::move(json));
}

http::Response ListingsApi::one(const http::Request& request) const {
    const auto item = find(request);
    if (!item)
        return apiError(request, http::Status::NotFound, "Listing \"" + slugOf(request) + "\" not found",
                        clock_);
    std::vector<store::LibraryItem> siblings;
    if (!item->parentSlug.empty()) siblings = library_.contents(item->parentSlug, model::kLocalAccount);
    JsonWriter json;
    CatalogueJson(originOf(request))
        .detail(json, *item, library_.topicsOf(item->listing.id), neighboursOf(*item, siblings));
    return jsonResponse(std::move(json));
}

http::Response ListingsApi::contents(const http::Request& request) const {
    const auto item = find(request);
    if (!item)
        return apiError(request, http::Status::NotFound, "Listing \"" + slugOf(request) + "\" not found",
                        clock_);
    const CatalogueJson writer(originOf(request));
    JsonWriter json;
    json.beginObject().member("format", formatName(item->listing.format));
    if (item->listing.format == model::ListingFormat::Collection) {
        modules(json, writer, item->listing.slug);
    } else {
        json.key("items").beginArray();
        if (item->listing.format == model::ListingFormat::Series)
            for (const auto& lesson : library_.contents(item->listing.slug, model::kLocalAccount))
                writer.lesson(json, lesson);
        else
            writer.lesson(json, *item);
        json.endArray();
    }
    json.endObject();
    return jsonResponse(std::move(json));
}

http::Response ListingsApi::stream(const http::Request& request) const {
    const auto item = find(request);
    if (!item)
        return apiError(request, http::Status::NotFound, "Listing with ID " + slugOf(request) + " not found",
                        clock_);
    const auto playable = firstStored(*item);
    if (!playable)
        return apiError(request, http::Status::NotFound,
                        "No audio assets found for listing " + slugOf(request), clock_);
    JsonWriter json;
    CatalogueJson(originOf(request)).stream(json, *playable);
    return jsonResponse(std::move(json));
}

std::optional<store::LibraryItem> ListingsApi::find(const http::Request& request) const {
    return library_.bySlug(model::Slug{slugOf(request)}, model::kLocalAccount);
}

std::optional<store::LibraryItem> ListingsApi::firstStored(const store::LibraryItem& item) const {
    if (item.stored) return item;
    if (item.storedCount == 0) return std::nullopt;
    for (const store::LibraryItem& held : library_.contents(item.listing.slug, model::kLocalAccount))
        if (auto found = firstStored(held)) return found;
    return std::nullopt;
}

void ListingsApi::modules(JsonWriter& json, const CatalogueJson& writer,
                          const model::Slug& collection) const {
    json.key("modules").beginArray();
    for (const store::LibraryItem& module : library_.contents(collection, model::kLocalAccount)) {
        json.beginObject().member("id", module.listing.id.str()).member("slug", module.listing.slug.str());
        json.member("title", module.listing.title).key("lessons").beginArray();
        for (const auto& lesson : library_.contents(module.listing.slug, model::kLocalAccount))
            writer.lesson(json, lesson);
        json.endArray().endObject();
    }
    json.endArray();
}

} // namespace durus::mediaserver::api

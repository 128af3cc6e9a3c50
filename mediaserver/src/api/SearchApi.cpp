// SPDX-License-Identifier: Apache-2.0
#include "api/SearchApi.h"

#include "api/ApiError.h"
#include "api/CatalogueJson.h"
#include "api/LibraryReading.h"
#include "api/Parameters.h"

namespace durus::mediaserver::api {

namespace {

constexpr std::size_t kHits = 30;
constexpr std::size_t kMostHits = 100;
constexpr std::size_t kMostOffset = 10'000;

void group(JsonWriter& json, std::string_view name, const store::LibraryPage& page,
           model::ListingFormat format) {
    json.key(name).beginArray();
    for (const store::LibraryItem& item : page.items)
        if (item.listing.format == format) CatalogueJson::found(json, item);
    json.endArray();
}

} // namespace

http::Response SearchApi::search(const http::Request& request) const {
    const auto limit = numberParameter(request, "limit", 1, kMostHits, kHits);
    const auto offset = numberParameter(request, "offset", 0, kMostOffset, 0);
    if (!limit || !offset)
        return apiError(request, http::Status::BadRequest,
                        "limit must be a number from 1 to " + std::to_string(kMostHits) +
                            ", offset one up to " + std::to_string(kMostOffset),
                        clock_);
    const store::LibraryPage page =
        library_.search(request.queryParameter("q").value_or(""), *limit, *offset, model::kLocalAccount);
    JsonWriter json;
    json.beginObject();
    group(json, "collections", page, model::ListingFormat::Collection);
    group(json, "series", page, model::ListingFormat::Series);
    group(json, "singles", page, model::ListingFormat::Single);
    group(json, "lessons", page, model::ListingFormat::Lesson);
    json.member("hasMore", page.hasMore).endObject();
    return jsonResponse(std::move(json));
}

} // namespace durus::mediaserver::api

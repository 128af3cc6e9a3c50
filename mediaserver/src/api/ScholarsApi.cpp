// SPDX-License-Identifier: Apache-2.0
#include "api/ScholarsApi.h"

#include "api/ApiError.h"
#include "api/CatalogueJson.h"
#include "api/LibraryReading.h"

#include <algorithm>

namespace durus::mediaserver::api {

namespace {

bool isArabic(std::string_view utf8) noexcept {
    // U+0600 to U+06FF begin with these bytes.
    return std::any_of(utf8.begin(), utf8.end(), [](char c) { return c >= '\xd8' && c <= '\xdb'; });
}

} // namespace

http::Response ScholarsApi::all(const http::Request&) const {
    JsonWriter json;
    json.beginObject().key("scholars").beginArray();
    for (const store::ScholarItem& scholar : library_.scholars())
        CatalogueJson::scholar(json, scholar);
    json.endArray().member("hasMore", false).endObject();
    return jsonResponse(std::move(json));
}

http::Response ScholarsApi::one(const http::Request& request) const {
    const model::Slug slug{std::string(request.parameter("slug"))};
    const auto scholar = library_.scholar(slug);
    if (!scholar) return unknown(request);
    JsonWriter json;
    CatalogueJson::scholarDetail(json, *scholar, topLevelListings(library_, slug));
    return jsonResponse(std::move(json));
}

http::Response ScholarsApi::content(const http::Request& request) const {
    const model::Slug slug{std::string(request.parameter("slug"))};
    if (!library_.scholar(slug)) return unknown(request);
    JsonWriter json;
    json.beginObject().key("items").beginArray();
    for (const store::LibraryItem& item : topLevelListings(library_, slug))
        CatalogueJson::content(json, item);
    json.endArray().endObject();
    return jsonResponse(std::move(json));
}

http::Response ScholarsApi::topics(const http::Request& request) const {
    const model::Slug slug{std::string(request.parameter("slug"))};
    if (!library_.scholar(slug)) return unknown(request);
    const std::vector<store::LibraryItem> listings = topLevelListings(library_, slug);
    JsonWriter json;
    json.beginObject().key("topics").beginArray();
    for (const model::Topic& topic : library_.topics(slug)) {
        json.beginObject().member("topicId", topic.id.str()).member("topicName", topic.name);
        json.key("items").beginArray();
        for (const store::LibraryItem& item : listings) {
            const auto& of = item.listing.topics;
            if (std::find(of.begin(), of.end(), topic.id) != of.end()) CatalogueJson::content(json, item);
        }
        json.endArray().endObject();
    }
    json.endArray().endObject();
    return jsonResponse(std::move(json));
}

http::Response ScholarsApi::allTopics(const http::Request&) const {
    JsonWriter json;
    int order = 0;
    json.beginArray();
    for (const model::Topic& topic : library_.topics()) {
        json.beginObject().member("id", topic.id.str()).member("slug", topic.slug.str());
        json.key("name").beginObject().member(isArabic(topic.name) ? "ar" : "en", topic.name).endObject();
        json.member("orderIndex", ++order).endObject();
    }
    json.endArray();
    return jsonResponse(std::move(json));
}

http::Response ScholarsApi::unknown(const http::Request& request) const {
    return apiError(request, http::Status::NotFound,
                    "Scholar \"" + std::string(request.parameter("slug")) + "\" not found", clock_);
}

} // namespace durus::mediaserver::api

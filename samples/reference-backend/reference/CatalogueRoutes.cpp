// SPDX-License-Identifier: Apache-2.0
#include "reference/CatalogueRoutes.h"

#include "reference/JsonReply.h"
#include "reference/RecentPage.h"

#include <algorithm>
#include <charconv>

namespace durus::reference {

namespace {

const Scholar& scholarOrThrow(const Catalogue& catalogue, const std::string& slug) {
    const Scholar* scholar = catalogue.scholarBySlug(slug);
    if (!scholar) throw HttpError(404, "Scholar \"" + slug + "\" not found");
    return *scholar;
}

const Listing& listingOrThrow(const Catalogue& catalogue, const std::string& slug) {
    const Listing* listing = catalogue.listingBySlug(slug);
    if (!listing) throw HttpError(404, "Listing \"" + slug + "\" not found");
    return *listing;
}

template<typename Json>
Response cacheable(const Json& json) {
    Response response = jsonReply(json);
    response.headers = {
        {"Cache-Control", "public, max-age=300"}, {"Vary", "Accept-Language"}, {"x-cache", "MISS"}};
    return response;
}

Response scholars(const Catalogue& catalogue, const CatalogueJson& write) {
    Poco::JSON::Array rows;
    for (const Scholar& scholar : catalogue.scholars())
        rows.add(write.scholarRow(scholar));
    Poco::JSON::Object json = orderedObject();
    json.set("scholars", rows);
    json.set("hasMore", false);
    return cacheable(json);
}

Poco::JSON::Array contentOf(const Catalogue& catalogue, const CatalogueJson& write, const Scholar& scholar,
                            const std::string& topicId = {}) {
    Poco::JSON::Array items;
    for (const Listing* listing : catalogue.topLevel()) {
        const auto& topics = listing->topicIds;
        const bool hasTopic =
            topicId.empty() || std::find(topics.begin(), topics.end(), topicId) != topics.end();
        if (listing->scholarId == scholar.id && hasTopic) items.add(write.contentItem(*listing));
    }
    return items;
}

Response scholarContent(const Catalogue& catalogue, const CatalogueJson& write, const std::string& slug) {
    Poco::JSON::Object json = orderedObject();
    json.set("items", contentOf(catalogue, write, scholarOrThrow(catalogue, slug)));
    return cacheable(json);
}

Response scholarTopics(const Catalogue& catalogue, const CatalogueJson& write, const std::string& slug) {
    const Scholar& scholar = scholarOrThrow(catalogue, slug);
    Poco::JSON::Array topics;
    for (const Topic& topic : catalogue.topics()) {
        const Poco::JSON::Array items = contentOf(catalogue, write, scholar, topic.id);
        if (items.size() == 0) continue;
        Poco::JSON::Object entry = orderedObject();
        entry.set("topicId", topic.id);
        entry.set("topicName", topic.name);
        entry.set("items", items);
        topics.add(entry);
    }
    Poco::JSON::Object json = orderedObject();
    json.set("topics", topics);
    return cacheable(json);
}

Response topics(const Catalogue& catalogue, const CatalogueJson& write) {
    Poco::JSON::Array json;
    int order = 0;
    for (const Topic& topic : catalogue.topics())
        json.add(write.topic(topic, ++order));
    return cacheable(json);
}

Response recent(const Catalogue& catalogue, const CatalogueJson& write, const Request& request,
                bool losesTies) {
    const RecentPage page =
        recentPage(catalogue, request.parameter("limit"), request.parameter("cursor"), losesTies);
    Poco::JSON::Array items;
    for (const Listing* listing : page.items)
        items.add(write.recentItem(*listing));
    Poco::JSON::Object json = orderedObject();
    json.set("items", items);
    if (!page.nextCursor.empty()) json.set("nextCursor", page.nextCursor);
    return cacheable(json);
}

Response contents(const Catalogue& catalogue, const CatalogueJson& write, const std::string& slug) {
    const Listing& listing = listingOrThrow(catalogue, slug);
    Poco::JSON::Array items;
    for (const Listing* lesson : catalogue.lessonsOf(listing))
        items.add(write.lesson(*lesson));
    Poco::JSON::Object json = orderedObject();
    json.set("format", listing.isSeries ? "series" : "single");
    json.set("items", items);
    return cacheable(json);
}

Response stream(const Catalogue& catalogue, const CatalogueJson& write, const std::string& slug) {
    const Listing* listing = catalogue.listingBySlug(slug);
    if (!listing) throw HttpError(404, "Listing with ID " + slug + " not found");
    if (listing->isSeries && !catalogue.lessonsOf(*listing).empty())
        listing = catalogue.lessonsOf(*listing).front();
    if (!listing->asset) throw HttpError(404, "No audio assets found for listing " + slug);
    return cacheable(write.stream(*listing->asset));
}

} // namespace

void addCatalogueRoutes(Router& router, const Catalogue& catalogue, const Quirks& quirks) {
    using Write = const CatalogueJson&;
    const auto get = [&](std::string pattern, auto answer) {
        router.add({.method = "GET",
                    .pattern = std::move(pattern),
                    .handler = [&catalogue, answer](const Request& request, const PathValues& values) {
                        return answer(catalogue, CatalogueJson(catalogue, request.baseUrl), request, values);
                    }});
    };
    using C = const Catalogue&;
    using R = const Request&;
    using V = const PathValues&;
    get("/scholars", [](C c, Write w, R, V) { return scholars(c, w); });
    get("/scholars/:slug",
        [](C c, Write w, R, V v) { return cacheable(w.scholarDetail(scholarOrThrow(c, v[0]))); });
    get("/scholars/:slug/content", [](C c, Write w, R, V v) { return scholarContent(c, w, v[0]); });
    get("/scholars/:slug/topics", [](C c, Write w, R, V v) { return scholarTopics(c, w, v[0]); });
    get("/topics", [](C c, Write w, R, V) { return topics(c, w); });
    get("/listings/recent", [losesTies = quirks.has(Quirk::LosesTiesOfRecent)](C c, Write w, R r, V) {
        return recent(c, w, r, losesTies);
    });
    get("/listings/:slug",
        [](C c, Write w, R, V v) { return cacheable(w.listing(listingOrThrow(c, v[0]))); });
    get("/listings/:slug/contents", [](C c, Write w, R, V v) { return contents(c, w, v[0]); });
    get("/audio/listings/:slug/stream", [](C c, Write w, R, V v) { return stream(c, w, v[0]); });
}

} // namespace durus::reference

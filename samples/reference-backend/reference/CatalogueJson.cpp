// SPDX-License-Identifier: Apache-2.0
#include "reference/CatalogueJson.h"

#include <durus/core/IsoTime.h>

#include <algorithm>
#include <sstream>

namespace durus::reference {

namespace {

const Poco::Dynamic::Var kNull;

const char* kindOf(const Listing& listing) {
    return listing.isSeries ? "series" : "single";
}

Poco::JSON::Object scholarReference(const Scholar& scholar) {
    Poco::JSON::Object json = orderedObject();
    json.set("id", scholar.id);
    json.set("slug", scholar.slug);
    json.set("name", scholar.name);
    return json;
}

/// What a scholar's lectures add up to.
struct Totals {
    std::size_t lectures = 0;
    std::size_t series = 0;
    std::int64_t seconds = 0;
    WallTime first{};
    WallTime last{};
};

Totals totalsOf(const Catalogue& catalogue, const Scholar& scholar) {
    Totals totals;
    for (const Listing* listing : catalogue.topLevel()) {
        if (listing->scholarId != scholar.id) continue;
        const bool isFirst = totals.lectures + totals.series == 0;
        totals.lectures += catalogue.lectureCount(*listing);
        totals.series += listing->isSeries ? 1 : 0;
        totals.seconds += catalogue.totalSeconds(*listing);
        totals.first = isFirst ? listing->publishedAt : std::min(totals.first, listing->publishedAt);
        totals.last = std::max(totals.last, listing->publishedAt);
    }
    return totals;
}

std::optional<WallTime> firstUse(const Catalogue& catalogue, const Topic& topic) {
    std::optional<WallTime> first;
    for (const Listing& listing : catalogue.listings())
        if (std::find(listing.topicIds.begin(), listing.topicIds.end(), topic.id) != listing.topicIds.end())
            first = std::min(first.value_or(listing.publishedAt), listing.publishedAt);
    return first;
}

} // namespace

Poco::JSON::Object orderedObject() {
    return Poco::JSON::Object(Poco::JSON_PRESERVE_KEY_ORDER);
}

std::string toText(const Poco::JSON::Object& object) {
    std::ostringstream out;
    object.stringify(out);
    return std::move(out).str();
}

std::string toText(const Poco::JSON::Array& array) {
    std::ostringstream out;
    array.stringify(out);
    return std::move(out).str();
}

Poco::JSON::Object CatalogueJson::scholarRow(const Scholar& scholar) const {
    Poco::JSON::Object json = scholarReference(scholar);
    json.set("mainLanguage", scholar.language);
    json.set("originalLanguage", scholar.language);
    json.set("lectureCount", totalsOf(catalogue_, scholar).lectures);
    return json;
}

Poco::JSON::Object CatalogueJson::scholarDetail(const Scholar& scholar) const {
    const Totals totals = totalsOf(catalogue_, scholar);
    Poco::JSON::Object json = scholarReference(scholar);
    json.set("mainLanguage", scholar.language);
    json.set("originalLanguage", scholar.language);
    json.set("isActive", true);
    json.set("createdAt", toIso8601(totals.first));
    json.set("updatedAt", toIso8601(totals.last));
    json.set("lectureCount", totals.lectures);
    json.set("seriesCount", totals.series);
    json.set("totalDurationSeconds", totals.seconds);
    return json;
}

Poco::JSON::Object CatalogueJson::contentItem(const Listing& listing) const {
    const std::int64_t seconds = catalogue_.totalSeconds(listing);
    Poco::JSON::Object json = orderedObject();
    json.set("id", listing.id);
    json.set("slug", listing.slug);
    json.set("title", listing.title);
    json.set("type", kindOf(listing));
    json.set("recencyAt", toIso8601(listing.publishedAt));
    json.set("lectureCount", catalogue_.lectureCount(listing));
    if (seconds > 0) json.set("durationSeconds", seconds);
    json.set("originalLanguage", listing.language);
    return json;
}

Poco::JSON::Object CatalogueJson::topic(const Topic& topic, int orderIndex) const {
    Poco::JSON::Object names = orderedObject();
    names.set("ar", topic.name);
    Poco::JSON::Object json = orderedObject();
    json.set("id", topic.id);
    json.set("slug", topic.slug);
    json.set("name", names);
    json.set("orderIndex", orderIndex);
    if (const auto first = firstUse(catalogue_, topic)) json.set("createdAt", toIso8601(*first));
    return json;
}

Poco::JSON::Object CatalogueJson::recentItem(const Listing& listing) const {
    const Scholar& scholar = catalogue_.scholarOf(listing);
    Poco::JSON::Object json = orderedObject();
    json.set("kind", kindOf(listing));
    json.set("id", listing.id);
    json.set("title", listing.title);
    json.set("slug", listing.slug);
    json.set("scholarName", scholar.name);
    json.set("scholarSlug", scholar.slug);
    json.set("thumbnailUrl", kNull);
    json.set("durationSeconds", catalogue_.totalSeconds(listing));
    json.set("publishedLectureCount", catalogue_.lectureCount(listing));
    json.set("publishedAt", toIso8601(listing.publishedAt));
    json.set("originalLanguage", listing.language);
    return json;
}

Poco::JSON::Object CatalogueJson::listing(const Listing& listing) const {
    Poco::JSON::Array topics;
    for (const std::string& id : listing.topicIds) {
        const Topic& topic = catalogue_.topic(id);
        Poco::JSON::Object entry = orderedObject();
        entry.set("id", topic.id);
        entry.set("slug", topic.slug);
        entry.set("name", topic.name);
        topics.add(entry);
    }
    Poco::JSON::Object json = orderedObject();
    json.set("id", listing.id);
    json.set("slug", listing.slug);
    json.set("title", listing.title);
    if (!listing.description.empty()) json.set("description", listing.description);
    json.set("format", kindOf(listing));
    json.set("language", listing.language);
    json.set("originalLanguage", listing.language);
    if (listing.durationSeconds() > 0) json.set("durationSeconds", listing.durationSeconds());
    json.set("publishedAt", toIso8601(listing.publishedAt));
    json.set("scholar", scholarReference(catalogue_.scholarOf(listing)));
    json.set("topics", topics);
    json.set("primaryAudioAsset", listing.asset ? Poco::Dynamic::Var(asset(*listing.asset)) : kNull);
    json.set("seriesContext", kNull);
    json.set("rootListing", kNull);
    return json;
}

Poco::JSON::Object CatalogueJson::lesson(const Listing& lesson) const {
    Poco::JSON::Object json = orderedObject();
    json.set("id", lesson.id);
    json.set("slug", lesson.slug);
    json.set("title", lesson.title);
    if (lesson.durationSeconds() > 0) json.set("durationSeconds", lesson.durationSeconds());
    json.set("orderIndex", lesson.orderIndex);
    json.set("primaryAudioAsset", lesson.asset ? Poco::Dynamic::Var(asset(*lesson.asset)) : kNull);
    return json;
}

Poco::JSON::Object CatalogueJson::searchItem(const Listing& listing) const {
    const Scholar& scholar = catalogue_.scholarOf(listing);
    const std::int64_t seconds = catalogue_.totalSeconds(listing);
    Poco::JSON::Object json = orderedObject();
    json.set("id", listing.id);
    json.set("slug", listing.slug);
    json.set("title", listing.title);
    json.set("scholarName", scholar.name);
    json.set("scholarSlug", scholar.slug);
    json.set("lectureCount", catalogue_.lectureCount(listing));
    if (seconds > 0) json.set("durationSeconds", seconds);
    json.set("originalLanguage", listing.language);
    return json;
}

Poco::JSON::Object CatalogueJson::stream(const Asset& asset) const {
    Poco::JSON::Object json = orderedObject();
    json.set("url", url(asset));
    json.set("durationSeconds", asset.durationSeconds);
    json.set("format", asset.format);
    return json;
}

std::string CatalogueJson::url(const Asset& asset) const {
    return baseUrl_ + "/media/" + asset.id + '.' + asset.format;
}

Poco::JSON::Object CatalogueJson::asset(const Asset& asset) const {
    Poco::JSON::Object json = orderedObject();
    json.set("id", asset.id);
    json.set("url", url(asset));
    if (!asset.format.empty()) json.set("format", asset.format);
    if (asset.bitrateKbps > 0) json.set("bitrateKbps", asset.bitrateKbps);
    if (asset.durationSeconds > 0) json.set("durationSeconds", asset.durationSeconds);
    return json;
}

} // namespace durus::reference

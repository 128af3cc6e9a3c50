// SPDX-License-Identifier: Apache-2.0
#include "api/CatalogueJson.h"

#include "api/LibraryReading.h"
#include "media/AudioName.h"

#include <durus/core/IsoTime.h>

#include <algorithm>

namespace durus::mediaserver::api {

namespace {

std::int64_t wholeSeconds(Milliseconds duration) noexcept {
    return (duration.count() + 500) / 1000;
}

void optionalText(JsonWriter& json, std::string_view name, std::string_view text) {
    if (!text.empty()) json.member(name, text);
}

void optionalDuration(JsonWriter& json, Milliseconds duration) {
    if (duration.count() > 0) json.member("durationSeconds", wholeSeconds(duration));
}

// The platform's clients insist on a date here.
std::string recency(const model::Listing& listing) {
    return toIso8601(listing.publishedAt.value_or(WallTime{}));
}

void reference(JsonWriter& json, std::string_view name, const store::LibraryItem* item) {
    if (item == nullptr) {
        json.nullMember(name);
        return;
    }
    json.key(name)
        .beginObject()
        .member("id", item->listing.id.str())
        .member("slug", item->listing.slug.str());
    json.member("title", item->listing.title).endObject();
}

void seriesContext(JsonWriter& json, const store::LibraryItem& item,
                   const CatalogueJson::Neighbours& neighbours) {
    if (item.listing.format != model::ListingFormat::Lesson || item.listing.parent.empty()) {
        json.nullMember("seriesContext");
        return;
    }
    json.key("seriesContext").beginObject();
    json.member("seriesId", item.listing.parent.str()).member("seriesTitle", item.parentTitle);
    json.member("seriesSlug", item.parentSlug.str());
    reference(json, "prevLecture", neighbours.previous);
    reference(json, "nextLecture", neighbours.next);
    json.endObject();
}

} // namespace

std::string_view formatName(model::ListingFormat format) noexcept {
    switch (format) {
    case model::ListingFormat::Series:
        return "series";
    case model::ListingFormat::Collection:
        return "collection";
    case model::ListingFormat::Single:
    case model::ListingFormat::Lesson:
        break;
    }
    return "single";
}

void CatalogueJson::scholar(JsonWriter& json, const store::ScholarItem& item) {
    json.beginObject().member("id", item.scholar.id.str()).member("slug", item.scholar.slug.str());
    json.member("name", item.scholar.name);
    optionalText(json, "mainLanguage", item.scholar.language);
    optionalText(json, "originalLanguage", item.scholar.language);
    json.member("lectureCount", item.lectureCount).member("available", item.storedCount > 0).endObject();
}

void CatalogueJson::scholarDetail(JsonWriter& json, const store::ScholarItem& item,
                                  const std::vector<store::LibraryItem>& content) {
    std::size_t series = 0;
    Milliseconds total{0};
    std::optional<WallTime> first;
    std::optional<WallTime> last;
    for (const store::LibraryItem& held : content) {
        if (held.listing.format == model::ListingFormat::Series) ++series;
        total += durationOf(held);
        if (!held.listing.publishedAt) continue;
        first = std::min(first.value_or(*held.listing.publishedAt), *held.listing.publishedAt);
        last = std::max(last.value_or(*held.listing.publishedAt), *held.listing.publishedAt);
    }
    json.beginObject().member("id", item.scholar.id.str()).member("slug", item.scholar.slug.str());
    json.member("name", item.scholar.name);
    optionalText(json, "mainLanguage", item.scholar.language);
    optionalText(json, "originalLanguage", item.scholar.language);
    json.member("isActive", true);
    // The catalogue keeps no dates of scholars; those of their first and last publication stand in.
    json.member("createdAt", toIso8601(first.value_or(WallTime{})));
    json.member("updatedAt", toIso8601(last.value_or(WallTime{})));
    json.member("lectureCount", item.lectureCount).member("seriesCount", series);
    json.member("totalDurationSeconds", wholeSeconds(total))
        .member("available", item.storedCount > 0)
        .endObject();
}

void CatalogueJson::content(JsonWriter& json, const store::LibraryItem& item) {
    json.beginObject().member("id", item.listing.id.str()).member("slug", item.listing.slug.str());
    json.member("title", item.listing.title).member("type", formatName(item.listing.format));
    json.member("recencyAt", recency(item.listing)).member("lectureCount", item.lectureCount);
    optionalDuration(json, durationOf(item));
    optionalText(json, "originalLanguage", item.listing.language);
    json.member("available", isAvailable(item)).endObject();
}

void CatalogueJson::recent(JsonWriter& json, const store::LibraryItem& item) {
    json.beginObject().member("kind", formatName(item.listing.format)).member("id", item.listing.id.str());
    json.member("title", item.listing.title).member("slug", item.listing.slug.str());
    json.member("scholarName", item.scholarName).member("scholarSlug", item.scholarSlug.str());
    json.nullMember("thumbnailUrl").member("durationSeconds", wholeSeconds(durationOf(item)));
    json.member("publishedLectureCount", item.lectureCount).member("publishedAt", recency(item.listing));
    optionalText(json, "originalLanguage", item.listing.language);
    json.member("available", isAvailable(item)).endObject();
}

void CatalogueJson::found(JsonWriter& json, const store::LibraryItem& item) {
    json.beginObject().member("id", item.listing.id.str()).member("slug", item.listing.slug.str());
    json.member("title", item.listing.title).member("scholarName", item.scholarName);
    json.member("scholarSlug", item.scholarSlug.str()).member("lectureCount", item.lectureCount);
    optionalDuration(json, durationOf(item));
    optionalText(json, "originalLanguage", item.listing.language);
    optionalText(json, "seriesSlug", item.parentSlug.str());
    json.member("available", isAvailable(item)).endObject();
}

void CatalogueJson::detail(JsonWriter& json, const store::LibraryItem& item,
                           const std::vector<model::Topic>& topics, const Neighbours& neighbours) const {
    const model::Listing& listing = item.listing;
    json.beginObject().member("id", listing.id.str()).member("slug", listing.slug.str());
    json.member("title", listing.title);
    optionalText(json, "description", listing.description);
    json.member("format", formatName(listing.format));
    optionalText(json, "language", listing.language);
    optionalText(json, "originalLanguage", listing.language);
    if (!holdsOthers(item)) optionalDuration(json, durationOf(item));
    if (listing.publishedAt) json.member("publishedAt", toIso8601(*listing.publishedAt));
    json.key("scholar")
        .beginObject()
        .member("id", listing.scholar.str())
        .member("slug", item.scholarSlug.str());
    json.member("name", item.scholarName).endObject();
    json.key("topics").beginArray();
    for (const model::Topic& topic : topics)
        json.beginObject()
            .member("id", topic.id.str())
            .member("slug", topic.slug.str())
            .member("name", topic.name)
            .endObject();
    json.endArray();
    asset(json, item);
    seriesContext(json, item, neighbours);
    json.nullMember("rootListing").member("available", isAvailable(item)).endObject();
}

void CatalogueJson::lesson(JsonWriter& json, const store::LibraryItem& item) const {
    json.beginObject().member("id", item.listing.id.str()).member("slug", item.listing.slug.str());
    json.member("title", item.listing.title);
    optionalDuration(json, durationOf(item));
    json.member("orderIndex", item.listing.orderIndex);
    asset(json, item);
    json.member("available", isAvailable(item)).endObject();
}

void CatalogueJson::stream(JsonWriter& json, const store::LibraryItem& item) const {
    json.beginObject().member("url", origin_ + media::audioPath(*item.stored));
    json.member("durationSeconds", wholeSeconds(durationOf(item)))
        .member("format", item.stored->format)
        .endObject();
}

void CatalogueJson::asset(JsonWriter& json, const store::LibraryItem& item) const {
    if (!item.stored) {
        json.nullMember("primaryAudioAsset");
        return;
    }
    json.key("primaryAudioAsset").beginObject().member("id", item.stored->asset.str());
    json.member("url", origin_ + media::audioPath(*item.stored)).member("format", item.stored->format);
    if (item.listing.asset && item.listing.asset->bitrateKbps > 0)
        json.member("bitrateKbps", item.listing.asset->bitrateKbps);
    optionalDuration(json, durationOf(item));
    json.endObject();
}

} // namespace durus::mediaserver::api

// SPDX-License-Identifier: Apache-2.0
#include "CatalogueWriter.h"

#include "Names.h"
#include "Timestamp.h"
#include "Utf8.h"

#include <durus/abi/limits.h>

#include <limits>
#include <vector>

namespace platform {

using durus::plugin_kit::borrow;
using durus::plugin_kit::Results;

namespace {

constexpr std::int64_t kMaxSeconds = DURUS_MAX_SPAN_MS / 1000;

durus_string_t clipped(std::string_view text, std::size_t maxBytes = DURUS_MAX_TEXT) {
    return borrow(clip(text, maxBytes));
}

std::string_view nameOr(std::string_view text, std::string_view otherwise) {
    return isName(text) ? text : otherwise;
}

std::string_view firstText(std::initializer_list<std::string_view> texts) {
    for (const std::string_view text : texts)
        if (!text.empty()) return text;
    return {};
}

/// A name is a text, or an object of texts by language.
std::string_view nameIn(const Json& name) {
    if (!name.isObject()) return name.text();
    const std::string_view preferred = firstText({name["ar"].text(), name["en"].text()});
    if (!preferred.empty() || name.members().empty()) return preferred;
    return name.members().front().second.text();
}

std::int64_t spanMs(const Json& seconds) {
    return seconds.integer(0, kMaxSeconds).value_or(0) * 1000;
}

/// The audio of a listing; none if it has none that can be fetched.
std::optional<durus_audio_asset_t> toAsset(const Json& json) {
    const std::string_view url = json["url"].text();
    if (!isName(json["id"].text()) || url.empty() || url.size() > DURUS_MAX_TEXT) return std::nullopt;
    durus_audio_asset_t asset{};
    asset.struct_size = sizeof asset;
    asset.bitrate_kbps = static_cast<std::int32_t>(json["bitrateKbps"].integer(0, 1'000'000).value_or(0));
    asset.id = borrow(json["id"].text());
    asset.url = borrow(url);
    asset.format = borrow(nameOr(json["format"].text(), ""));
    asset.duration_ms = spanMs(json["durationSeconds"]);
    return asset;
}

} // namespace

std::int32_t toFormat(std::string_view word, std::int32_t otherwise) noexcept {
    if (word == "single") return DURUS_LISTING_SINGLE;
    if (word == "series") return DURUS_LISTING_SERIES;
    if (word == "collection") return DURUS_LISTING_COLLECTION;
    if (word == "lesson") return DURUS_LISTING_LESSON;
    return otherwise;
}

std::string CatalogueWriter::scholar(Results& results, const Json& json) {
    std::string id(json["id"].text());
    if (!isName(id)) return {};
    if (!scholars_.insert(id).second) return id;
    durus_scholar_t scholar{};
    scholar.id = borrow(id);
    scholar.slug = borrow(nameOr(json["slug"].text(), ""));
    scholar.name = clipped(firstText({nameIn(json["name"]), json["slug"].text()}));
    scholar.language =
        borrow(nameOr(firstText({json["mainLanguage"].text(), json["originalLanguage"].text()}), ""));
    results.scholar(scholar);
    return id;
}

std::string CatalogueWriter::topic(Results& results, const Json& json) {
    std::string id(json["id"].text());
    if (!isName(id)) return {};
    if (!topics_.insert(id).second) return id;
    durus_topic_t topic{};
    topic.id = borrow(id);
    topic.slug = borrow(nameOr(json["slug"].text(), ""));
    topic.name = clipped(firstText({nameIn(json["name"]), json["slug"].text()}));
    results.topic(topic);
    return id;
}

std::optional<Surroundings> CatalogueWriter::listing(Results& results, const Json& json,
                                                     const Surroundings& around) {
    Surroundings inside;
    inside.slug = nameOr(json["slug"].text(), around.slug);
    inside.parent = json["id"].text();
    if (!isName(inside.parent) || !isName(inside.slug) || !listings_.insert(inside.parent).second)
        return std::nullopt;
    inside.scholar = scholar(results, json["scholar"]);
    if (inside.scholar.empty()) inside.scholar = around.scholar;
    inside.language =
        nameOr(firstText({json["language"].text(), json["originalLanguage"].text()}), around.language);
    inside.format = toFormat(firstText({json["format"].text(), json["type"].text()}), around.format);

    std::vector<std::string> topics;
    for (const Json& item : json["topics"].items())
        if (std::string id = topic(results, item); !id.empty() && topics.size() < DURUS_MAX_TOPICS)
            topics.push_back(std::move(id));
    std::vector<durus_string_t> topicIds;
    topicIds.reserve(topics.size());
    for (const std::string& id : topics)
        topicIds.push_back(borrow(id));

    const auto asset = toAsset(json["primaryAudioAsset"]);
    durus_listing_t listing{};
    listing.format = inside.format;
    listing.order_index = static_cast<std::int32_t>(
        json["orderIndex"].integer(0, std::numeric_limits<std::int32_t>::max()).value_or(around.order));
    listing.id = borrow(inside.parent);
    listing.slug = borrow(inside.slug);
    listing.title = clipped(firstText({nameIn(json["title"]), inside.slug}));
    listing.description = clipped(nameIn(json["description"]), DURUS_MAX_DESCRIPTION);
    listing.language = borrow(inside.language);
    listing.scholar = borrow(inside.scholar);
    listing.parent = borrow(around.parent);
    listing.duration_ms = spanMs(json["durationSeconds"]);
    if (listing.duration_ms == 0 && asset) listing.duration_ms = asset->duration_ms;
    const auto publishedAt = toTimestamp(json["publishedAt"].text());
    listing.published_at_ms = publishedAt ? publishedAt->count() : DURUS_TIME_UNKNOWN;
    listing.topics = topicIds.data();
    listing.topic_count = topicIds.size();
    listing.asset = asset ? &*asset : nullptr;
    results.listing(listing);
    return inside;
}

} // namespace platform

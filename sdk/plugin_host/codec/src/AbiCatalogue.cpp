// SPDX-License-Identifier: Apache-2.0
#include "AbiCatalogue.h"

#include <durus/abi/limits.h>
#include <durus/plugin_host/Abi.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace durus::plugin_codec {

using plugin_host::isText;
using plugin_host::view;

namespace {

static_assert(static_cast<int>(model::ListingFormat::Single) == DURUS_LISTING_SINGLE &&
              static_cast<int>(model::ListingFormat::Series) == DURUS_LISTING_SERIES &&
              static_cast<int>(model::ListingFormat::Collection) == DURUS_LISTING_COLLECTION &&
              static_cast<int>(model::ListingFormat::Lesson) == DURUS_LISTING_LESSON);

bool isNameOrEmpty(durus_string_t id) noexcept {
    return view(id).empty() || isName(id);
}

bool isGood(const durus_audio_asset_t& asset) noexcept {
    return asset.struct_size >= sizeof asset && isName(asset.id) && isText(view(asset.url), DURUS_MAX_TEXT) &&
           isNameOrEmpty(asset.format) && isSpan(asset.duration_ms) && asset.bitrate_kbps >= 0;
}

template<typename IdType>
IdType toId(durus_string_t id) {
    return IdType(std::string(view(id)));
}

model::AudioAsset toAsset(const durus_audio_asset_t& asset) {
    model::AudioAsset out;
    out.id = toId<model::AssetId>(asset.id);
    out.url = std::string(view(asset.url));
    out.format = std::string(view(asset.format));
    out.bitrateKbps = asset.bitrate_kbps;
    if (asset.duration_ms > 0) out.duration = Milliseconds{asset.duration_ms};
    return out;
}

} // namespace

bool isName(durus_string_t id) noexcept {
    const std::string_view text = view(id);
    return !text.empty() && text != "." && text != ".." && isText(text, DURUS_MAX_ID) &&
           std::none_of(text.begin(), text.end(), [](char c) {
               return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F || c == '/' || c == '\\';
           });
}

bool isSpan(std::int64_t ms) noexcept {
    return ms >= 0 && ms <= DURUS_MAX_SPAN_MS;
}

const char* faultOf(const durus_scholar_t& scholar) noexcept {
    return isName(scholar.id) && isNameOrEmpty(scholar.slug) && isNameOrEmpty(scholar.language) &&
                   isText(view(scholar.name), DURUS_MAX_TEXT)
               ? nullptr
               : "it passed a scholar with a malformed id or text";
}

const char* faultOf(const durus_topic_t& topic) noexcept {
    return isName(topic.id) && isNameOrEmpty(topic.slug) && isText(view(topic.name), DURUS_MAX_TEXT)
               ? nullptr
               : "it passed a topic with a malformed id or text";
}

const char* faultOf(const durus_listing_t& listing) noexcept {
    if (listing.format < DURUS_LISTING_SINGLE || listing.format > DURUS_LISTING_LESSON)
        return "it passed a listing of an unknown format";
    if (!isName(listing.id) || !isName(listing.slug) || !isNameOrEmpty(listing.scholar) ||
        !isNameOrEmpty(listing.parent) || !isNameOrEmpty(listing.language))
        return "it passed a listing with a malformed id";
    if (!isText(view(listing.title), DURUS_MAX_TEXT) ||
        !isText(view(listing.description), DURUS_MAX_DESCRIPTION))
        return "it passed a listing with a text that is too long or no UTF-8";
    if (!isSpan(listing.duration_ms) || listing.topic_count > DURUS_MAX_TOPICS ||
        (listing.topics == nullptr && listing.topic_count > 0) ||
        !std::all_of(listing.topics, listing.topics + listing.topic_count, isName))
        return "it passed a listing with an impossible duration or topic";
    if (listing.asset != nullptr && !isGood(*listing.asset)) return "it passed a malformed audio asset";
    return nullptr;
}

model::Scholar toScholar(const durus_scholar_t& scholar) {
    return {toId<model::ScholarId>(scholar.id), toId<model::Slug>(scholar.slug),
            std::string(view(scholar.name)), std::string(view(scholar.language))};
}

model::Topic toTopic(const durus_topic_t& topic) {
    return {toId<model::TopicId>(topic.id), toId<model::Slug>(topic.slug), std::string(view(topic.name))};
}

model::Listing toListing(const durus_listing_t& listing) {
    model::Listing out;
    out.id = toId<model::ListingId>(listing.id);
    out.slug = toId<model::Slug>(listing.slug);
    out.format = static_cast<model::ListingFormat>(listing.format);
    out.title = std::string(view(listing.title));
    out.description = std::string(view(listing.description));
    out.language = std::string(view(listing.language));
    out.scholar = toId<model::ScholarId>(listing.scholar);
    out.parent = toId<model::ListingId>(listing.parent);
    out.orderIndex = listing.order_index;
    if (listing.duration_ms > 0) out.duration = Milliseconds{listing.duration_ms};
    if (listing.published_at_ms != DURUS_TIME_UNKNOWN)
        out.publishedAt = WallTime{Milliseconds{listing.published_at_ms}};
    for (std::uint64_t i = 0; i < listing.topic_count; ++i)
        out.topics.push_back(toId<model::TopicId>(listing.topics[i]));
    if (listing.asset != nullptr) out.asset = toAsset(*listing.asset);
    return out;
}

} // namespace durus::plugin_codec

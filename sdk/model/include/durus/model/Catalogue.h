// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Time.h>
#include <durus/model/Ids.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace durus::model {

struct Scholar {
    ScholarId id;
    Slug slug;
    std::string name;
    std::string language; ///< main language, ISO 639-1
};

struct Topic {
    TopicId id;
    Slug slug;
    std::string name;
};

/// What a listing is. A series and a collection hold other listings; a lesson is held; a single stands alone.
enum class ListingFormat { Single, Series, Collection, Lesson };
/// "single", "series", "collection", "lesson": the word for it in the store and in JSON.
std::string_view name(ListingFormat format) noexcept;

/// Where a listing comes from. The progress and favourites of a local one never leave the box: no backend
/// knows it.
enum class ListingOrigin { Backend, Local };

struct AudioAsset {
    AssetId id;
    std::string url; ///< where the backend offers it; empty for a local listing
    std::string format;
    int bitrateKbps = 0;                  ///< 0 = unknown
    std::optional<Milliseconds> duration; ///< by the catalogue
};

struct Listing {
    ListingId id;
    Slug slug;
    ListingFormat format = ListingFormat::Single;
    ListingOrigin origin = ListingOrigin::Backend;
    std::string title;
    std::string description;
    std::string language; ///< ISO 639-1; "ar" decides the direction of its texts
    ScholarId scholar;    ///< empty if unknown
    ListingId parent;     ///< the series or collection that holds it; empty if none
    int orderIndex = 0;   ///< place within the parent
    std::optional<Milliseconds> duration;
    std::optional<WallTime> publishedAt;
    std::vector<TopicId> topics;
    std::optional<AudioAsset> asset; ///< none for series and collections
};

} // namespace durus::model

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "api/JsonWriter.h"

#include <durus/store/Library.h>

#include <string>
#include <vector>

namespace durus::mediaserver::api {

/// Writes what the library holds in the shapes of the platform's public API. Absent optionals are left out,
/// as there. Beyond the platform's, each listing has "available": whether it (or a lesson it holds) is stored
/// here. Audio is named only where it is stored here, by an address below `origin`. Thread: pure.
class CatalogueJson {
public:
    explicit CatalogueJson(std::string origin) : origin_(std::move(origin)) {}

    /// An entry of GET /scholars.
    static void scholar(JsonWriter& json, const store::ScholarItem& item);
    /// A whole GET /scholars/:slug. `content`: the scholar's top-level listings.
    static void scholarDetail(JsonWriter& json, const store::ScholarItem& item,
                              const std::vector<store::LibraryItem>& content);
    /// An entry of GET /scholars/:slug/content.
    static void content(JsonWriter& json, const store::LibraryItem& item);
    /// An entry of GET /listings/recent.
    static void recent(JsonWriter& json, const store::LibraryItem& item);
    /// An entry of GET /search.
    static void found(JsonWriter& json, const store::LibraryItem& item);

    /// What stands before and after a lesson in its series; null where nothing does.
    struct Neighbours {
        const store::LibraryItem* previous = nullptr;
        const store::LibraryItem* next = nullptr;
    };
    /// A whole GET /listings/:slug.
    void detail(JsonWriter& json, const store::LibraryItem& item, const std::vector<model::Topic>& topics,
                const Neighbours& neighbours) const;
    /// An entry of GET /listings/:slug/contents.
    void lesson(JsonWriter& json, const store::LibraryItem& item) const;
    /// A whole GET /audio/listings/:slug/stream. REQUIRES: the item is stored here.
    void stream(JsonWriter& json, const store::LibraryItem& item) const;

private:
    void asset(JsonWriter& json, const store::LibraryItem& item) const;

    std::string origin_;
};

/// "series", "collection" or "single": the platform knows lessons as singles.
std::string_view formatName(model::ListingFormat format) noexcept;

} // namespace durus::mediaserver::api

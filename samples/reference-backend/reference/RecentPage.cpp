// SPDX-License-Identifier: Apache-2.0
#include "reference/RecentPage.h"

#include "reference/Http.h"
#include "reference/JsTime.h"

#include <durus/core/IsoTime.h>

#include <charconv>

namespace durus::reference {

namespace {

constexpr std::size_t kDefaultLimit = 20;
constexpr std::size_t kMaxLimit = 100;
constexpr char kSeparator = '~';

std::size_t readLimit(const std::optional<std::string>& text) {
    if (!text) return kDefaultLimit;
    std::size_t limit = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), limit);
    if (error != std::errc() || end != text->data() + text->size() || limit < 1 || limit > kMaxLimit)
        throw HttpError(400, "limit must be a number from 1 to 100");
    return limit;
}

struct Cursor {
    WallTime time;
    std::string id; ///< empty: everything of that time is behind the cursor

    bool isBefore(const Listing& listing) const {
        if (listing.publishedAt != time) return listing.publishedAt < time;
        return !id.empty() && listing.id > id;
    }
};

std::optional<Cursor> readCursor(const std::optional<std::string>& text) {
    if (!text) return std::nullopt;
    const std::size_t split = std::min(text->find(kSeparator), text->size());
    const auto time = readJsTime(std::string_view(*text).substr(0, split));
    if (!time) throw HttpError(400, "cursor is not one this server gave");
    return Cursor{.time = *time, .id = split < text->size() ? text->substr(split + 1) : std::string()};
}

} // namespace

RecentPage recentPage(const Catalogue& catalogue, const std::optional<std::string>& limit,
                      const std::optional<std::string>& cursor, bool losesTies) {
    const std::size_t size = readLimit(limit);
    const std::optional<Cursor> start = readCursor(cursor);
    RecentPage page;
    for (const Listing* listing : catalogue.topLevel()) {
        if (start && !start->isBefore(*listing)) continue;
        if (page.items.size() == size) {
            const Listing& last = *page.items.back();
            page.nextCursor = toIso8601(last.publishedAt);
            if (!losesTies) page.nextCursor += kSeparator + last.id;
            break;
        }
        page.items.push_back(listing);
    }
    return page;
}

} // namespace durus::reference

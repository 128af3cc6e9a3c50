// SPDX-License-Identifier: Apache-2.0
#include "api/SavedApi.h"

#include "api/JsonBody.h"
#include "api/LibraryReading.h"
#include "api/Parameters.h"
#include "api/PersonalItems.h"
#include "api/RejectedItems.h"

#include <durus/core/Error.h>
#include <durus/core/IsoTime.h>

#include <map>

namespace durus::mediaserver::api {

namespace {

constexpr std::size_t kPage = 20;
constexpr std::size_t kMost = 1'000'000;

/// When each listing became a favourite, or ceased to be one.
std::map<model::ListingId, WallTime> stampsOf(store::Library& library, const model::AccountName& account) {
    std::map<model::ListingId, WallTime> stamps;
    for (const auto& favorite : library.favoritesOf(account))
        stamps[favorite.listing] = favorite.updatedAt;
    return stamps;
}

} // namespace

http::Response SavedApi::page(const http::Request& request, const model::AccountName& account) const {
    const auto offset = numberParameter(request, "cursor", 0, kMost, 0);
    if (!offset) throw Error(ErrorCode::InvalidInput, "cursor is none of ours");
    store::LibraryFilter filter;
    filter.favoritesOnly = true;
    filter.limit = kPage;
    filter.offset = *offset;
    const auto listed = library_.list(filter, account);
    const auto stamps = stampsOf(library_, account);
    JsonWriter json;
    json.beginObject().key("items").beginArray();
    for (const auto& item : listed.items) {
        json.beginObject()
            .member("listingId", item.listing.id.str())
            .member("listingTitle", item.listing.title)
            .member("listingSlug", item.listing.slug.str())
            .member("scholarSlug", item.scholarSlug.str())
            .member("scholarName", item.scholarName);
        if (const auto stamp = stamps.find(item.listing.id); stamp != stamps.end())
            json.member("savedAt", toIso8601(stamp->second));
        json.endObject();
    }
    json.endArray().member("hasMore", listed.hasMore);
    if (listed.hasMore) json.member("nextCursor", std::to_string(*offset + kPage));
    json.endObject();
    return jsonResponse(std::move(json));
}

http::Response SavedApi::delta(const http::Request& request, const model::AccountName& account) const {
    const auto since = sinceOf(request);
    JsonWriter json;
    json.beginArray();
    for (const auto& favorite : library_.favoritesOf(account)) {
        if (since && favorite.updatedAt <= *since) continue;
        const std::string at = toIso8601(favorite.updatedAt);
        json.beginObject()
            .member("listingId", favorite.listing.str())
            .member("updatedAt", at)
            .member(favorite.favorite ? "savedAt" : "deletedAt", at)
            .endObject();
    }
    json.endArray();
    return jsonResponse(std::move(json));
}

http::Response SavedApi::sync(const http::Request& request, const model::AccountName& account) const {
    const auto stamps = stampsOf(library_, account);
    ListenerActions actions(record_, clock_, random_, account);
    RejectedItems rejected;
    forEachItem(request, rejected, [&](const Poco::JSON::Object& object) {
        const auto item = listingOf(object, library_, account);
        const auto saved = truthMember(object, "saved");
        const auto at = timeMember(object, "updatedAt");
        if (!saved || !at) throw Error(ErrorCode::InvalidInput, "saved or updatedAt is missing");
        const auto known = stamps.find(item.listing.id);
        if (known != stamps.end() && *at < known->second) return;
        if (*saved != item.favorite) actions.add(item.listing.id, model::FavoriteMarked{*saved}, at);
    });
    actions.commit();
    return std::move(rejected).respond();
}

http::Response SavedApi::save(const http::Request& request, const model::AccountName& account) const {
    mark(request, account, true);
    return http::Response(http::Status::Created);
}

http::Response SavedApi::unsave(const http::Request& request, const model::AccountName& account) const {
    mark(request, account, false);
    return http::Response(http::Status::Ok);
}

void SavedApi::mark(const http::Request& request, const model::AccountName& account, bool favorite) const {
    const auto item = library_.bySlug(model::Slug{std::string(request.parameter("slug"))}, account);
    if (!item) throw Error(ErrorCode::NotFound, "There is no such listing");
    if (item->favorite == favorite) return;
    ListenerActions actions(record_, clock_, random_, account);
    actions.add(item->listing.id, model::FavoriteMarked{favorite});
    actions.commit();
}

} // namespace durus::mediaserver::api

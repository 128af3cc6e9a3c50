// SPDX-License-Identifier: Apache-2.0
#include "api/ProgressApi.h"

#include "api/JsonBody.h"
#include "api/JsonWriter.h"
#include "api/LibraryReading.h"
#include "api/PersonalItems.h"
#include "api/RejectedItems.h"

#include <durus/core/Error.h>
#include <durus/core/IsoTime.h>

#include <chrono>

namespace durus::mediaserver::api {

namespace {

void write(JsonWriter& json, const model::ListingId& listing, const model::Progress& progress) {
    const auto seconds = [](Milliseconds span) {
        return std::chrono::duration_cast<std::chrono::seconds>(span).count();
    };
    json.beginObject()
        .member("listingId", listing.str())
        .member("positionSeconds", seconds(progress.position))
        .member("durationSeconds", seconds(progress.duration));
    if (progress.completed) json.member("completedAt", toIso8601(progress.updatedAt));
    json.member("updatedAt", toIso8601(progress.updatedAt)).endObject();
}

Milliseconds positionIn(const Poco::JSON::Object& object, const store::LibraryItem& item) {
    const auto seconds = wholeMember(object, "positionSeconds");
    if (!seconds) throw Error(ErrorCode::InvalidInput, "positionSeconds is missing");
    const Milliseconds length = durationOf(item);
    const std::int64_t most =
        length > Milliseconds{0} ? length / std::chrono::seconds{1} + 1 : kLongestLecture;
    if (*seconds < 0 || *seconds > most)
        throw Error(ErrorCode::InvalidInput, "positionSeconds is not within the lecture");
    return std::chrono::seconds{*seconds};
}

/// What an item of a sync says that the box does not know already.
void take(ListenerActions& actions, const Poco::JSON::Object& object, const store::LibraryItem& item) {
    const Milliseconds position = positionIn(object, item);
    const auto at = timeMember(object, "updatedAt");
    if (!at) throw Error(ErrorCode::InvalidInput, "updatedAt is missing");
    const bool completed = timeMember(object, "completedAt").has_value();
    const auto& known = item.progress;
    if (!known || *at >= known->updatedAt)
        actions.add(item.listing.id,
                    model::ProgressReported{.position = position, .duration = durationOf(item)}, at);
    // However late it arrives, a completion counts.
    if (completed && !(known && known->completed))
        actions.add(item.listing.id, model::CompletionMarked{true}, at);
}

} // namespace

http::Response ProgressApi::all(const http::Request& request, const model::AccountName& account) const {
    const auto since = sinceOf(request);
    JsonWriter json;
    json.beginArray();
    for (const auto& entry : library_.progressOf(account))
        if (!since || entry.progress.updatedAt > *since) write(json, entry.listing, entry.progress);
    json.endArray();
    return jsonResponse(std::move(json));
}

http::Response ProgressApi::one(const http::Request& request, const model::AccountName& account) const {
    const auto item = itemNamed(request, account);
    JsonWriter json;
    json.beginObject()
        .member("listingId", item.listing.id.str())
        .member("favorite", item.favorite)
        .key("progress");
    if (item.progress)
        write(json, item.listing.id, *item.progress);
    else
        json.null();
    json.endObject();
    return jsonResponse(std::move(json));
}

http::Response ProgressApi::sync(const http::Request& request, const model::AccountName& account) const {
    ListenerActions actions(record_, clock_, random_, account);
    RejectedItems rejected;
    forEachItem(request, rejected, [&](const Poco::JSON::Object& object) {
        take(actions, object, listingOf(object, library_, account));
    });
    actions.commit();
    return std::move(rejected).respond();
}

http::Response ProgressApi::put(const http::Request& request, const model::AccountName& account) const {
    const auto item = itemNamed(request, account);
    const auto body = jsonBody(request);
    const auto completed = truthMember(*body, "isCompleted");
    ListenerActions actions(record_, clock_, random_, account);
    if (body->has("positionSeconds"))
        actions.add(item.listing.id, model::ProgressReported{.position = positionIn(*body, item),
                                                             .duration = durationOf(item)});
    const bool isCompleted = item.progress && item.progress->completed;
    if (completed && *completed != isCompleted)
        actions.add(item.listing.id, model::CompletionMarked{*completed});
    actions.commit();
    return http::Response(http::Status::Ok);
}

store::LibraryItem ProgressApi::itemNamed(const http::Request& request,
                                          const model::AccountName& account) const {
    auto item = library_.bySlug(model::Slug{std::string(request.parameter("slug"))}, account);
    if (!item) throw Error(ErrorCode::NotFound, "There is no such listing");
    return *std::move(item);
}

} // namespace durus::mediaserver::api

// SPDX-License-Identifier: Apache-2.0
#include "reference/PersonalRoutes.h"

#include "reference/JsTime.h"
#include "reference/JsonReply.h"
#include "reference/PersonalBodies.h"
#include "reference/Stamps.h"
#include "reference/TroubledDatabase.h"

#include <durus/core/IsoTime.h>

namespace durus::reference {

namespace {

/// Answers the routes; one object serves all of them.
class Personal {
public:
    Personal(const Catalogue& catalogue, Repository& repository, const Quirks& quirks, const Clock& clock)
        : catalogue_(catalogue), repository_(repository), quirks_(quirks), clock_(clock) {}

    Response syncProgress(const Request& request, const PathValues&) const {
        if (request.isIgnored) return emptyReply(201);
        const auto items = readProgressBatch(request.json, quirks_);
        try {
            return batchReply(items.size(), repository_.syncProgress(request.listener.id, items));
        } catch (const UnknownListing&) {
            throw HttpError(500, foreignKeyMessage("UserListingProgress"));
        } catch (const Deadlock&) {
            throw HttpError(500, deadlockMessage());
        }
    }

    Response progress(const Request& request, const PathValues&) const {
        Poco::JSON::Array json;
        for (const ProgressRow& row : repository_.progress(request.listener.id, since(request))) {
            if (row.state.updatedAt > kLastStamp) throw HttpError(500, "Invalid Date");
            Poco::JSON::Object entry = orderedObject();
            entry.set("listingId", row.listingId);
            entry.set("positionSeconds", row.state.positionSeconds);
            entry.set("durationSeconds", row.durationSeconds);
            if (row.state.completed) entry.set("completedAt", toIso8601(row.state.updatedAt));
            entry.set("updatedAt", toIso8601(row.state.updatedAt));
            json.add(entry);
        }
        return listReply(json);
    }

    Response putProgress(const Request& request, const PathValues& values) const {
        const ProgressPut put = readProgressPut(request.json);
        repository_.putProgress(request.listener.id, listingId(values[0]), put.positionSeconds, put.completed,
                                clock_.wall());
        return emptyReply(200);
    }

    Response syncSaved(const Request& request, const PathValues&) const {
        const auto items = readSavedBatch(request.json);
        try {
            return batchReply(items.size(), repository_.syncSaved(request.listener.id, items));
        } catch (const UnknownListing&) {
            throw HttpError(500, foreignKeyMessage("UserSavedListing"));
        } catch (const Deadlock&) {
            throw HttpError(500, deadlockMessage());
        }
    }

    Response savedDelta(const Request& request, const PathValues&) const {
        Poco::JSON::Array json;
        for (const SavedRow& row : repository_.saved(request.listener.id, since(request))) {
            const std::string updatedAt = toIso8601(row.state.updatedAt);
            Poco::JSON::Object entry = orderedObject();
            entry.set("listingId", row.listingId);
            entry.set("updatedAt", updatedAt);
            if (row.state.saved)
                entry.set("savedAt", toIso8601(row.state.savedAt.value_or(row.state.updatedAt)));
            else
                entry.set("deletedAt", updatedAt);
            json.add(entry);
        }
        return listReply(json);
    }

    Response putSaved(const Request& request, const PathValues& values, bool saved) const {
        repository_.putSaved(request.listener.id, listingId(values[0]), saved, clock_.wall());
        return emptyReply(saved ? 201 : 200);
    }

private:
    static Response batchReply(std::size_t items, BatchOutcome outcome) {
        Response response = emptyReply(201);
        response.isBatch = true;
        response.items = items;
        response.conflicts = std::move(outcome.ignored);
        return response;
    }

    static Response listReply(const Poco::JSON::Array& json) {
        Response response = jsonReply(json);
        response.items = json.size();
        return response;
    }

    static std::optional<WallTime> since(const Request& request) {
        const auto text = request.parameter("since");
        if (!text) return std::nullopt;
        const auto time = readJsTime(std::string_view(*text));
        if (!time) throw HttpError(500, "Invalid value for argument `gt`: Provided Date object is invalid.");
        return time;
    }

    const std::string& listingId(const std::string& slug) const {
        const Listing* listing = catalogue_.listingBySlug(slug);
        if (!listing) throw HttpError(404, "Listing \"" + slug + "\" not found");
        return listing->id;
    }

    const Catalogue& catalogue_;
    Repository& repository_;
    const Quirks& quirks_;
    const Clock& clock_;
};

} // namespace

void addPersonalRoutes(Router& router, const Catalogue& catalogue, Repository& repository,
                       const Quirks& quirks, const Clock& clock) {
    const Personal personal(catalogue, repository, quirks, clock);
    const auto add = [&](std::string method, std::string pattern, auto answer) {
        router.add({.method = std::move(method),
                    .pattern = std::move(pattern),
                    .access = Access::Personal,
                    .handler = [personal, answer](const Request& request, const PathValues& values) {
                        return (personal.*answer)(request, values);
                    }});
    };
    add("POST", "/audio/progress/sync", &Personal::syncProgress);
    add("GET", "/audio/progress", &Personal::progress);
    add("PUT", "/audio/progress/:slug", &Personal::putProgress);
    add("POST", "/me/library/saved/sync", &Personal::syncSaved);
    add("GET", "/me/library/saved/delta", &Personal::savedDelta);
    for (const bool saved : {true, false})
        router.add({.method = saved ? "POST" : "DELETE",
                    .pattern = "/me/library/save/:slug",
                    .access = Access::Personal,
                    .handler = [personal, saved](const Request& request, const PathValues& values) {
                        return personal.putSaved(request, values, saved);
                    }});
}

} // namespace durus::reference

// SPDX-License-Identifier: Apache-2.0
#include "Describe.h"

#include "Table.h"

#include <durus/core/IsoTime.h>
#include <durus/model/Completion.h>

namespace durus::ctl {

Poco::JSON::Object::Ptr describe(const model::Progress& progress) {
    Poco::JSON::Object::Ptr object = new Poco::JSON::Object;
    object->set("positionMs", progress.position.count());
    object->set("durationMs", progress.duration.count());
    object->set("completed", progress.completed);
    object->set("resumeMs", model::resumePosition(progress.position, progress.completed).count());
    object->set("updatedAt", toIso8601(progress.updatedAt));
    return object;
}

Poco::JSON::Object::Ptr describe(const store::LibraryItem& item) {
    const auto& listing = item.listing;
    Poco::JSON::Object::Ptr object = new Poco::JSON::Object;
    object->set("id", listing.id.str());
    object->set("slug", listing.slug.str());
    object->set("title", listing.title);
    object->set("format", std::string(model::name(listing.format)));
    object->set("origin", listing.origin == model::ListingOrigin::Local ? "local" : "backend");
    object->set("scholar", item.scholarName);
    object->set("language", listing.language);
    object->set("series", item.parentSlug.str());
    object->set("durationMs", item.lecturesDuration.count());
    object->set("lectures", item.lectureCount);
    object->set("stored", item.storedCount);
    object->set("playable", item.stored.has_value());
    object->set("withdrawn", item.withdrawn);
    object->set("favorite", item.favorite);
    if (item.progress) object->set("progress", describe(*item.progress));
    return object;
}

Poco::JSON::Object::Ptr describe(const sync::OutboxEntry& entry) {
    const auto& intent = entry.intent;
    Poco::JSON::Object::Ptr object = new Poco::JSON::Object;
    object->set("sequence", intent.sequence);
    object->set("id", intent.id.str());
    object->set("account", intent.account.str());
    object->set("listing", intent.listing.str());
    object->set("slug", intent.slug.str());
    object->set("kind", std::string(model::name(intent.kind)));
    object->set("positionMs", intent.position.count());
    object->set("durationMs", intent.duration.count());
    object->set("occurredAt", toIso8601(intent.occurredAt));
    object->set("backend", entry.backend.str());
    object->set("state", std::string(sync::name(entry.state)));
    object->set("attempts", entry.attempts);
    object->set("lastOutcome", entry.lastOutcome);
    object->set("lastDetail", entry.lastDetail);
    if (!entry.requestDigest.empty()) object->set("requestSha256", entry.requestDigest);
    if (!entry.answerDigest.empty()) object->set("answerSha256", entry.answerDigest);
    return object;
}

std::string progressText(const std::optional<model::Progress>& progress) {
    if (!progress) return "-";
    if (progress->completed) return "completed";
    return clockText(progress->position.count()) + " of " + clockText(progress->duration.count());
}

} // namespace durus::ctl

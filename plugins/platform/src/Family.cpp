// SPDX-License-Identifier: Apache-2.0
#include "Family.h"

#include "Names.h"

#include <algorithm>

namespace platform {

using durus::plugin_kit::borrow;
using durus::plugin_kit::Intent;
using durus::plugin_kit::IntentKind;
using durus::plugin_kit::Request;
using durus::plugin_kit::Results;

namespace {

/// No lecture is longer; beyond it the backend's integers overflow, sooner or later.
constexpr std::int64_t kMaxMs = 30LL * 24 * 3600 * 1000;

void mergeProgress(Item& item, const Intent& intent) {
    if (intent.duration.count() > 0)
        item.durationMs = std::clamp<std::int64_t>(intent.duration.count(), 0, kMaxMs);
    const bool completed = intent.kind == IntentKind::Completed;
    if (completed) item.completedAt = intent.occurredAt;
    // A person's mark carries no position: what is known stands, and a completed lecture was heard to its
    // end.
    if (completed && intent.position.count() <= 0) {
        if (item.positionMs == 0) item.positionMs = item.durationMs;
        return;
    }
    item.positionMs = std::clamp<std::int64_t>(intent.position.count(), 0, kMaxMs);
}

void appendProgress(std::string& json, const Item& item) {
    const std::int64_t duration = item.durationMs / 1000;
    const std::int64_t position = item.positionMs / 1000;
    json += R"({"listingId":")" + item.listing + R"(","positionSeconds":)" +
            std::to_string(duration > 0 ? std::min(position, duration) : position);
    if (duration > 0) json += R"(,"durationSeconds":)" + std::to_string(duration);
    if (item.completedAt) json += R"(,"completedAt":")" + toText(*item.completedAt) + '"';
    json += R"(,"updatedAt":")" + toText(item.updatedAt) + R"("})";
}

Request makeSingleProgress(const Item& item) {
    std::string body = R"({"positionSeconds":)" + std::to_string(item.positionMs / 1000);
    if (item.durationMs >= 1000) body += R"(,"durationSeconds":)" + std::to_string(item.durationMs / 1000);
    body += std::string(R"(,"isCompleted":)") + (item.completedAt ? "true}" : "false}");
    return {"PUT",
            "/audio/progress/" + percentEncode(item.slug),
            {{"Content-Type", "application/json"}, {"Accept", "application/json"}},
            std::move(body)};
}

bool matchesProgress(const Item& item, const Row& row) {
    return row.completed || !item.completedAt;
}

void reportProgress(Results& results, const Row& row) {
    durus_remote_progress_t progress{};
    progress.completed = row.completed ? 1 : 0;
    progress.listing = borrow(row.listing);
    progress.position_ms = row.positionMs;
    progress.duration_ms = row.durationMs;
    progress.updated_at_ms = row.updatedAt.count();
    results.progress(progress);
}

void mergeSaved(Item& item, const Intent& intent) {
    item.saved = intent.kind == IntentKind::Favorite;
}

void appendSaved(std::string& json, const Item& item) {
    json += R"({"listingId":")" + item.listing + R"(","saved":)" + (item.saved ? "true" : "false") +
            R"(,"updatedAt":")" + toText(item.updatedAt) + R"("})";
}

/// With a content type and no body the backend answers 400.
Request makeSingleSaved(const Item& item) {
    return {item.saved ? "POST" : "DELETE", "/me/library/save/" + percentEncode(item.slug), {}, {}};
}

bool matchesSaved(const Item& item, const Row& row) {
    return row.saved == item.saved;
}

void reportSaved(Results& results, const Row& row) {
    durus_remote_favorite_t favorite{};
    favorite.favorite = row.saved ? 1 : 0;
    favorite.listing = borrow(row.listing);
    favorite.updated_at_ms = row.updatedAt.count();
    results.favorite(favorite);
}

} // namespace

const Family kProgressFamily{"/audio/progress/sync", "/audio/progress",  mergeProgress,   appendProgress,
                             toProgressRow,          makeSingleProgress, matchesProgress, reportProgress};
const Family kSavedFamily{"/me/library/saved/sync",
                          "/me/library/saved/delta",
                          mergeSaved,
                          appendSaved,
                          toSavedRow,
                          makeSingleSaved,
                          matchesSaved,
                          reportSaved};

const Family* familyOf(IntentKind kind) noexcept {
    switch (kind) {
    case IntentKind::Progress:
    case IntentKind::Completed:
        return &kProgressFamily;
    case IntentKind::Favorite:
    case IntentKind::Unfavorite:
        return &kSavedFamily;
    case IntentKind::Uncompleted:
        break;
    }
    return nullptr;
}

Request makeRead(const Family& family, std::optional<Timestamp> since) {
    std::string path(family.readPath);
    if (since) path += "?since=" + percentEncode(toText(*since));
    return {"GET", std::move(path), {{"Accept", "application/json"}}, {}};
}

} // namespace platform

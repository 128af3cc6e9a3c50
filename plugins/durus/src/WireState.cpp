// SPDX-License-Identifier: Apache-2.0
#include "WireState.h"

#include "Names.h"
#include "Timestamp.h"

#include <durus/plugin_kit/Text.h>

namespace wire {

using durus::plugin_kit::borrow;
using platform::Json;

namespace {

constexpr std::int64_t kLastPosition = 2'147'483'647'000;

void reportProgress(durus::plugin_kit::Results& results, const Json& state, std::int64_t updatedAt) {
    const auto position = state["positionMs"].integer(0, kLastPosition);
    if (!position) return;
    durus_remote_progress_t progress{};
    progress.listing = borrow(state["listing"].text());
    progress.position_ms = *position;
    progress.duration_ms = state["durationMs"].integer(0, kLastPosition).value_or(0);
    progress.completed = state["completed"].isTrue() ? 1 : 0;
    progress.updated_at_ms = updatedAt;
    results.progress(progress);
}

void reportFavorite(durus::plugin_kit::Results& results, const Json& state, std::int64_t updatedAt) {
    durus_remote_favorite_t favorite{};
    favorite.listing = borrow(state["listing"].text());
    favorite.favorite = state["favorite"].isTrue() ? 1 : 0;
    favorite.updated_at_ms = updatedAt;
    results.favorite(favorite);
}

} // namespace

void reportStates(durus::plugin_kit::Results& results, const Json& list) {
    for (const Json& state : list.items()) {
        const auto updatedAt = state["updatedAt"].integer(0, platform::kLastStamp.count());
        if (!updatedAt || !platform::isName(state["listing"].text())) continue;
        if (state["family"].text() == "progress") reportProgress(results, state, *updatedAt);
        if (state["family"].text() == "favorite") reportFavorite(results, state, *updatedAt);
    }
}

std::string problemCode(std::string_view body) {
    const auto json = Json::parse(body);
    return json ? std::string((*json)["code"].text()) : std::string();
}

} // namespace wire

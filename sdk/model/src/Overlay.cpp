// SPDX-License-Identifier: Apache-2.0
#include <durus/model/Overlay.h>

namespace durus::model {

namespace {

void lay(std::optional<Progress>& seen, const Intent& intent) {
    if (familyOf(intent.kind) != IntentFamily::Progress) return;
    if (intent.kind == IntentKind::Uncompleted && !seen) return;
    if (!seen) seen.emplace();
    const bool atPosition = intent.kind == IntentKind::Progress ||
                            (intent.kind == IntentKind::Completed && intent.position > Milliseconds{0});
    if (atPosition) seen->position = intent.position;
    if (intent.duration > Milliseconds{0}) seen->duration = intent.duration;
    if (intent.kind == IntentKind::Completed) seen->completed = true;
    if (intent.kind == IntentKind::Uncompleted) seen->completed = false;
    seen->updatedAt = intent.occurredAt;
}

} // namespace

std::optional<Progress> overlay(const std::optional<Progress>& authoritative,
                                std::span<const Intent> unconfirmed) {
    std::optional<Progress> seen = authoritative;
    for (const Intent& intent : unconfirmed)
        lay(seen, intent);
    return seen;
}

bool overlay(bool authoritativeFavorite, std::span<const Intent> unconfirmed) {
    bool favorite = authoritativeFavorite;
    for (const Intent& intent : unconfirmed)
        if (familyOf(intent.kind) == IntentFamily::Favorite) favorite = intent.kind == IntentKind::Favorite;
    return favorite;
}

} // namespace durus::model

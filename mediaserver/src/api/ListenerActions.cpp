// SPDX-License-Identifier: Apache-2.0
#include "api/ListenerActions.h"

#include <durus/core/Uuid.h>

#include <algorithm>

namespace durus::mediaserver::api {

void ListenerActions::add(const model::ListingId& listing, const model::PlaybackEvent::Body& body,
                          std::optional<WallTime> at) {
    const WallTime now = clock_.wall();
    const Milliseconds ago = at ? std::max(now - *at, Milliseconds{0}) : Milliseconds{0};
    events_.push_back({.sequence = 0,
                       .session = model::SessionId(makeUuidV7(now, random_)),
                       .account = account_,
                       .listing = listing,
                       .monotonic = {clock_.monotonic().sinceBoot - ago},
                       .wall = {now.sinceEpoch - ago},
                       .body = body});
}

void ListenerActions::commit() {
    std::stable_sort(events_.begin(), events_.end(),
                     [](const auto& a, const auto& b) { return a.wall < b.wall; });
    if (!events_.empty()) record_(events_);
    events_.clear();
}

} // namespace durus::mediaserver::api

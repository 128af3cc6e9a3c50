// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Time.h>
#include <durus/model/Ids.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace durus::model {

/// All that a listener can ask a backend to record. There is deliberately nothing administrative here.
enum class IntentKind { Progress, Completed, Uncompleted, Favorite, Unfavorite };

/// The kinds that touch the same state of a listing. An account's intents for one listing and one family
/// form a lane: within a lane order is kept, between lanes nobody waits.
enum class IntentFamily { Progress, Favorite };

IntentFamily familyOf(IntentKind kind) noexcept;
/// "progress", "completed", "uncompleted", "favorite", "unfavorite": as in SQL, JSON and logs.
std::string_view name(IntentKind kind) noexcept;
std::optional<IntentKind> intentKindFrom(std::string_view name) noexcept;
/// "progress" or "favorite".
std::string_view name(IntentFamily family) noexcept;

/// One thing a listener did, as the outbox keeps it and a backend codec sees it: nothing else about the
/// device can reach the wire. Never changed once recorded.
struct Intent {
    std::uint64_t sequence = 0; ///< this box's total order; never used twice
    IntentId id;
    AccountName account;
    ListingId listing;
    Slug slug; ///< some backends address a listing by it
    IntentKind kind = IntentKind::Progress;
    Milliseconds position{0}; ///< progress and completed
    Milliseconds duration{0}; ///< progress and completed; 0 = unknown
    WallTime occurredAt;      ///< by this box's calendar; in the backend's time when handed to a codec
    MonotonicTime monotonic;  ///< the same moment, which no setting of the calendar moves
    std::string bootId{};     ///< the boot `monotonic` counts from; empty = unknown
    std::optional<Milliseconds> clockOffset{}; ///< the backend's calendar minus this box's, as known then
    WallTime notBefore{}; ///< the backend's stamp of what it followed in its lane, as far as known
};

/// What a translator asks to have recorded. The stamp is the event's.
struct DraftIntent {
    AccountName account;
    ListingId listing;
    IntentKind kind = IntentKind::Progress;
    Milliseconds position{0};
    Milliseconds duration{0};
    std::string dedupeKey; ///< unique per plugin: a replayed event drafts the same key and records nothing
    WallTime wall;
    MonotonicTime monotonic;
};

} // namespace durus::model

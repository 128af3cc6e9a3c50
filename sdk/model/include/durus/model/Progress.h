// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Time.h>
#include <durus/model/Ids.h>

#include <optional>

namespace durus::model {

/// How far a listener is in a listing.
struct Progress {
    Milliseconds position{0};
    Milliseconds duration{0}; ///< 0 = unknown
    bool completed = false;
    WallTime updatedAt;

    friend bool operator==(const Progress&, const Progress&) = default;
};

/// A backend's word on a listing's progress.
struct RemoteProgress {
    ListingId listing;
    Progress progress;
};

/// A backend's word on a favourite; `favorite` false is its tombstone.
struct RemoteFavorite {
    ListingId listing;
    bool favorite = false;
    WallTime updatedAt;
};

} // namespace durus::model

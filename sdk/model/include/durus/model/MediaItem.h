// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Time.h>
#include <durus/model/Ids.h>

#include <optional>
#include <string>

namespace durus::model {

/// Something to play, and for whom.
struct MediaItem {
    ListingId listing;
    AccountName account; ///< who listens: what is recorded belongs to this account
    std::string uri;     ///< http, https or file
    std::string title;
    std::optional<Milliseconds> duration; ///< by the catalogue, which is believed before the container
};

} // namespace durus::model

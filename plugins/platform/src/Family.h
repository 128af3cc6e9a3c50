// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "Rows.h"

#include <durus/plugin_kit/BackendCodec.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace platform {

/// What is sent for one listing: all intents of a push that touch it, merged. The backend takes one entry per
/// listing, the newest by its stamp.
struct Item {
    std::string listing;
    std::string slug;                     ///< empty = not known
    std::vector<std::uint64_t> sequences; ///< the intents it carries
    Timestamp updatedAt{0};
    std::int64_t positionMs = 0;
    std::int64_t durationMs = 0;
    std::optional<Timestamp> completedAt;
    bool saved = false;
};

/// One of the two things the backend keeps of a listener: where it is written and read, and how.
struct Family {
    std::string_view writePath;
    std::string_view readPath;
    void (*merge)(Item& item, const durus::plugin_kit::Intent& intent);
    void (*append)(std::string& json, const Item& item);
    std::optional<Row> (*toRow)(const Json& row);
    /// The write of one listing that the backend stamps itself. REQUIRES: the item has a slug.
    durus::plugin_kit::Request (*makeSingleWrite)(const Item& item);
    /// Whether the backend's row says what the item said.
    bool (*matches)(const Item& item, const Row& row);
    void (*report)(durus::plugin_kit::Results& results, const Row& row);
};

extern const Family kProgressFamily;
extern const Family kSavedFamily;

/// The family a kind belongs to; null if the backend knows nothing of the kind.
const Family* familyOf(durus::plugin_kit::IntentKind kind) noexcept;

/// GET readPath, with ?since=: the backend tells rows newer than that.
durus::plugin_kit::Request makeRead(const Family& family, std::optional<Timestamp> since);

} // namespace platform

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "Json.h"
#include "Timestamp.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace platform {

/// One row of what the backend holds of a listener.
struct Row {
    std::string_view listing; ///< of the JSON it was read from
    Timestamp updatedAt{0};
    std::int64_t positionMs = 0; ///< progress
    std::int64_t durationMs = 0; ///< progress; 0 = unknown
    bool completed = false;      ///< progress
    bool saved = false;          ///< favourites; false = a tombstone
};

/// A row of GET /audio/progress; none if it makes no sense.
std::optional<Row> toProgressRow(const Json& row);

/// A row of GET /me/library/saved/delta; none if it makes no sense.
std::optional<Row> toSavedRow(const Json& row);

} // namespace platform

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Time.h>

#include <optional>
#include <string>
#include <string_view>

namespace durus {

/// Formats as ISO 8601 in UTC with milliseconds: "2026-11-22T11:05:00.000Z". Years outside 0000..9999 are
/// clamped to that span, because a five-digit year is not ISO 8601 and breaks its readers.
std::string toIso8601(WallTime time);

/// Reads "2026-11-22T11:05:00Z", with or without a fraction (digits beyond milliseconds are cut off), with
/// "Z" or a "+hh:mm" offset. A text without a zone is refused: it could mean anything.
std::optional<WallTime> fromIso8601(std::string_view text);

} // namespace durus

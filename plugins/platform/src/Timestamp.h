// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace platform {

/// Unix time. The backend keeps milliseconds.
using Timestamp = std::chrono::milliseconds;

/// The span of stamps that may be sent: a year of five digits makes the backend unreadable for its account.
inline constexpr Timestamp kFirstStamp{0};
inline constexpr Timestamp kLastStamp{253'402'300'799'999}; ///< 9999-12-31T23:59:59.999Z

/// "2026-11-22T11:05:00.000Z". A stamp outside the span above is held to it.
std::string toText(Timestamp stamp);

/// Reads what the backend writes: "2026-11-22T11:05:00.000Z", with or without a fraction, with "Z" or an
/// offset. None for anything else.
std::optional<Timestamp> toTimestamp(std::string_view text);

/// Reads a Date header: "Sun, 22 Nov 2026 12:00:10 GMT". None for anything else.
std::optional<Timestamp> fromHttpDate(std::optional<std::string_view> text);

} // namespace platform

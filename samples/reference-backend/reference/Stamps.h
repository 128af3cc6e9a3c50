// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Time.h>

#include <cstdint>
#include <optional>

namespace durus::reference {

/// The end of the year 9999: ISO 8601 as written here has no later day.
inline constexpr WallTime kLastStamp{Milliseconds{253'402'300'799'999}};

/// A time, as databases keep it and JSON carries it: milliseconds since 1970.
constexpr WallTime timeOf(std::int64_t milliseconds) noexcept {
    return {Milliseconds{milliseconds}};
}
constexpr std::optional<WallTime> timeOf(std::optional<std::int64_t> milliseconds) noexcept {
    if (!milliseconds) return std::nullopt;
    return timeOf(*milliseconds);
}
constexpr std::int64_t millisecondsOf(WallTime time) noexcept {
    return time.sinceEpoch.count();
}
constexpr std::optional<std::int64_t> millisecondsOf(std::optional<WallTime> time) noexcept {
    if (!time) return std::nullopt;
    return millisecondsOf(*time);
}

} // namespace durus::reference

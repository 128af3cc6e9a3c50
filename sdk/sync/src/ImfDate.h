// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Time.h>

#include <optional>
#include <string_view>

namespace durus::sync {

/// Reads the one form in which HTTP servers write a date: "Sun, 06 Nov 1994 08:49:37 GMT". The name of the
/// day is not checked against the date.
std::optional<WallTime> parseImfDate(std::string_view text);

} // namespace durus::sync

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Time.h>

#include <Poco/Dynamic/Var.h>

#include <optional>
#include <string_view>

namespace durus::reference {

/// Reads a time as the platform does, whose language is JavaScript: ISO 8601 with a zone, without one (taken
/// for UTC), or a date alone (its midnight in UTC). Nothing for anything else, years past 9999 included.
std::optional<WallTime> readJsTime(std::string_view text);

/// Reads a time from a JSON value: a text as above, or a number of milliseconds since 1970.
std::optional<WallTime> readJsTime(const Poco::Dynamic::Var& value);

} // namespace durus::reference

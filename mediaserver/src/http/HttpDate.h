// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ctime>
#include <optional>
#include <string>
#include <string_view>

namespace durus::mediaserver::http {

/// The time as IMF-fixdate: "Sun, 06 Nov 1994 08:49:37 GMT". Whatever the locale.
std::string formatHttpDate(std::time_t time);

/// Reads IMF-fixdate and the two obsolete forms RFC 9110 5.6.7 makes recipients accept (RFC 850, asctime).
/// Nothing if the text is none of them exactly, or names a day that does not exist or a second behind the
/// year 9999. What is read can be written again.
std::optional<std::time_t> parseHttpDate(std::string_view text) noexcept;

} // namespace durus::mediaserver::http

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/Headers.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace durus::mediaserver::http {

enum class LineResult : std::uint8_t {
    Found,
    /// No line end yet.
    Incomplete,
    /// More than the allowed bytes without or before a line end.
    TooLong,
    /// The line ends in a bare LF.
    Bad,
};

/// Takes the line `input` begins with, up to CRLF, into `line` without it. `scanned` bytes at the front are
/// known to hold no LF. Thread: pure.
LineResult takeLine(std::string_view& input, std::size_t scanned, std::size_t maxBytes,
                    std::string_view& line);

/// Takes a header line apart: a token, a colon right behind it, a value without control characters, trimmed.
/// Nothing if it is malformed, a folded line included. Thread: pure.
std::optional<Headers::Field> splitHeaderLine(std::string_view line) noexcept;

} // namespace durus::mediaserver::http

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace platform {

inline constexpr std::uint32_t kReplacement = 0xFFFD;

/// Length of the UTF-8 sequence at the front of a text; 0 if it is empty, malformed, overlong or a surrogate.
std::size_t sequenceLength(std::string_view text) noexcept;

/// Appends a code point, which must be a Unicode scalar value.
void appendUtf8(std::string& out, std::uint32_t code);

/// At most `maxBytes` of a UTF-8 text, never half a character.
std::string_view clip(std::string_view text, std::size_t maxBytes) noexcept;

} // namespace platform

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace durus::media {

using Bytes = std::span<const std::uint8_t>;

/// Unsigned number of `count` bytes at `at`, most significant byte first. REQUIRES: at + count <= size.
inline std::uint64_t bigEndian(Bytes bytes, std::size_t at, std::size_t count) {
    std::uint64_t value = 0;
    for (const auto byte : bytes.subspan(at, count))
        value = value << 8U | byte;
    return value;
}

/// The same, least significant byte first.
inline std::uint64_t littleEndian(Bytes bytes, std::size_t at, std::size_t count) {
    std::uint64_t value = 0;
    while (count > 0)
        value = value << 8U | bytes[at + --count];
    return value;
}

/// Whether `text` stands at `at`; false where the bytes end before it does.
inline bool matches(Bytes bytes, std::size_t at, std::string_view text) {
    if (bytes.size() < text.size() || at > bytes.size() - text.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (bytes[at + i] != static_cast<std::uint8_t>(text[i])) return false;
    return true;
}

} // namespace durus::media

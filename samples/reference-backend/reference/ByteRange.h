// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace durus::reference {

/// What a Range header asks for of a file (RFC 9110, 14.1.2).
struct ByteRange {
    enum class Kind {
        Whole,         ///< no range, several ranges, another unit, or not well formed: the header is ignored
        Part,          ///< `offset` and `length` of it, `length` > 0
        Unsatisfiable, ///< it lies outside of the file
    };
    Kind kind = Kind::Whole;
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
};

/// Reads the value of a Range header for a file of `size` bytes. Thread: any.
ByteRange parseByteRange(std::string_view header, std::uint64_t size) noexcept;

} // namespace durus::reference

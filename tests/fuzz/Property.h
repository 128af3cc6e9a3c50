// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace durus::fuzz {

/// Ends the fuzzer, which then keeps the input, if what must hold of every input does not hold of this one.
inline void require(bool holds, const char* property) {
    if (holds) return;
    std::fprintf(stderr, "PROPERTY BROKEN: %s\n", property);
    std::abort();
}

/// The input as text.
inline std::string_view asText(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

/// Takes one byte off the front of an input that steers the fuzzer; 0 at its end.
inline std::uint8_t takeByte(std::string_view& input) {
    if (input.empty()) return 0;
    const auto byte = static_cast<std::uint8_t>(input.front());
    input.remove_prefix(1);
    return byte;
}

/// Takes the text up to the next empty byte, or all of it.
inline std::string_view takePart(std::string_view& input) {
    const std::size_t end = input.find('\0');
    const std::string_view part = input.substr(0, end);
    input = end == std::string_view::npos ? std::string_view{} : input.substr(end + 1);
    return part;
}

} // namespace durus::fuzz

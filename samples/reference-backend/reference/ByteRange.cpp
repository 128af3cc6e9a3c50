// SPDX-License-Identifier: Apache-2.0
#include "reference/ByteRange.h"

#include <algorithm>
#include <charconv>

namespace durus::reference {

namespace {

/// Digits only; what does not fit becomes the greatest number there is.
std::optional<std::uint64_t> readNumber(std::string_view text) noexcept {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || end != text.data() + text.size() || error == std::errc::invalid_argument)
        return std::nullopt;
    return error == std::errc() ? number : UINT64_MAX;
}

ByteRange partOrNothing(std::uint64_t offset, std::uint64_t length) noexcept {
    if (length == 0) return {.kind = ByteRange::Kind::Unsatisfiable};
    return {.kind = ByteRange::Kind::Part, .offset = offset, .length = length};
}

} // namespace

ByteRange parseByteRange(std::string_view header, std::uint64_t size) noexcept {
    constexpr std::string_view kUnit = "bytes=";
    if (!header.starts_with(kUnit)) return {};
    header.remove_prefix(kUnit.size());
    const std::size_t dash = header.find('-');
    if (dash == std::string_view::npos || header.find(',') != std::string_view::npos) return {};
    const auto first = readNumber(header.substr(0, dash));
    const auto last = readNumber(header.substr(dash + 1));
    if (dash == 0) {
        if (!last) return {};
        const std::uint64_t length = std::min(*last, size);
        return partOrNothing(size - length, length);
    }
    const bool isOpen = dash + 1 == header.size();
    if (!first || (!isOpen && (!last || *last < *first))) return {};
    if (*first >= size) return {.kind = ByteRange::Kind::Unsatisfiable};
    const std::uint64_t end = isOpen ? size : std::min(*last, size - 1) + 1;
    return partOrNothing(*first, end - *first);
}

} // namespace durus::reference

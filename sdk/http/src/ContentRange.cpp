// SPDX-License-Identifier: Apache-2.0
#include "ContentRange.h"

#include "Characters.h"

#include <charconv>

namespace durus::http {

namespace {

/// "bytes 100-999/1000", "bytes 100-999/*" or "bytes */1000".
struct ContentRange {
    std::optional<std::uint64_t> first;
    std::optional<std::uint64_t> size;
};

std::optional<std::uint64_t> number(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

ContentRange readRange(std::string_view text) {
    constexpr std::string_view kUnit = "bytes ";
    if (text.size() < kUnit.size() || !equalIgnoringCase(text.substr(0, kUnit.size()), kUnit)) return {};
    text.remove_prefix(kUnit.size());
    const auto slash = text.find('/');
    if (slash == std::string_view::npos) return {};
    const auto span = text.substr(0, slash);
    return {number(span.substr(0, span.find('-'))), number(text.substr(slash + 1))};
}

} // namespace

Placed placeAnswer(const ResponseHead& head, std::uint64_t offset, const std::string& asked,
                   const std::string& told) {
    Placed placed;
    placed.head.validator = told;
    if (head.status == 200) {
        if (head.framing == Framing::Length) placed.head.size = head.length;
        return placed;
    }
    const ContentRange range = readRange(head.header("Content-Range").value_or(""));
    const bool changed = !told.empty() && told != asked;
    placed.head.offset = offset;
    placed.head.size = range.size;
    if (placed.head.validator.empty()) placed.head.validator = asked;
    if (head.status == 416) {
        // All of it may be here already: then there is simply no such range.
        placed.complete = !changed && offset > 0 && range.size == offset;
        placed.restart = !placed.complete;
    } else {
        placed.restart = changed || range.first != offset;
    }
    return placed;
}

} // namespace durus::http

// SPDX-License-Identifier: Apache-2.0
#include "http/ByteRange.h"

#include "http/Characters.h"

#include <algorithm>
#include <limits>
#include <optional>

namespace durus::mediaserver::http {

namespace {

constexpr std::uint64_t kMax = std::numeric_limits<std::uint64_t>::max();

enum class Spec { Span, NoByte, Malformed };

// Digits as a number; beyond 64 bits it saturates, which is past the end of anything.
std::optional<std::uint64_t> parseNumber(std::string_view digits) noexcept {
    if (digits.empty() || !std::ranges::all_of(digits, isDigit)) return std::nullopt;
    std::uint64_t value = 0;
    for (const char c : digits) {
        const auto digit = static_cast<std::uint64_t>(c - '0');
        if (value > (kMax - digit) / 10) return kMax;
        value = value * 10 + digit;
    }
    return value;
}

Spec parseSuffix(std::string_view digits, std::uint64_t size, ByteSpan& span) noexcept {
    const auto length = parseNumber(digits);
    if (!length) return Spec::Malformed;
    if (*length == 0) return Spec::NoByte;
    span = {size - std::min(*length, size), size - 1};
    return Spec::Span;
}

Spec parseSpec(std::string_view text, std::uint64_t size, ByteSpan& span) noexcept {
    const std::size_t dash = text.find('-');
    if (dash == std::string_view::npos) return Spec::Malformed;
    if (dash == 0) return parseSuffix(text.substr(1), size, span);
    const auto first = parseNumber(text.substr(0, dash));
    const std::string_view lastDigits = text.substr(dash + 1);
    const auto last = lastDigits.empty() ? std::optional(kMax) : parseNumber(lastDigits);
    if (!first || !last || *last < *first) return Spec::Malformed;
    if (*first >= size) return Spec::NoByte;
    span = {*first, std::min(*last, size - 1)};
    return Spec::Span;
}

bool touches(const ByteSpan& a, const ByteSpan& b) noexcept {
    return a.first <= b.last + 1 && b.first <= a.last + 1;
}

// Joins the span to those it touches; the joined one stands where the first of them stood.
void join(std::vector<ByteSpan>& spans, ByteSpan span) {
    std::size_t home = spans.size();
    for (std::size_t i = 0; i < spans.size();) {
        if (!touches(spans[i], span)) {
            ++i;
            continue;
        }
        span = {std::min(span.first, spans[i].first), std::max(span.last, spans[i].last)};
        home = std::min(home, i);
        spans.erase(spans.begin() + static_cast<std::ptrdiff_t>(i));
        i = 0;
    }
    spans.insert(spans.begin() + static_cast<std::ptrdiff_t>(std::min(home, spans.size())), span);
}

} // namespace

RangeRequest resolveRange(std::string_view header, std::uint64_t size) {
    const std::size_t equals = header.find('=');
    if (size == 0 || equals == std::string_view::npos) return {};
    if (!equalsIgnoringCase(header.substr(0, equals), "bytes")) return {};

    RangeRequest result;
    std::uint64_t total = 0;
    bool any = false;
    for (std::string_view list = header.substr(equals + 1); !list.empty();) {
        const std::string_view element = takeListElement(list);
        if (element.empty()) continue;
        any = true;
        ByteSpan span;
        const Spec spec = parseSpec(element, size, span);
        if (spec == Spec::Malformed) return {};
        if (spec == Spec::NoByte) continue;
        if (span.length() > size - total) return {};
        total += span.length();
        join(result.spans, span);
        if (result.spans.size() > kMaxSpans) return {};
    }
    if (!any) return {};
    result.kind = result.spans.empty() ? RangeRequest::Kind::Unsatisfiable : RangeRequest::Kind::Spans;
    return result;
}

} // namespace durus::mediaserver::http

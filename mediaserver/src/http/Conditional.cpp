// SPDX-License-Identifier: Apache-2.0
#include "http/Conditional.h"

#include "http/Characters.h"
#include "http/HttpDate.h"

namespace durus::mediaserver::http {

namespace {

bool isWeak(std::string_view tag) noexcept {
    return tag.starts_with("W/");
}

std::string_view opaquePart(std::string_view tag) noexcept {
    return isWeak(tag) ? tag.substr(2) : tag;
}

// Takes the entity tag `list` begins with; empty if it begins with none.
std::string_view takeTag(std::string_view& list) noexcept {
    const std::size_t open = isWeak(list) ? 2 : 0;
    if (list.size() <= open || list[open] != '"') return {};
    const std::size_t close = list.find('"', open + 1);
    if (close == std::string_view::npos) return {};
    const std::string_view tag = list.substr(0, close + 1);
    list.remove_prefix(close + 1);
    return tag;
}

// Commas and blanks: empty elements of a list mean nothing (RFC 9110 5.6.1.2).
void skipSeparators(std::string_view& list) noexcept {
    while (!list.empty() && (list.front() == ',' || isBlank(list.front())))
        list.remove_prefix(1);
}

// Tags may hold commas, so the list is read tag by tag. What is no tag ends the list.
template<class Matches>
bool listMatches(std::string_view list, std::string_view current, Matches matches) noexcept {
    list = trimBlanks(list);
    if (list == "*") return true;
    for (skipSeparators(list); !list.empty(); skipSeparators(list)) {
        const std::string_view tag = takeTag(list);
        if (tag.empty()) return false;
        if (!current.empty() && matches(tag, current)) return true;
        list = trimBlanks(list);
        if (!list.empty() && list.front() != ',') return false;
    }
    return false;
}

// The date of a field that stands there exactly once.
std::optional<std::time_t> soleDate(const Headers& headers, std::string_view name) {
    if (headers.count(name) != 1) return std::nullopt;
    return parseHttpDate(*headers.get(name));
}

bool isUnmodified(const Request& request, const Validators& current) {
    if (request.headers.has("If-Match"))
        return listMatches(request.headers.combined("If-Match"), current.etag, matchesStrongly);
    const auto since = soleDate(request.headers, "If-Unmodified-Since");
    return !since || !current.lastModified || *current.lastModified <= *since;
}

} // namespace

bool matchesStrongly(std::string_view a, std::string_view b) noexcept {
    return !isWeak(a) && a == b;
}

bool matchesWeakly(std::string_view a, std::string_view b) noexcept {
    return opaquePart(a) == opaquePart(b);
}

Precondition evaluatePreconditions(const Request& request, const Validators& current) {
    if (!isUnmodified(request, current)) return Precondition::Failed;
    const bool isRead = request.method == Method::Get || request.method == Method::Head;
    if (request.headers.has("If-None-Match")) {
        if (!listMatches(request.headers.combined("If-None-Match"), current.etag, matchesWeakly))
            return Precondition::Proceed;
        return isRead ? Precondition::NotModified : Precondition::Failed;
    }
    const auto since = soleDate(request.headers, "If-Modified-Since");
    const bool isFresh = isRead && since && current.lastModified && *current.lastModified <= *since;
    return isFresh ? Precondition::NotModified : Precondition::Proceed;
}

bool ifRangeHolds(const Request& request, const Validators& current) {
    const auto value = request.headers.get("If-Range");
    if (!value) return true;
    if (request.headers.count("If-Range") != 1) return false;
    if (value->starts_with('"') || isWeak(*value))
        return !current.etag.empty() && matchesStrongly(*value, current.etag);
    const auto date = parseHttpDate(*value);
    return date && current.lastModified && *date == *current.lastModified;
}

} // namespace durus::mediaserver::http

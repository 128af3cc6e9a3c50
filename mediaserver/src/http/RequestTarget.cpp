// SPDX-License-Identifier: Apache-2.0
#include "http/RequestTarget.h"

#include "http/Characters.h"

#include <algorithm>

namespace durus::mediaserver::http {

namespace {

enum class Plus { Literal, Space };

// False for a bad escape or a byte that is a control character once decoded.
bool percentDecode(std::string_view raw, Plus plus, std::string& out) {
    for (std::size_t i = 0; i < raw.size(); ++i) {
        char c = raw[i];
        if (c == '%') {
            if (raw.size() - i < 3) return false;
            const int high = hexValue(raw[i + 1]);
            const int low = hexValue(raw[i + 2]);
            if (high < 0 || low < 0) return false;
            c = static_cast<char>(high * 16 + low);
            i += 2;
        } else if (c == '+' && plus == Plus::Space) {
            c = ' ';
        }
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7f) return false;
        out += c;
    }
    return true;
}

bool isVisibleAscii(std::string_view text) noexcept {
    return std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7f; });
}

bool hasEncodedSeparator(std::string_view raw) noexcept {
    for (std::size_t i = raw.find('%'); i != std::string_view::npos; i = raw.find('%', i + 1)) {
        const std::string_view code = raw.substr(i + 1, 2);
        if (equalsIgnoringCase(code, "2f") || equalsIgnoringCase(code, "5c")) return true;
    }
    return false;
}

bool hasDotSegment(std::string_view path) noexcept {
    while (!path.empty()) {
        path.remove_prefix(1);
        const std::string_view segment = path.substr(0, path.find('/'));
        if (segment == "." || segment == "..") return true;
        path.remove_prefix(segment.size());
    }
    return false;
}

bool decodeForm(std::string_view raw, std::string& out) {
    return percentDecode(raw, Plus::Space, out) && isUtf8(out);
}

bool isHostCharacter(char c) noexcept {
    return isDigit(c) || (toLower(c) >= 'a' && toLower(c) <= 'z') || c == '-' || c == '.' || c == '_' ||
           c == '~';
}

bool isIpv6Character(char c) noexcept {
    return hexValue(c) >= 0 || c == ':' || c == '.';
}

bool parsePort(std::string_view text, std::optional<std::uint16_t>& port) noexcept {
    if (text.empty()) return true;
    if (text.size() > 5 || !std::ranges::all_of(text, isDigit)) return false;
    unsigned value = 0;
    for (const char c : text)
        value = value * 10 + static_cast<unsigned>(c - '0');
    if (value > 0xffff) return false;
    port = static_cast<std::uint16_t>(value);
    return true;
}

bool parseOriginForm(std::string_view target, std::size_t maxParameters, Request& request) {
    const std::size_t mark = target.find('?');
    if (!decodePath(target.substr(0, mark), request.path)) return false;
    return mark == std::string_view::npos ||
           decodeQuery(target.substr(mark + 1), maxParameters, request.query);
}

bool parseAbsoluteForm(std::string_view rest, std::size_t maxParameters, Request& request) {
    const std::string_view authority = rest.substr(0, rest.find_first_of("/?"));
    if (!parseAuthority(authority, request.host, request.port)) return false;
    rest.remove_prefix(authority.size());
    if (rest.starts_with('/')) return parseOriginForm(rest, maxParameters, request);
    return parseOriginForm("/" + std::string(rest), maxParameters, request);
}

bool startsWithScheme(std::string_view target, std::string_view scheme) noexcept {
    return target.size() > scheme.size() && equalsIgnoringCase(target.substr(0, scheme.size()), scheme);
}

} // namespace

bool decodePath(std::string_view raw, std::string& path) {
    path.clear();
    if (!raw.starts_with('/') || raw.find_first_of("\\#") != std::string_view::npos) return false;
    if (hasEncodedSeparator(raw)) return false;
    return percentDecode(raw, Plus::Literal, path) && isUtf8(path) && !hasDotSegment(path);
}

bool decodeQuery(std::string_view raw, std::size_t maxParameters, std::vector<Request::Pair>& query) {
    query.clear();
    while (!raw.empty()) {
        const std::size_t end = raw.find('&');
        const std::string_view part = raw.substr(0, end);
        raw = end == std::string_view::npos ? std::string_view{} : raw.substr(end + 1);
        if (part.empty()) continue;
        if (query.size() == maxParameters) return false;
        const std::size_t equals = part.find('=');
        Request::Pair& pair = query.emplace_back();
        if (!decodeForm(part.substr(0, equals), pair.first)) return false;
        if (equals != std::string_view::npos && !decodeForm(part.substr(equals + 1), pair.second))
            return false;
    }
    return true;
}

bool parseAuthority(std::string_view text, std::string& host, std::optional<std::uint16_t>& port) {
    host.clear();
    port.reset();
    std::string_view name = text;
    std::string_view after;
    if (text.starts_with('[')) {
        const std::size_t close = text.find(']');
        if (close == std::string_view::npos) return false;
        name = text.substr(1, close - 1);
        after = text.substr(close + 1);
        if (name.find(':') == std::string_view::npos || !std::ranges::all_of(name, isIpv6Character))
            return false;
    } else {
        name = text.substr(0, text.find(':'));
        after = text.substr(name.size());
        if (!std::ranges::all_of(name, isHostCharacter)) return false;
    }
    if (name.empty() || name.size() > 255) return false;
    if (!after.empty() && (after.front() != ':' || !parsePort(after.substr(1), port))) return false;
    host.resize(name.size());
    std::ranges::transform(name, host.begin(), toLower);
    return true;
}

bool parseTarget(std::string_view target, std::size_t maxParameters, Request& request) {
    if (!isVisibleAscii(target) || target.find('#') != std::string_view::npos) return false;
    if (request.method == Method::Connect) return parseAuthority(target, request.host, request.port);
    if (target.starts_with('/')) return parseOriginForm(target, maxParameters, request);
    if (target == "*") {
        request.path = "*";
        return request.method == Method::Options;
    }
    for (const std::string_view scheme : {"http://", "https://"})
        if (startsWithScheme(target, scheme))
            return parseAbsoluteForm(target.substr(scheme.size()), maxParameters, request);
    return false;
}

} // namespace durus::mediaserver::http

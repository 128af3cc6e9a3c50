// SPDX-License-Identifier: Apache-2.0
#include "auth/Credentials.h"

#include "http/Characters.h"
#include "http/RequestTarget.h"

#include <algorithm>

namespace durus::mediaserver::auth {

namespace {

constexpr std::string_view kTokenName = "durus_device";
constexpr std::string_view kMarkerName = "durus_paired";
constexpr std::size_t kTokenDigits = 64;
// A year; a phone that stays away longer is paired anew.
constexpr std::string_view kLasting = "; Path=/; Max-Age=31536000; SameSite=Strict";
constexpr std::string_view kEnding = "; Path=/; Max-Age=0; SameSite=Strict";

bool isToken(std::string_view text) noexcept {
    return text.size() == kTokenDigits &&
           std::all_of(text.begin(), text.end(), [](char c) { return http::hexValue(c) >= 0; });
}

std::string_view bearerOf(std::string_view header) noexcept {
    constexpr std::string_view kScheme = "bearer ";
    if (!http::equalsIgnoringCase(header.substr(0, kScheme.size()), kScheme)) return {};
    return http::trimBlanks(header.substr(kScheme.size()));
}

std::string_view cookieOf(std::string_view header, std::string_view name) noexcept {
    while (!header.empty()) {
        const std::size_t end = header.find(';');
        const std::string_view pair = http::trimBlanks(header.substr(0, end));
        header.remove_prefix(end == std::string_view::npos ? header.size() : end + 1);
        if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=')
            return pair.substr(name.size() + 1);
    }
    return {};
}

/// "http://host:port", with or without a path behind it.
bool namesThisServer(std::string_view address, const http::Request& request) {
    const std::size_t scheme = address.find("://");
    if (scheme == std::string_view::npos) return false;
    address.remove_prefix(scheme + 3);
    std::string host;
    std::optional<std::uint16_t> port;
    return http::parseAuthority(address.substr(0, address.find('/')), host, port) && host == request.host &&
           port == request.port;
}

} // namespace

std::optional<Credentials> credentialsOf(const http::Request& request) noexcept {
    if (const auto header = request.headers.get("Authorization")) {
        const std::string_view token = bearerOf(*header);
        return isToken(token) ? std::optional(Credentials{token, false}) : std::nullopt;
    }
    if (const auto header = request.headers.get("Cookie"))
        if (const std::string_view token = cookieOf(*header, kTokenName); isToken(token))
            return Credentials{token, true};
    return std::nullopt;
}

std::string tokenCookie(std::string_view token) {
    return std::string(kTokenName) + '=' + std::string(token) + std::string(kLasting) + "; HttpOnly";
}

std::string markerCookie() {
    return std::string(kMarkerName) + "=1" + std::string(kLasting);
}

std::string expiredTokenCookie() {
    return std::string(kTokenName) + '=' + std::string(kEnding) + "; HttpOnly";
}

std::string expiredMarkerCookie() {
    return std::string(kMarkerName) + '=' + std::string(kEnding);
}

bool isFromHere(const http::Request& request) {
    if (const auto site = request.headers.get("Sec-Fetch-Site"))
        return *site == "same-origin" || *site == "none";
    if (const auto origin = request.headers.get("Origin")) return namesThisServer(*origin, request);
    if (const auto referer = request.headers.get("Referer")) return namesThisServer(*referer, request);
    const auto credentials = credentialsOf(request);
    return !credentials || !credentials->isCookie;
}

} // namespace durus::mediaserver::auth

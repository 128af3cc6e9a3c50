// SPDX-License-Identifier: Apache-2.0
#include "Names.h"

#include <durus/core/Error.h>

#include <algorithm>
#include <array>

namespace durus::store {

namespace {

bool isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool isNameCharacter(char c) {
    return isLetterOrDigit(c) || c == '.' || c == '_' || c == '-';
}

bool isUrlCharacter(char c) {
    return c > ' ' && c < 0x7F && std::string_view("@?#\\\"<>").find(c) == std::string_view::npos;
}

bool isLoopback(std::string_view host) {
    constexpr std::array<std::string_view, 3> kLoopback{"127.0.0.1", "localhost", "[::1]"};
    return std::find(kLoopback.begin(), kLoopback.end(), host) != kLoopback.end();
}

std::string_view hostOf(std::string_view authority) {
    if (authority.starts_with('[')) return authority.substr(0, authority.find(']') + 1);
    return authority.substr(0, authority.find(':'));
}

} // namespace

void requireName(std::string_view what, const std::string& name) {
    constexpr std::size_t kLongest = 64;
    if (!name.empty() && name.size() <= kLongest && isLetterOrDigit(name.front()) &&
        std::all_of(name.begin(), name.end(), isNameCharacter))
        return;
    throw Error(ErrorCode::InvalidInput,
                "\"" + name + "\" cannot be the name of " + (what == "account" ? "an " : "a ") +
                    std::string(what),
                "use 1 to 64 of the characters a-z A-Z 0-9 . _ - and begin with a letter or digit");
}

std::string requireUrl(std::string_view url) {
    constexpr std::string_view kSecure = "https://";
    constexpr std::string_view kPlain = "http://";
    const bool secure = url.starts_with(kSecure);
    const bool plain = url.starts_with(kPlain);
    const std::string_view rest = url.substr(std::min(url.size(), secure ? kSecure.size() : kPlain.size()));
    const std::string_view host = hostOf(rest.substr(0, rest.find('/')));
    const bool clean = std::all_of(url.begin(), url.end(), isUrlCharacter);
    if (!clean || host.empty() || !(secure || (plain && isLoopback(host))))
        throw Error(ErrorCode::InvalidInput, "\"" + std::string(url) + "\" cannot be the URL of a backend",
                    "use https://HOST[:PORT][/PATH]; http only for 127.0.0.1, localhost and [::1]");
    while (url.ends_with('/'))
        url.remove_suffix(1);
    return std::string(url);
}

} // namespace durus::store

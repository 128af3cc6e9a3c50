// SPDX-License-Identifier: Apache-2.0
#include "AssetUrl.h"

#include <durus/core/Error.h>

#include <algorithm>

namespace durus::download {

namespace {

/// Leaves room for a suffix within the 255 bytes of a file name.
constexpr std::size_t kMaxName = 200;

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool isSafe(char c) {
    return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

/// The scheme in small letters; empty if the URL is relative.
std::string schemeOf(std::string_view url) {
    const auto colon = url.find(':');
    if (colon == std::string_view::npos || url.find_first_of("/?#") < colon) return {};
    std::string scheme(url.substr(0, colon));
    std::transform(scheme.begin(), scheme.end(), scheme.begin(), lower);
    return scheme;
}

/// "https://host:port" of a URL.
std::string_view originOf(std::string_view url) {
    const auto authority = url.find("://");
    if (authority == std::string_view::npos) return url;
    return url.substr(0, url.find_first_of("/?#", authority + 3));
}

} // namespace

std::string resolveAssetUrl(std::string_view baseUrl, std::string_view url) {
    if (url.empty())
        throw Error(ErrorCode::NotFound, "the catalogue offers this audio no more",
                    "pull the catalogue again");
    const std::string baseScheme = schemeOf(baseUrl);
    const std::string scheme = schemeOf(url);
    if (scheme == "https" || (scheme == "http" && baseScheme == "http")) return std::string(url);
    if (!scheme.empty() || baseScheme.empty())
        throw Error(ErrorCode::InvalidInput,
                    "the catalogue gives an address that is not allowed: " + std::string(url),
                    "audio must be offered over https");
    if (url.starts_with("//")) return baseScheme + ':' + std::string(url);
    if (url.starts_with('/')) return std::string(originOf(baseUrl)) + std::string(url);
    std::string base(baseUrl);
    while (base.ends_with('/'))
        base.pop_back();
    return base + '/' + std::string(url);
}

std::string fileNameFor(std::string_view assetId) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string name;
    for (const char c : assetId) {
        if (isSafe(c)) {
            name += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        name += {'%', kHex[byte >> 4U], kHex[byte & 0xFU]};
    }
    if (name.empty() || name.size() > kMaxName)
        throw Error(ErrorCode::InvalidInput, "the catalogue gives an asset id that cannot be used");
    return name;
}

} // namespace durus::download

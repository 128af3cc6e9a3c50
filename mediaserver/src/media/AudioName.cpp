// SPDX-License-Identifier: Apache-2.0
#include "media/AudioName.h"

#include <algorithm>

namespace durus::mediaserver::media {

namespace {

// 128 bits: two files that share them by accident will not be met.
constexpr std::size_t kIdDigits = 32;
constexpr std::size_t kMaxId = 64;
constexpr std::size_t kMaxExtension = 8;

constexpr bool isLowerOrDigit(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

} // namespace

std::optional<AudioName> parseAudioName(std::string_view text) {
    const std::size_t dot = text.find('.');
    if (dot == std::string_view::npos || dot == 0 || dot > kMaxId) return std::nullopt;
    const std::string_view id = text.substr(0, dot);
    const std::string_view extension = text.substr(dot + 1);
    if (extension.empty() || extension.size() > kMaxExtension) return std::nullopt;
    if (!std::all_of(id.begin(), id.end(), [](char c) { return isLowerOrDigit(c) || c == '-'; }))
        return std::nullopt;
    if (!std::all_of(extension.begin(), extension.end(), isLowerOrDigit)) return std::nullopt;
    return AudioName{std::string(id), std::string(extension)};
}

std::string_view audioId(std::string_view sha256) noexcept {
    return sha256.substr(0, kIdDigits);
}

std::string audioPath(const download::StoredAsset& asset) {
    return "/audio/" + std::string(audioId(asset.sha256)) + "." + asset.format;
}

} // namespace durus::mediaserver::media

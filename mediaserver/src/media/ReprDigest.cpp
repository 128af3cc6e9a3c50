// SPDX-License-Identifier: Apache-2.0
#include "media/ReprDigest.h"

#include "http/Characters.h"

#include <array>
#include <cstdint>
#include <optional>

namespace durus::mediaserver::media {

namespace {

constexpr std::size_t kDigestBytes = 32;

using Digest = std::array<std::uint8_t, kDigestBytes>;

std::optional<Digest> bytesOf(std::string_view hexadecimal) {
    Digest bytes{};
    if (hexadecimal.size() != 2 * kDigestBytes) return std::nullopt;
    for (std::size_t i = 0; i < kDigestBytes; ++i) {
        const int high = http::hexValue(hexadecimal[2 * i]);
        const int low = http::hexValue(hexadecimal[2 * i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        bytes[i] = static_cast<std::uint8_t>(high * 16 + low);
    }
    return bytes;
}

std::string base64(const Digest& bytes) {
    constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    std::uint32_t bits = 0;
    unsigned count = 0;
    for (const std::uint8_t byte : bytes) {
        bits = (bits << 8) | byte;
        for (count += 8; count >= 6; count -= 6)
            text += kDigits[(bits >> (count - 6)) & 0x3f];
    }
    if (count > 0) text += kDigits[(bits << (6 - count)) & 0x3f];
    while (text.size() % 4 != 0)
        text += '=';
    return text;
}

} // namespace

std::string reprDigest(std::string_view sha256) {
    const auto bytes = bytesOf(sha256);
    return bytes ? "sha-256=:" + base64(*bytes) + ":" : std::string();
}

} // namespace durus::mediaserver::media

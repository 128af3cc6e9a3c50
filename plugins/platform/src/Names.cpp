// SPDX-License-Identifier: Apache-2.0
#include "Names.h"

#include <durus/abi/limits.h>

#include <algorithm>
#include <cstdint>

namespace platform {

namespace {

bool isAlphanumeric(char c) noexcept {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

} // namespace

bool isUuid(std::string_view text) noexcept {
    constexpr std::string_view kForm = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
    return std::equal(text.begin(), text.end(), kForm.begin(), kForm.end(), [](char c, char form) {
        return form == '-' ? c == '-'
                           : (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    });
}

bool isName(std::string_view text) noexcept {
    return !text.empty() && text.size() <= DURUS_MAX_ID && text != "." && text != ".." &&
           std::none_of(text.begin(), text.end(), [](char c) {
               return static_cast<std::uint8_t>(c) <= 0x20 || c == 0x7F || c == '/' || c == '\\';
           });
}

std::string percentEncode(std::string_view text) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        if (isAlphanumeric(c) || std::string_view("-._~").find(c) != std::string_view::npos) {
            out += c;
            continue;
        }
        const auto byte = static_cast<std::uint8_t>(c);
        out += '%';
        out += kHex[byte >> 4];
        out += kHex[byte & 0x0F];
    }
    return out;
}

} // namespace platform

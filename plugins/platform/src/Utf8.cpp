// SPDX-License-Identifier: Apache-2.0
#include "Utf8.h"

namespace platform {

std::size_t sequenceLength(std::string_view text) noexcept {
    if (text.empty()) return 0;
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    if (byte(0) < 0x80) return 1;
    std::size_t length = 0;
    std::uint32_t code = 0;
    std::uint32_t least = 0;
    if ((byte(0) & 0xE0) == 0xC0) {
        length = 2;
        code = byte(0) & 0x1FU;
        least = 0x80;
    } else if ((byte(0) & 0xF0) == 0xE0) {
        length = 3;
        code = byte(0) & 0x0FU;
        least = 0x800;
    } else if ((byte(0) & 0xF8) == 0xF0) {
        length = 4;
        code = byte(0) & 0x07U;
        least = 0x10000;
    }
    if (length == 0 || text.size() < length) return 0;
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0) != 0x80) return 0;
        code = (code << 6) | (byte(i) & 0x3FU);
    }
    const bool scalar = code >= least && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
    return scalar ? length : 0;
}

void appendUtf8(std::string& out, std::uint32_t code) {
    const auto put = [&](std::uint32_t byte) { out += static_cast<char>(static_cast<std::uint8_t>(byte)); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xC0 | (code >> 6));
        put(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        put(0xE0 | (code >> 12));
        put(0x80 | ((code >> 6) & 0x3F));
        put(0x80 | (code & 0x3F));
    } else {
        put(0xF0 | (code >> 18));
        put(0x80 | ((code >> 12) & 0x3F));
        put(0x80 | ((code >> 6) & 0x3F));
        put(0x80 | (code & 0x3F));
    }
}

std::string_view clip(std::string_view text, std::size_t maxBytes) noexcept {
    if (text.size() <= maxBytes) return text;
    std::size_t end = maxBytes;
    while (end > 0 && (static_cast<std::uint8_t>(text[end]) & 0xC0) == 0x80)
        --end;
    return text.substr(0, end);
}

} // namespace platform

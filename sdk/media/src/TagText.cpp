// SPDX-License-Identifier: Apache-2.0
#include "TagText.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace durus::media {

namespace {

constexpr std::size_t kLongest = 4096;
constexpr char32_t kReplacement = 0xFFFD;

/// Windows-1256 from 0x80 on.
constexpr std::array<char16_t, 128> kWindows1256{
    0x20AC, 0x067E, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0679, 0x2039, 0x0152,
    0x0686, 0x0698, 0x0688, 0x06AF, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x06A9, 0x2122,
    0x0691, 0x203A, 0x0153, 0x200C, 0x200D, 0x06BA, 0x00A0, 0x060C, 0x00A2, 0x00A3, 0x00A4, 0x00A5, 0x00A6,
    0x00A7, 0x00A8, 0x00A9, 0x06BE, 0x00AB, 0x00AC, 0x00AD, 0x00AE, 0x00AF, 0x00B0, 0x00B1, 0x00B2, 0x00B3,
    0x00B4, 0x00B5, 0x00B6, 0x00B7, 0x00B8, 0x00B9, 0x061B, 0x00BB, 0x00BC, 0x00BD, 0x00BE, 0x061F, 0x06C1,
    0x0621, 0x0622, 0x0623, 0x0624, 0x0625, 0x0626, 0x0627, 0x0628, 0x0629, 0x062A, 0x062B, 0x062C, 0x062D,
    0x062E, 0x062F, 0x0630, 0x0631, 0x0632, 0x0633, 0x0634, 0x0635, 0x0636, 0x00D7, 0x0637, 0x0638, 0x0639,
    0x063A, 0x0640, 0x0641, 0x0642, 0x0643, 0x00E0, 0x0644, 0x00E2, 0x0645, 0x0646, 0x0647, 0x0648, 0x00E7,
    0x00E8, 0x00E9, 0x00EA, 0x00EB, 0x0649, 0x064A, 0x00EE, 0x00EF, 0x064B, 0x064C, 0x064D, 0x064E, 0x00F4,
    0x064F, 0x0650, 0x00F7, 0x0651, 0x00F9, 0x0652, 0x00FB, 0x00FC, 0x200E, 0x200F, 0x06D2,
};

bool isAsciiLetter(char32_t c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::u32string codePoints(const TagLib::String& text) {
    std::u32string points;
    for (auto it = text.begin(); it != text.end(); ++it) {
        auto unit = static_cast<char32_t>(*it);
        const auto next = it + 1 == text.end() ? char32_t{0} : static_cast<char32_t>(*(it + 1));
        if (unit >= 0xD800 && unit < 0xDC00 && next >= 0xDC00 && next < 0xE000) {
            unit = 0x10000 + ((unit - 0xD800) << 10U) + (next - 0xDC00);
            ++it;
        }
        points += unit > 0x10FFFF || (unit >= 0xD800 && unit < 0xE000) ? kReplacement : unit;
    }
    return points;
}

/// Reads one character of UTF-8 from bytes that stand as Latin-1 and moves behind it.
std::optional<char32_t> decodeOne(std::u32string_view bytes, std::size_t& at) {
    const char32_t lead = bytes[at++];
    if (lead < 0x80) return lead;
    const std::size_t more = lead >= 0xC2 && lead < 0xE0   ? 1
                             : lead >= 0xE0 && lead < 0xF0 ? 2
                             : lead >= 0xF0 && lead < 0xF5 ? 3
                                                           : 0;
    if (more == 0 || bytes.size() - at < more) return std::nullopt;
    char32_t point = lead & (0x3FU >> more);
    for (std::size_t i = 0; i < more; ++i, ++at) {
        if (bytes[at] < 0x80 || bytes[at] > 0xBF) return std::nullopt;
        point = point << 6U | (bytes[at] & 0x3FU);
    }
    const bool overlong = (more == 2 && point < 0x800) || (more == 3 && point < 0x10000);
    return overlong || point > 0x10FFFF || (point >= 0xD800 && point < 0xE000) ? std::nullopt
                                                                               : std::optional(point);
}

std::optional<std::u32string> asUtf8(std::u32string_view bytes) {
    std::u32string text;
    for (std::size_t at = 0; at < bytes.size();) {
        const auto point = decodeOne(bytes, at);
        if (!point) return std::nullopt;
        text += *point;
    }
    return text;
}

/// Nothing unless the outcome looks Arabic: at least as many Arabic letters as Latin ones.
std::optional<std::u32string> asWindows1256(std::u32string_view bytes) {
    std::u32string text;
    std::ptrdiff_t arabic = 0;
    for (const auto byte : bytes) {
        const char32_t point = byte < 0x80 ? byte : kWindows1256[byte - 0x80];
        arabic += point >= 0x0600 && point <= 0x06FF ? 1 : 0;
        text += point;
    }
    if (arabic < 3 || arabic < std::count_if(text.begin(), text.end(), isAsciiLetter)) return std::nullopt;
    return text;
}

std::u32string repaired(std::u32string text) {
    const bool isBytes = std::all_of(text.begin(), text.end(), [](char32_t c) { return c < 0x100; });
    const bool isAscii = std::all_of(text.begin(), text.end(), [](char32_t c) { return c < 0x80; });
    if (!isBytes || isAscii) return text;
    if (auto utf8 = asUtf8(text)) return *utf8;
    return asWindows1256(text).value_or(text);
}

void appendUtf8(std::string& to, char32_t c) {
    const auto tail = [&to, c](unsigned shift) { to += static_cast<char>(0x80U | (c >> shift & 0x3FU)); };
    if (c < 0x80) {
        to += static_cast<char>(c);
    } else if (c < 0x800) {
        to += static_cast<char>(0xC0U | c >> 6U);
        tail(0);
    } else if (c < 0x10000) {
        to += static_cast<char>(0xE0U | c >> 12U);
        tail(6);
        tail(0);
    } else {
        to += static_cast<char>(0xF0U | c >> 18U);
        tail(12);
        tail(6);
        tail(0);
    }
}

} // namespace

std::string tagText(const TagLib::String& text) {
    std::string clean;
    for (const auto c : repaired(codePoints(text.substr(0, kLongest)))) {
        const bool isControl = c < 0x20 || (c >= 0x7F && c < 0xA0);
        const auto before = clean.size();
        appendUtf8(clean, isControl ? U' ' : c);
        if (clean.size() > kLongest) {
            clean.resize(before);
            break;
        }
    }
    const auto first = clean.find_first_not_of(' ');
    if (first == std::string::npos) return "";
    return clean.substr(first, clean.find_last_not_of(' ') - first + 1);
}

} // namespace durus::media

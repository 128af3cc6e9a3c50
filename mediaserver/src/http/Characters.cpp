// SPDX-License-Identifier: Apache-2.0
#include "http/Characters.h"

#include <algorithm>
#include <cstdint>

namespace durus::mediaserver::http {

namespace {

constexpr std::uint8_t kToken = 1;
constexpr std::uint8_t kField = 2;

constexpr std::array<std::uint8_t, 256> makeClasses() {
    std::array<std::uint8_t, 256> classes{};
    for (std::size_t i = 0; i < classes.size(); ++i) {
        const char c = static_cast<char>(i);
        if (isTokenCharacter(c)) classes[i] |= kToken;
        if (isFieldCharacter(c)) classes[i] |= kField;
    }
    return classes;
}

constexpr auto kClasses = makeClasses();

bool allOf(std::string_view text, std::uint8_t wanted) noexcept {
    return std::ranges::all_of(
        text, [wanted](char c) { return (kClasses[static_cast<unsigned char>(c)] & wanted) != 0; });
}

struct Utf8Form {
    std::size_t continuations;
    unsigned char secondMin;
    unsigned char secondMax;
};

constexpr Utf8Form kNoForm{0, 1, 0};

Utf8Form formOf(unsigned char lead) noexcept {
    if (lead >= 0xc2 && lead <= 0xdf) return {1, 0x80, 0xbf};
    if (lead == 0xe0) return {2, 0xa0, 0xbf};
    if (lead == 0xed) return {2, 0x80, 0x9f};
    if (lead >= 0xe1 && lead <= 0xef) return {2, 0x80, 0xbf};
    if (lead == 0xf0) return {3, 0x90, 0xbf};
    if (lead >= 0xf1 && lead <= 0xf3) return {3, 0x80, 0xbf};
    if (lead == 0xf4) return {3, 0x80, 0x8f};
    return kNoForm;
}

} // namespace

bool isToken(std::string_view text) noexcept {
    return !text.empty() && allOf(text, kToken);
}

bool isFieldValue(std::string_view text) noexcept {
    return allOf(text, kField);
}

bool equalsIgnoringCase(std::string_view a, std::string_view b) noexcept {
    return a.size() == b.size() && std::ranges::equal(a, b, {}, toLower, toLower);
}

std::string_view trimBlanks(std::string_view text) noexcept {
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back()))
        text.remove_suffix(1);
    return text;
}

std::string_view takeListElement(std::string_view& list) noexcept {
    const std::size_t comma = list.find(',');
    const std::string_view element = trimBlanks(list.substr(0, comma));
    list = comma == std::string_view::npos ? std::string_view{} : list.substr(comma + 1);
    return element;
}

bool listHasToken(std::string_view list, std::string_view token) noexcept {
    while (!list.empty())
        if (equalsIgnoringCase(takeListElement(list), token)) return true;
    return false;
}

bool isUtf8(std::string_view text) noexcept {
    std::size_t i = 0;
    while (i < text.size()) {
        const auto lead = static_cast<unsigned char>(text[i++]);
        if (lead < 0x80) continue;
        const Utf8Form form = formOf(lead);
        if (form.continuations == 0 || text.size() - i < form.continuations) return false;
        const auto second = static_cast<unsigned char>(text[i]);
        if (second < form.secondMin || second > form.secondMax) return false;
        for (std::size_t k = 1; k < form.continuations; ++k)
            if ((static_cast<unsigned char>(text[i + k]) & 0xc0) != 0x80) return false;
        i += form.continuations;
    }
    return true;
}

} // namespace durus::mediaserver::http

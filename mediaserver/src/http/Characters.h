// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace durus::mediaserver::http {

/// True for the characters of a token (RFC 9110 5.6.2).
constexpr bool isTokenCharacter(char c) noexcept {
    if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) return true;
    return c != '\0' && std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

/// True for a byte that may stand in a field value: visible, space, tab, or of the upper half.
constexpr bool isFieldCharacter(char c) noexcept {
    const auto byte = static_cast<unsigned char>(c);
    return byte == '\t' || (byte >= 0x20 && byte != 0x7f);
}

constexpr bool isDigit(char c) noexcept {
    return c >= '0' && c <= '9';
}
constexpr bool isBlank(char c) noexcept {
    return c == ' ' || c == '\t';
}
constexpr char toLower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

/// The value of a hexadecimal digit, or -1.
constexpr int hexValue(char c) noexcept {
    if (c >= '0' && c <= '9') return c - '0';
    const char lower = toLower(c);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// True if the text is a token: at least one character and nothing but token characters.
bool isToken(std::string_view text) noexcept;

/// True if every byte may stand in a field value.
bool isFieldValue(std::string_view text) noexcept;

/// True if the texts are equal without regard to the case of ASCII letters.
bool equalsIgnoringCase(std::string_view a, std::string_view b) noexcept;

/// The text without spaces and tabs at both ends.
std::string_view trimBlanks(std::string_view text) noexcept;

/// Takes the next element of a comma-separated list off `list`, trimmed; elements may be empty.
/// Quotes are not looked at.
std::string_view takeListElement(std::string_view& list) noexcept;

/// True if the comma-separated list holds the token, without regard to case.
bool listHasToken(std::string_view list, std::string_view token) noexcept;

/// True if the text is well-formed UTF-8: no overlong form, no surrogate, nothing above U+10FFFF.
bool isUtf8(std::string_view text) noexcept;

} // namespace durus::mediaserver::http

// SPDX-License-Identifier: Apache-2.0
#include "reference/Http.h"

#include <Poco/Ascii.h>
#include <Poco/UTF8Encoding.h>

#include <algorithm>

namespace durus::reference {

namespace {

int hexValue(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

bool isUnreserved(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

bool equalsIgnoringCase(char a, char b) {
    return Poco::Ascii::toLower(a) == Poco::Ascii::toLower(b);
}

std::map<std::string, std::string> parseQuery(std::string_view text) {
    std::map<std::string, std::string> query;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('&'), text.size());
        const std::string_view pair = text.substr(0, end);
        const std::size_t equals = std::min(pair.find('='), pair.size());
        std::string value(pair.substr(std::min(equals + 1, pair.size())));
        std::replace(value.begin(), value.end(), '+', ' ');
        query.emplace(percentDecode(pair.substr(0, equals)), percentDecode(value));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return query;
}

} // namespace

void Request::aim(std::string theTarget) {
    target = std::move(theTarget);
    const std::size_t mark = std::min(target.find('?'), target.size());
    path = target.substr(0, mark);
    query = parseQuery(std::string_view(target).substr(std::min(mark + 1, target.size())));
}

std::string_view Request::header(std::string_view name) const noexcept {
    for (const auto& [key, value] : headers)
        if (std::equal(key.begin(), key.end(), name.begin(), name.end(), equalsIgnoringCase)) return value;
    return {};
}

std::optional<std::string> Request::parameter(const std::string& name) const {
    const auto found = query.find(name);
    if (found == query.end() || found->second.empty()) return std::nullopt;
    return found->second;
}

std::string percentDecode(std::string_view text) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int high = text[i] == '%' && i + 2 < text.size() ? hexValue(text[i + 1]) : -1;
        const int low = high >= 0 ? hexValue(text[i + 2]) : -1;
        if (low < 0) {
            decoded += text[i];
            continue;
        }
        decoded += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return decoded;
}

bool isUtf8(std::string_view bytes) noexcept {
    while (!bytes.empty()) {
        const auto first = static_cast<unsigned char>(bytes.front());
        const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        unsigned char sequence[4] = {};
        std::copy_n(bytes.begin(), std::min(length, bytes.size()), sequence);
        if (length > bytes.size() || !Poco::UTF8Encoding::isLegal(sequence, static_cast<int>(length)))
            return false;
        bytes.remove_prefix(length);
    }
    return true;
}

std::string percentEncode(std::string_view text) {
    constexpr char kDigits[] = "0123456789ABCDEF";
    std::string encoded;
    for (const char c : text) {
        if (isUnreserved(c)) {
            encoded += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        encoded += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
    }
    return encoded;
}

} // namespace durus::reference

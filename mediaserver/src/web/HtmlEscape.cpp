// SPDX-License-Identifier: Apache-2.0
#include "web/HtmlEscape.h"

namespace durus::mediaserver::web {

namespace {

constexpr bool isUnreserved(char c) noexcept {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

} // namespace

void appendEscaped(std::string& html, std::string_view text) {
    html.reserve(html.size() + text.size());
    for (const char c : text) {
        switch (c) {
        case '&':
            html += "&amp;";
            break;
        case '<':
            html += "&lt;";
            break;
        case '>':
            html += "&gt;";
            break;
        case '"':
            html += "&quot;";
            break;
        case '\'':
            html += "&#39;";
            break;
        default: {
            const auto byte = static_cast<unsigned char>(c);
            if ((byte >= 0x20 && byte != 0x7f) || c == '\t' || c == '\n') html += c;
        }
        }
    }
}

std::string percentEncode(std::string_view text) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string encoded;
    encoded.reserve(text.size());
    for (const char c : text) {
        if (isUnreserved(c)) {
            encoded += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        encoded += '%';
        encoded += kDigits[byte >> 4];
        encoded += kDigits[byte & 0x0f];
    }
    return encoded;
}

} // namespace durus::mediaserver::web

// SPDX-License-Identifier: Apache-2.0
#include "feeds/XmlText.h"

#include <cstdint>
#include <optional>

namespace durus::mediaserver::feeds {

namespace {

struct Character {
    char32_t code = 0;
    std::string_view bytes;
};

std::size_t lengthBy(unsigned char lead) noexcept {
    if (lead < 0x80) return 1;
    if (lead >= 0xc2 && lead < 0xe0) return 2;
    if (lead >= 0xe0 && lead < 0xf0) return 3;
    if (lead >= 0xf0 && lead < 0xf5) return 4;
    return 0;
}

bool isAllowed(char32_t code, std::size_t length) noexcept {
    if (length == 3 && code < 0x800) return false;
    if (length == 4 && (code < 0x10000 || code > 0x10ffff)) return false;
    return code < 0xd800 || code > 0xdfff;
}

// Takes the next character off the text; bytes that are none are passed over.
std::optional<Character> take(std::string_view& text) noexcept {
    while (!text.empty()) {
        const auto lead = static_cast<unsigned char>(text.front());
        const std::size_t length = lengthBy(lead);
        std::size_t have = length == 0 ? 0 : 1;
        char32_t code = length == 1 ? lead : lead & (0xffU >> (length + 1));
        while (have > 0 && have < length && have < text.size() &&
               (static_cast<unsigned char>(text[have]) & 0xc0U) == 0x80)
            code = (code << 6U) | (static_cast<unsigned char>(text[have++]) & 0x3fU);
        if (have == length && length > 0 && isAllowed(code, length)) {
            const Character taken{code, text.substr(0, length)};
            text.remove_prefix(length);
            return taken;
        }
        text.remove_prefix(1);
    }
    return std::nullopt;
}

bool isXmlChar(char32_t code) noexcept {
    if (code < 0x20) return code == '\t' || code == '\n' || code == '\r';
    return code != 0xfffe && code != 0xffff;
}

bool breaksLine(char32_t code) noexcept {
    return code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0x2028 || code == 0x2029;
}

} // namespace

std::string xmlText(std::string_view text) {
    std::string xml;
    xml.reserve(text.size());
    while (const auto character = take(text)) {
        switch (character->code) {
        case '&':
            xml += "&amp;";
            break;
        case '<':
            xml += "&lt;";
            break;
        case '>':
            xml += "&gt;";
            break;
        case '"':
            xml += "&quot;";
            break;
        case '\r':
            xml += "&#13;";
            break;
        default:
            if (isXmlChar(character->code)) xml += character->bytes;
        }
    }
    return xml;
}

std::string oneLine(std::string_view text) {
    std::string line;
    bool blank = false;
    while (const auto character = take(text)) {
        if (breaksLine(character->code)) {
            blank = true;
            continue;
        }
        if (blank && !line.empty()) line += ' ';
        blank = false;
        line += character->bytes;
    }
    return line;
}

std::string xmlElement(std::string_view name, std::string_view text) {
    if (text.empty()) return {};
    std::string xml = "<";
    xml.append(name).append(">").append(xmlText(text)).append("</").append(name).append(">\n");
    return xml;
}

} // namespace durus::mediaserver::feeds

// SPDX-License-Identifier: Apache-2.0
#include "Template.h"

#include <cctype>

namespace durus::conformance {

namespace {

std::string replacement(const std::string& inside, const Names& names) {
    if (const auto it = names.find(inside); it != names.end()) return it->second;
    std::size_t digits = 0;
    while (digits < inside.size() && std::isdigit(static_cast<unsigned char>(inside[digits])) != 0)
        ++digits;
    if (digits == 0 || digits > 6 || digits == inside.size() || inside[digits] != '*')
        return '{' + inside + '}';
    const std::string repeated = expand(inside.substr(digits + 1), names);
    std::string all;
    for (int count = std::stoi(inside.substr(0, digits)); count > 0; --count)
        all += repeated;
    return all;
}

std::string escaped(const std::string& text, std::size_t& at) {
    switch (const char c = at + 1 < text.size() ? text[at + 1] : '\0') {
    case 'r':
    case 'n':
    case 't':
        ++at;
        return std::string(1, c == 'r' ? '\r' : c == 'n' ? '\n' : '\t');
    case '\\':
        ++at;
        return "\\";
    case 'x':
        at += 3;
        return std::string(1, static_cast<char>(std::stoi(text.substr(at - 1, 2), nullptr, 16)));
    default:
        return "\\";
    }
}

} // namespace

std::string expand(const std::string& text, const Names& names) {
    std::string all;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const std::size_t close = text[at] == '{' ? text.find('}', at) : std::string::npos;
        if (close != std::string::npos) {
            all += replacement(text.substr(at + 1, close - at - 1), names);
            at = close;
        } else {
            all += text[at] == '\\' ? escaped(text, at) : std::string(1, text[at]);
        }
    }
    return all;
}

std::string requestBytes(const std::string& column, const Names& names) {
    if (column.starts_with('!')) return expand(column.substr(1), names);
    const std::string separator = " ++ ";
    std::size_t end = column.find(separator);
    std::string text = column.substr(0, end) + " HTTP/1.1\\r\\nHost: {host}\\r\\n";
    while (end != std::string::npos) {
        const std::size_t begin = end + separator.size();
        end = column.find(separator, begin);
        text += column.substr(begin, end == std::string::npos ? end : end - begin) + "\\r\\n";
    }
    return expand(text + "\\r\\n", names);
}

} // namespace durus::conformance

// SPDX-License-Identifier: Apache-2.0
#include "Table.h"

#include <algorithm>
#include <cstdio>

namespace durus::ctl {

namespace {

/// The next code point of well-formed UTF-8; a stray byte counts as one.
char32_t next(std::string_view& text) {
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t point = length == 1 ? lead : lead & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < std::min(length, text.size()); ++i)
        point = (point << 6) | (static_cast<unsigned char>(text[i]) & 0x3FU);
    text.remove_prefix(std::min(length, text.size()));
    return point;
}

bool takesNoCell(char32_t point) {
    return (point >= 0x0300 && point <= 0x036F) || (point >= 0x0610 && point <= 0x061A) ||
           (point >= 0x064B && point <= 0x065F) || point == 0x0670 || (point >= 0x06D6 && point <= 0x06ED) ||
           (point >= 0x200B && point <= 0x200F) || (point >= 0x202A && point <= 0x202E);
}

} // namespace

std::size_t cellWidth(std::string_view utf8) {
    std::size_t width = 0;
    while (!utf8.empty())
        if (!takesNoCell(next(utf8))) ++width;
    return width;
}

std::string clockText(long long milliseconds) {
    if (milliseconds <= 0) return "-";
    const long long seconds = milliseconds / 1000;
    char text[32];
    if (seconds >= 3600)
        std::snprintf(text, sizeof text, "%lld:%02lld:%02lld", seconds / 3600, seconds / 60 % 60,
                      seconds % 60);
    else
        std::snprintf(text, sizeof text, "%lld:%02lld", seconds / 60, seconds % 60);
    return text;
}

void Table::print(std::ostream& out) const {
    std::vector<std::size_t> widths;
    for (const auto& head : heads_)
        widths.push_back(cellWidth(head));
    for (const auto& row : rows_)
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], cellWidth(row[i]));

    const auto line = [&](const std::vector<std::string>& cells) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            out << cells[i];
            if (i + 1 < cells.size()) out << std::string(widths[i] - cellWidth(cells[i]) + 2, ' ');
        }
        out << '\n';
    };
    line(heads_);
    for (const auto& row : rows_)
        line(row);
}

} // namespace durus::ctl

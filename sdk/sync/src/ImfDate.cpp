// SPDX-License-Identifier: Apache-2.0
#include "ImfDate.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace durus::sync {

namespace {

namespace ch = std::chrono;

constexpr std::string_view kShape = "AAA, 99 AAA 9999 99:99:99 GMT";
constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

bool fits(char shape, char c) {
    if (shape == '9') return c >= '0' && c <= '9';
    if (shape == 'A') return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    return c == shape;
}

int number(std::string_view digits) {
    int value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

} // namespace

std::optional<WallTime> parseImfDate(std::string_view text) {
    // Letters of "GMT" stand in the shape as themselves, so they are compared literally.
    const bool shaped = text.size() == kShape.size() &&
                        std::equal(kShape.begin(), kShape.end() - 3, text.begin(), fits) &&
                        text.ends_with("GMT");
    if (!shaped) return std::nullopt;

    const auto month = std::find(kMonths.begin(), kMonths.end(), text.substr(8, 3));
    if (month == kMonths.end()) return std::nullopt;
    const ch::year_month_day date{ch::year{number(text.substr(12, 4))},
                                  ch::month{static_cast<unsigned>(month - kMonths.begin() + 1)},
                                  ch::day{static_cast<unsigned>(number(text.substr(5, 2)))}};
    const int hour = number(text.substr(17, 2));
    const int minute = number(text.substr(20, 2));
    const int second = number(text.substr(23, 2));
    if (!date.ok() || hour > 23 || minute > 59 || second > 60) return std::nullopt;
    return WallTime{ch::sys_days{date}.time_since_epoch() + ch::hours{hour} + ch::minutes{minute} +
                    ch::seconds{second}};
}

} // namespace durus::sync

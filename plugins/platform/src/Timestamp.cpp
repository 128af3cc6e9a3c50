// SPDX-License-Identifier: Apache-2.0
#include "Timestamp.h"

#include <algorithm>
#include <charconv>
#include <cstdio>

namespace platform {

namespace ch = std::chrono;

namespace {

/// The number written with exactly `width` digits at `at`; -1 if it is not.
int field(std::string_view text, std::size_t at, std::size_t width) noexcept {
    int value = 0;
    if (text.size() < at + width) return -1;
    for (const char c : text.substr(at, width)) {
        if (c < '0' || c > '9') return -1;
        value = value * 10 + (c - '0');
    }
    return value;
}

/// Takes ".123456" off the front, if it is there; digits beyond milliseconds are cut off.
std::optional<Timestamp> takeFraction(std::string_view& rest) noexcept {
    if (rest.empty() || rest.front() != '.') return Timestamp{0};
    const std::size_t end = std::min(rest.find_first_not_of("0123456789", 1), rest.size());
    int value = 0;
    for (std::size_t i = 1; i <= 3; ++i)
        value = value * 10 + (i < end ? rest[i] - '0' : 0);
    if (end == 1) return std::nullopt;
    rest.remove_prefix(end);
    return Timestamp{value};
}

std::optional<Timestamp> zone(std::string_view rest) noexcept {
    if (rest == "Z") return Timestamp{0};
    const int hours = field(rest, 1, 2);
    const int minutes = field(rest, 4, 2);
    if (rest.size() != 6 || (rest[0] != '+' && rest[0] != '-') || rest[3] != ':' || hours < 0 || hours > 23 ||
        minutes < 0 || minutes > 59)
        return std::nullopt;
    const Timestamp offset = ch::hours{hours} + ch::minutes{minutes};
    return rest[0] == '-' ? -offset : offset;
}

} // namespace

std::string toText(Timestamp stamp) {
    const ch::sys_time<Timestamp> point{std::clamp(stamp, kFirstStamp, kLastStamp)};
    const auto day = ch::floor<ch::days>(point);
    const ch::year_month_day date{day};
    const ch::hh_mm_ss time{point - day};
    char text[64];
    std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                  static_cast<int>(time.seconds().count()), static_cast<int>(time.subseconds().count()));
    return text;
}

std::optional<Timestamp> fromHttpDate(std::optional<std::string_view> text) {
    constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
    constexpr std::size_t kLength = 29;
    if (!text || text->size() != kLength || !text->ends_with(" GMT")) return std::nullopt;
    const std::size_t place = kMonths.find(text->substr(8, 3));
    if (place == std::string_view::npos || place % 3 != 0) return std::nullopt;
    std::string iso(text->substr(12, 4));
    iso += '-' + std::string(place / 3 < 9 ? "0" : "") + std::to_string(place / 3 + 1) + '-';
    iso += std::string(text->substr(5, 2)) + 'T' + std::string(text->substr(17, 8)) + 'Z';
    return toTimestamp(iso);
}

std::optional<Timestamp> toTimestamp(std::string_view text) {
    if (text.size() < 20 || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' ||
        text[16] != ':')
        return std::nullopt;
    const int hour = field(text, 11, 2);
    const int minute = field(text, 14, 2);
    const int second = field(text, 17, 2);
    const int year = field(text, 0, 4);
    const int month = field(text, 5, 2);
    const int day = field(text, 8, 2);
    if (year < 0 || month < 0 || day < 0 || hour < 0 || hour > 23 || minute < 0 || minute > 59 ||
        second < 0 || second > 59)
        return std::nullopt;
    const ch::year_month_day date{ch::year{year}, ch::month{static_cast<unsigned>(month)},
                                  ch::day{static_cast<unsigned>(day)}};
    std::string_view rest = text.substr(19);
    const auto fraction = takeFraction(rest);
    const auto offset = zone(rest);
    if (!date.ok() || !fraction || !offset) return std::nullopt;
    return ch::duration_cast<Timestamp>(ch::sys_days{date}.time_since_epoch()) + ch::hours{hour} +
           ch::minutes{minute} + ch::seconds{second} + *fraction - *offset;
}

} // namespace platform

// SPDX-License-Identifier: Apache-2.0
#include "http/HttpDate.h"

#include "http/Characters.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>

namespace durus::mediaserver::http {

namespace {

constexpr std::array<std::string_view, 7> kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 7> kLongDays{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                    "Thursday", "Friday", "Saturday"};
constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

void appendPadded(std::string& out, unsigned value, unsigned width) {
    const std::string digits = std::to_string(value);
    if (digits.size() < width) out.append(width - digits.size(), '0');
    out += digits;
}

// Takes a date apart from the left; the first thing that does not fit makes it fail for good.
class Scanner {
public:
    explicit Scanner(std::string_view text) noexcept : text_(text) {}

    void literal(std::string_view wanted) noexcept {
        if (!text_.starts_with(wanted))
            failed_ = true;
        else
            text_.remove_prefix(wanted.size());
    }

    unsigned digits(std::size_t width) noexcept {
        unsigned value = 0;
        if (text_.size() < width || !std::ranges::all_of(text_.substr(0, width), isDigit)) {
            failed_ = true;
            return 0;
        }
        for (const char c : text_.substr(0, width))
            value = value * 10 + static_cast<unsigned>(c - '0');
        text_.remove_prefix(width);
        return value;
    }

    template<std::size_t N>
    std::size_t oneOf(const std::array<std::string_view, N>& names) noexcept {
        const auto it = std::ranges::find_if(names, [this](auto name) { return text_.starts_with(name); });
        if (it == names.end()) {
            failed_ = true;
            return 0;
        }
        text_.remove_prefix(it->size());
        return static_cast<std::size_t>(it - names.begin());
    }

    bool startsWith(char c) const noexcept { return text_.starts_with(c); }
    bool isDone() const noexcept { return !failed_ && text_.empty(); }

private:
    std::string_view text_;
    bool failed_ = false;
};

struct Fields {
    unsigned year = 0;
    unsigned month = 0;
    unsigned day = 0;
    unsigned hour = 0;
    unsigned minute = 0;
    unsigned second = 0;
};

void scanTime(Scanner& in, Fields& out) noexcept {
    out.hour = in.digits(2);
    in.literal(":");
    out.minute = in.digits(2);
    in.literal(":");
    out.second = in.digits(2);
}

std::optional<std::time_t> toTime(const Fields& f) noexcept {
    using namespace std::chrono;
    const year_month_day date{year{static_cast<int>(f.year)}, month{f.month + 1}, day{f.day}};
    // 60 is a leap second, which the calendar of time_t does not have: it is the second after :59.
    if (!date.ok() || f.hour > 23 || f.minute > 59 || f.second > 60) return std::nullopt;
    const auto time = sys_days{date} + hours{f.hour} + minutes{f.minute} + seconds{f.second};
    // The last year a date has room for; the second after it could not be written again.
    if (time >= sys_days{year{10'000} / January / 1}) return std::nullopt;
    return static_cast<std::time_t>(time.time_since_epoch().count());
}

std::optional<std::time_t> parseFixdate(std::string_view text) noexcept {
    Scanner in(text);
    Fields f;
    in.oneOf(kDays);
    in.literal(", ");
    f.day = in.digits(2);
    in.literal(" ");
    f.month = static_cast<unsigned>(in.oneOf(kMonths));
    in.literal(" ");
    f.year = in.digits(4);
    in.literal(" ");
    scanTime(in, f);
    in.literal(" GMT");
    return in.isDone() ? toTime(f) : std::nullopt;
}

std::optional<std::time_t> parseRfc850(std::string_view text) noexcept {
    Scanner in(text);
    Fields f;
    in.oneOf(kLongDays);
    in.literal(", ");
    f.day = in.digits(2);
    in.literal("-");
    f.month = static_cast<unsigned>(in.oneOf(kMonths));
    in.literal("-");
    const unsigned shortYear = in.digits(2);
    f.year = shortYear + (shortYear < 70 ? 2000 : 1900);
    in.literal(" ");
    scanTime(in, f);
    in.literal(" GMT");
    return in.isDone() ? toTime(f) : std::nullopt;
}

std::optional<std::time_t> parseAsctime(std::string_view text) noexcept {
    Scanner in(text);
    Fields f;
    in.oneOf(kDays);
    in.literal(" ");
    f.month = static_cast<unsigned>(in.oneOf(kMonths));
    in.literal(" ");
    if (in.startsWith(' ')) {
        in.literal(" ");
        f.day = in.digits(1);
    } else {
        f.day = in.digits(2);
    }
    in.literal(" ");
    scanTime(in, f);
    in.literal(" ");
    f.year = in.digits(4);
    return in.isDone() ? toTime(f) : std::nullopt;
}

} // namespace

std::string formatHttpDate(std::time_t time) {
    using namespace std::chrono;
    const sys_seconds instant{seconds{time}};
    const sys_days days = floor<std::chrono::days>(instant);
    const year_month_day date{days};
    const hh_mm_ss clock{instant - days};
    std::string out;
    out.reserve(29);
    out.append(kDays[weekday{days}.c_encoding()]).append(", ");
    appendPadded(out, static_cast<unsigned>(date.day()), 2);
    out.append(" ").append(kMonths[static_cast<unsigned>(date.month()) - 1]).append(" ");
    appendPadded(out, static_cast<unsigned>(static_cast<int>(date.year())), 4);
    out += ' ';
    appendPadded(out, static_cast<unsigned>(clock.hours().count()), 2);
    out += ':';
    appendPadded(out, static_cast<unsigned>(clock.minutes().count()), 2);
    out += ':';
    appendPadded(out, static_cast<unsigned>(clock.seconds().count()), 2);
    out += " GMT";
    return out;
}

std::optional<std::time_t> parseHttpDate(std::string_view text) noexcept {
    if (const auto time = parseFixdate(text)) return time;
    if (const auto time = parseRfc850(text)) return time;
    return parseAsctime(text);
}

} // namespace durus::mediaserver::http

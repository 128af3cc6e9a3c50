// SPDX-License-Identifier: Apache-2.0
#include <durus/core/IsoTime.h>

#include <algorithm>
#include <charconv>
#include <cstdio>

namespace durus {

namespace {

namespace ch = std::chrono;

constexpr WallTime kFirst{Milliseconds{-62'167'219'200'000}}; // 0000-01-01T00:00:00.000Z
constexpr WallTime kLast{Milliseconds{253'402'300'799'999}};  // 9999-12-31T23:59:59.999Z

/// Takes fixed-width fields off the front of a text; any mismatch makes the whole reading fail.
class Reader {
public:
    explicit Reader(std::string_view text) : rest_(text) {}

    int digits(std::size_t count) {
        int value = 0;
        if (rest_.size() < count ||
            !std::all_of(rest_.begin(), rest_.begin() + static_cast<long>(count), isDigit))
            return fail();
        std::from_chars(rest_.data(), rest_.data() + count, value);
        rest_.remove_prefix(count);
        return value;
    }

    void literal(char expected) {
        if (!skip(expected)) fail();
    }

    bool skip(char expected) {
        if (rest_.empty() || rest_.front() != expected) return false;
        rest_.remove_prefix(1);
        return true;
    }

    Milliseconds fraction() {
        int value = 0;
        std::size_t read = 0;
        for (; !rest_.empty() && isDigit(rest_.front()); rest_.remove_prefix(1), ++read)
            if (read < 3) value = value * 10 + (rest_.front() - '0');
        if (read == 0) fail();
        for (; read < 3; ++read)
            value *= 10;
        return Milliseconds{value};
    }

    Milliseconds zone() {
        if (skip('Z') || skip('z')) return Milliseconds{0};
        const int sign = skip('-') ? -1 : (literal('+'), 1);
        const int hours = digits(2);
        literal(':');
        const int minutes = digits(2);
        if (hours > 23 || minutes > 59) fail();
        return sign * (ch::hours{hours} + ch::minutes{minutes});
    }

    bool complete() const { return !failed_ && rest_.empty(); }

private:
    static bool isDigit(char c) { return c >= '0' && c <= '9'; }
    int fail() {
        failed_ = true;
        return 0;
    }

    std::string_view rest_;
    bool failed_ = false;
};

} // namespace

std::string toIso8601(WallTime time) {
    const ch::sys_time<Milliseconds> point{std::clamp(time, kFirst, kLast).sinceEpoch};
    const auto day = ch::floor<ch::days>(point);
    const ch::year_month_day date{day};
    const ch::hh_mm_ss clock{point - day};
    char text[80];
    const int length = std::snprintf(
        text, sizeof text, "%04d-%02u-%02uT%02ld:%02ld:%02ld.%03ldZ", static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
        static_cast<long>(clock.hours().count()), static_cast<long>(clock.minutes().count()),
        static_cast<long>(clock.seconds().count()), static_cast<long>(clock.subseconds().count()));
    return {text, static_cast<std::size_t>(length)};
}

std::optional<WallTime> fromIso8601(std::string_view text) {
    Reader in(text);
    const int year = in.digits(4);
    in.literal('-');
    const int month = in.digits(2);
    in.literal('-');
    const int day = in.digits(2);
    if (!in.skip('T')) in.literal('t');
    const int hour = in.digits(2);
    in.literal(':');
    const int minute = in.digits(2);
    in.literal(':');
    const int second = in.digits(2);
    const Milliseconds fraction = in.skip('.') ? in.fraction() : Milliseconds{0};
    const Milliseconds zone = in.zone();

    const ch::year_month_day date{ch::year{year}, ch::month{static_cast<unsigned>(month)},
                                  ch::day{static_cast<unsigned>(day)}};
    if (!in.complete() || !date.ok() || hour > 23 || minute > 59 || second > 60) return std::nullopt;
    const auto local = ch::sys_days{date}.time_since_epoch() + ch::hours{hour} + ch::minutes{minute} +
                       ch::seconds{second} + fraction;
    return WallTime{ch::duration_cast<Milliseconds>(local) - zone};
}

} // namespace durus

// SPDX-License-Identifier: Apache-2.0
#include "web/Quantities.h"

#include <array>

namespace durus::mediaserver::web {

namespace {

std::string_view form(Language language, const CountedNoun& noun, std::uint64_t count) noexcept {
    if (language == Language::English) return count == 1 ? noun.one : noun.other;
    if (count == 0) return noun.zero;
    if (count == 1) return noun.one;
    if (count == 2) return noun.two;
    const std::uint64_t rest = count % 100;
    if (rest >= 3 && rest <= 10) return noun.few;
    return rest >= 11 ? noun.many : noun.other;
}

} // namespace

std::string number(Language language, std::uint64_t value) {
    const std::string latin = std::to_string(value);
    if (language == Language::English) return latin;
    std::string arabic;
    for (const char digit : latin) {
        // U+0660 + digit in UTF-8.
        arabic += '\xd9';
        arabic += static_cast<char>(0xa0 + (digit - '0'));
    }
    return arabic;
}

std::string counted(Language language, const CountedNoun& noun, std::uint64_t count) {
    return fill(form(language, noun, count), "n", number(language, count));
}

std::string humanDuration(Language language, Milliseconds duration) {
    const auto seconds =
        static_cast<std::uint64_t>(duration.count() > 0 ? (duration.count() + 500) / 1000 : 0);
    if (seconds == 0) return {};
    const Texts& words = texts(language);
    if (seconds < 60) return counted(language, words.seconds, seconds);
    const std::uint64_t minutes = (seconds + 30) / 60;
    if (minutes < 60) return counted(language, words.minutes, minutes);
    const std::string hours = counted(language, words.hours, minutes / 60);
    if (minutes % 60 == 0) return hours;
    return hours + std::string(words.and_) + counted(language, words.minutes, minutes % 60);
}

std::string isoDuration(Milliseconds duration) {
    const auto seconds =
        static_cast<std::uint64_t>(duration.count() > 0 ? (duration.count() + 500) / 1000 : 0);
    std::string iso = "PT";
    if (seconds >= 3600) iso += std::to_string(seconds / 3600) + "H";
    if (seconds % 3600 >= 60) iso += std::to_string(seconds % 3600 / 60) + "M";
    if (seconds % 60 != 0 || seconds == 0) iso += std::to_string(seconds % 60) + "S";
    return iso;
}

std::string fill(std::string_view pattern, std::string_view name, std::string_view value) {
    const std::string mark = "{" + std::string(name) + "}";
    std::string filled;
    for (;;) {
        const std::size_t at = pattern.find(mark);
        filled += pattern.substr(0, at);
        if (at == std::string_view::npos) return filled;
        filled += value;
        pattern.remove_prefix(at + mark.size());
    }
}

} // namespace durus::mediaserver::web

// SPDX-License-Identifier: Apache-2.0
#include "Arguments.h"

#include <charconv>

namespace durus::ctl {

namespace {

constexpr double kLongest = 1e9;

std::optional<double> number(std::string_view text) {
    double value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc{} || end != text.data() + text.size() || !(value >= 0 && value < kLongest))
        return std::nullopt;
    return value;
}

std::optional<Milliseconds> parseDuration(std::string_view text) {
    if (text.ends_with('s')) text.remove_suffix(1);
    double seconds = 0;
    for (int parts = 0; parts < 3; ++parts) {
        const auto colon = text.find(':');
        const auto part = number(text.substr(0, colon));
        if (!part) return std::nullopt;
        seconds = seconds * 60 + *part;
        if (colon == std::string_view::npos)
            return Milliseconds{static_cast<Milliseconds::rep>(seconds * 1000)};
        text.remove_prefix(colon + 1);
    }
    return std::nullopt;
}

} // namespace

Arguments Arguments::parse(const std::vector<std::string>& words, const OptionNames& names) {
    Arguments result;
    bool optionsEnded = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto& word = words[i];
        if (optionsEnded || !word.starts_with("--") || word.size() < 2) {
            result.positional_.push_back(word);
            continue;
        }
        if (word == "--") {
            optionsEnded = true;
            continue;
        }
        const auto equals = word.find('=');
        const auto name = word.substr(0, equals);
        if (names.flags.contains(name)) {
            result.flags_.insert(name);
        } else if (!names.values.contains(name)) {
            throw UsageError("unknown option " + name);
        } else if (equals != std::string::npos) {
            result.values_[name] = word.substr(equals + 1);
        } else if (i + 1 < words.size()) {
            result.values_[name] = words[++i];
        } else {
            throw UsageError(name + " needs a value");
        }
    }
    return result;
}

std::optional<std::string> Arguments::value(const std::string& option) const {
    const auto found = values_.find(option);
    return found == values_.end() ? std::nullopt : std::optional(found->second);
}

void Arguments::expectPositional(std::size_t least, std::size_t most) const {
    if (positional_.size() < least) throw UsageError("something is missing");
    if (positional_.size() > most) throw UsageError("'" + positional_[most] + "' is too much");
}

std::string Arguments::required(const std::string& option) const {
    const auto found = value(option);
    if (!found || found->empty()) throw UsageError(option + " is missing");
    return *found;
}

std::optional<Milliseconds> Arguments::duration(const std::string& option) const {
    const auto text = value(option);
    if (!text) return std::nullopt;
    const auto parsed = parseDuration(*text);
    if (!parsed) throw UsageError(option + " takes a time such as 90, 1:30 or 1:02:03, not '" + *text + "'");
    return parsed;
}

} // namespace durus::ctl

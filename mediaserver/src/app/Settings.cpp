// SPDX-License-Identifier: Apache-2.0
#include "app/Settings.h"

#include "app/Suggestion.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <utility>

namespace durus::mediaserver {

namespace {

constexpr unsigned kMostWorkers = 64;

[[noreturn]] void refuse(const std::string& key, const std::string& value, const std::string& allowed) {
    throw SettingsError(key + " is \"" + value + "\": it must be " + allowed);
}

void setLanguage(Settings& settings, const std::string& value) {
    if (value != "ar" && value != "en") refuse("language", value, "ar or en");
    settings.language = value;
}

void setHosts(Settings& settings, const std::string& value) {
    settings.hosts.clear();
    std::string_view rest = value;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find_first_of(", \t"), rest.size());
        if (end > 0) settings.hosts.emplace_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
}

void setWorkers(Settings& settings, const std::string& value) {
    unsigned workers = 0;
    const char* const end = value.data() + value.size();
    const auto [stop, fault] = std::from_chars(value.data(), end, workers);
    if (fault != std::errc{} || stop != end || workers == 0 || workers > kMostWorkers)
        refuse("workers", value, "a number from 1 to " + std::to_string(kMostWorkers));
    settings.workers = workers;
}

void setLogLevel(Settings& settings, const std::string& value) {
    if (value == "debug")
        settings.logLevel = LogLevel::Debug;
    else if (value == "info")
        settings.logLevel = LogLevel::Info;
    else if (value == "warning")
        settings.logLevel = LogLevel::Warning;
    else if (value == "error")
        settings.logLevel = LogLevel::Error;
    else
        refuse("log.level", value, "debug, info, warning or error");
}

struct Setting {
    std::string_view key;
    void (*set)(Settings&, const std::string&);
};

constexpr std::array<Setting, 7> kSettings{{
    {"data", [](Settings& settings, const std::string& value) { settings.data = value; }},
    {"listen", [](Settings& settings, const std::string& value) { settings.listen = value; }},
    {"name", [](Settings& settings, const std::string& value) { settings.name = value; }},
    {"language", setLanguage},
    {"hosts", setHosts},
    {"workers", setWorkers},
    {"log.level", setLogLevel},
}};

} // namespace

void applySetting(Settings& settings, const std::string& key, const std::string& value) {
    const auto setting = std::find_if(kSettings.begin(), kSettings.end(),
                                      [&](const Setting& known) { return known.key == key; });
    if (setting != kSettings.end()) {
        setting->set(settings, value);
        return;
    }
    std::array<std::string_view, kSettings.size()> keys{};
    std::transform(kSettings.begin(), kSettings.end(), keys.begin(),
                   [](const Setting& known) { return known.key; });
    const std::string_view nearest = nearestWord(key, keys);
    std::string fault = "unknown key \"" + key + "\"";
    if (!nearest.empty()) fault += "; did you mean \"" + std::string(nearest) + "\"?";
    throw SettingsError(fault);
}

void requireComplete(const Settings& settings) {
    if (settings.data.empty()) throw SettingsError("no data directory: give --data DIR");
    if (settings.listen.empty()) throw SettingsError("no address to listen on: give --listen ADDR:PORT");
}

} // namespace durus::mediaserver

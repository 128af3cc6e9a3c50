// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Log.h>

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

namespace durus::mediaserver {

/// All that can be configured. What each means stands in mediaserver.properties, and only there.
struct Settings {
    std::filesystem::path data;
    std::string listen;
    std::string name;
    std::string language = "en";
    std::vector<std::string> hosts;
    unsigned workers = 2;
    LogLevel logLevel = LogLevel::Info;
};

/// A wrong command line or configuration; what() is one line that names the fault and the way out.
class SettingsError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Sets the setting called `key` in the configuration file from its text.
/// Errors: SettingsError for an unknown key, naming the nearest known one, and for a value that is not
/// allowed.
void applySetting(Settings& settings, const std::string& key, const std::string& value);

/// Errors: SettingsError if something that has no default is missing.
void requireComplete(const Settings& settings);

} // namespace durus::mediaserver

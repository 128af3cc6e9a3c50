// SPDX-License-Identifier: Apache-2.0
#include "app/SettingsFile.h"

#include <Poco/AutoPtr.h>
#include <Poco/Exception.h>
#include <Poco/Util/PropertyFileConfiguration.h>

#include <fstream>

namespace durus::mediaserver {

namespace {

using Properties = Poco::Util::PropertyFileConfiguration;

// Poco takes "a.b" for a key b within a: the names of all that have values.
void collect(const Properties& properties, const std::string& prefix, std::vector<std::string>& keys) {
    Properties::Keys below;
    properties.keys(prefix, below);
    if (below.empty() && !prefix.empty()) keys.push_back(prefix);
    for (const std::string& key : below)
        collect(properties, prefix.empty() ? key : prefix + "." + key, keys);
}

} // namespace

void readSettingsFile(const std::filesystem::path& file, Settings& settings) {
    std::ifstream stream(file);
    if (!stream) throw SettingsError("configuration " + file.string() + ": cannot be read");
    try {
        const Poco::AutoPtr<Properties> properties(new Properties(stream));
        std::vector<std::string> keys;
        collect(*properties, {}, keys);
        for (const std::string& key : keys)
            applySetting(settings, key, properties->getRawString(key));
    } catch (const SettingsError& fault) {
        throw SettingsError("configuration " + file.string() + ": " + fault.what());
    } catch (const Poco::Exception& fault) {
        throw SettingsError("configuration " + file.string() + ": " + fault.displayText());
    }
}

} // namespace durus::mediaserver

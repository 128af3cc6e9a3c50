// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Clock.h>
#include <durus/core/Log.h>
#include <durus/plugin_host/PluginLibrary.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

/// Keeps what is logged, one text for each line.
class KeptLog final : public durus::Log {
public:
    void write(durus::LogLevel, std::string_view component, std::string_view message,
               std::initializer_list<durus::LogField> fields) noexcept override {
        std::string line = std::string(component) + ": " + std::string(message);
        for (const auto& field : fields)
            line += ' ' + std::string(field.key) + '=' + std::string(field.value);
        lines.push_back(std::move(line));
    }
    std::vector<std::string> lines;
};

inline std::filesystem::path testPlugin(const std::string& name) {
    return std::filesystem::path(std::getenv("DURUS_BUILD_DIR")) / "lib/test-plugins" / (name + ".so");
}

/// What plugins need of a host, and a way to open the test plugins with it.
struct TestHost {
    std::shared_ptr<durus::plugin_host::PluginLibrary> open(const std::string& name) {
        return durus::plugin_host::PluginLibrary::open(testPlugin(name), {log, clock});
    }

    KeptLog log;
    durus::ManualClock clock;
};

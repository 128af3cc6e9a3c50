// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/KeptLog.h"

#include <durus/core/Clock.h>
#include <durus/plugin_host/PluginLibrary.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

using durus::test::KeptLog;

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

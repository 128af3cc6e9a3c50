// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Clock.h>
#include <durus/core/Log.h>
#include <durus/plugin_host/PluginLibrary.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

/// A plugin of this build, as the product loads it.
struct LoadedPlugin {
    explicit LoadedPlugin(const std::string& name)
        : library(durus::plugin_host::PluginLibrary::open(
              std::filesystem::path(std::getenv("DURUS_BUILD_DIR")) / "lib/durus/plugins" / (name + ".so"),
              {log, clock})) {}

    durus::NullLog log;
    durus::ManualClock clock;
    std::shared_ptr<durus::plugin_host::PluginLibrary> library;
};

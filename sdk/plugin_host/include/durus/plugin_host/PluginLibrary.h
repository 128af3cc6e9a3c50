// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/abi/abi.h>
#include <durus/core/Clock.h>
#include <durus/core/Log.h>

#include <filesystem>
#include <memory>
#include <string>

namespace durus::plugin_host {

class HostBridge;

/// What plugins may use of this process; both references outlive every plugin.
struct PluginServices {
    Log& log;
    const Clock& clock;
};

/// A plugin in this process, ready for use. Once loaded, its code stays until the process ends: threads and
/// exit handlers of a plugin may outlive any unloading.
/// Thread: any, but its extensions have rules of their own (durus/abi).
class PluginLibrary {
public:
    /// Checks `file`, loads it and readies the plugin. Refused are a file that others may write to or that
    /// lies where they may, one that is cut short or not for this machine, and one that does not keep to the
    /// ABI. Errors: Error(NotFound), Error(PluginMisbehaved).
    static std::shared_ptr<PluginLibrary> open(const std::filesystem::path& file, PluginServices services);

    ~PluginLibrary();
    PluginLibrary(const PluginLibrary&) = delete;
    PluginLibrary& operator=(const PluginLibrary&) = delete;

    const std::string& id() const noexcept { return id_; }
    const std::string& name() const noexcept { return name_; }
    const std::string& version() const noexcept { return version_; }
    const std::filesystem::path& file() const noexcept { return file_; }

    /// The plugin's parts; null for what it does not offer.
    const durus_event_translator_t* translator() const noexcept { return translator_; }
    const durus_backend_codec_t* codec() const noexcept { return codec_; }

    /// What instances of this plugin are made with.
    const durus_host_t* host() const noexcept;

private:
    PluginLibrary(std::filesystem::path file, const durus_plugin_entry_t& entry, PluginServices services);
    const void* extension(std::string_view id) const;

    std::filesystem::path file_;
    const durus_plugin_entry_t& entry_;
    std::string id_;
    std::string name_;
    std::string version_;
    std::unique_ptr<HostBridge> bridge_;
    const durus_event_translator_t* translator_ = nullptr;
    const durus_backend_codec_t* codec_ = nullptr;
};

} // namespace durus::plugin_host

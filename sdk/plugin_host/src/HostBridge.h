// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/abi/host.h>
#include <durus/plugin_host/PluginLibrary.h>

#include <string>

namespace durus::plugin_host {

/// The host as one plugin sees it.
class HostBridge {
public:
    HostBridge(const std::string& plugin, PluginServices services);
    ~HostBridge() = default;
    HostBridge(const HostBridge&) = delete;
    HostBridge& operator=(const HostBridge&) = delete;

    const durus_host_t* get() const noexcept { return &host_; }

private:
    static HostBridge& from(const durus_host_t* host) noexcept;
    static durus_status_t log(const durus_host_t* host, std::int32_t level, durus_string_t message) noexcept;
    static durus_status_t now(const durus_host_t* host, std::int64_t* monotonicMs,
                              std::int64_t* wallMs) noexcept;
    static durus_status_t getExtension(const durus_host_t* host, durus_string_t id,
                                       const void** extension) noexcept;

    std::string component_;
    PluginServices services_;
    durus_host_t host_;
};

} // namespace durus::plugin_host

// SPDX-License-Identifier: Apache-2.0
#include "HostBridge.h"

#include <durus/plugin_host/Abi.h>

namespace durus::plugin_host {

namespace {

constexpr std::size_t kMaxMessage = 4096;

LogLevel toLogLevel(std::int32_t level) noexcept {
    switch (level) {
    case DURUS_LOG_DEBUG:
        return LogLevel::Debug;
    case DURUS_LOG_INFO:
        return LogLevel::Info;
    case DURUS_LOG_ERROR:
        return LogLevel::Error;
    default:
        return LogLevel::Warning;
    }
}

} // namespace

HostBridge::HostBridge(const std::string& plugin, PluginServices services)
    : component_("plugin." + plugin), services_(services), host_{sizeof host_, this, log, now, getExtension} {
}

HostBridge& HostBridge::from(const durus_host_t* host) noexcept {
    return *static_cast<HostBridge*>(host->context);
}

durus_status_t HostBridge::log(const durus_host_t* host, std::int32_t level,
                               durus_string_t message) noexcept {
    if (host == nullptr) return DURUS_INVALID_ARGUMENT;
    HostBridge& bridge = from(host);
    bridge.services_.log.write(toLogLevel(level), bridge.component_, view(message).substr(0, kMaxMessage),
                               {});
    return DURUS_OK;
}

durus_status_t HostBridge::now(const durus_host_t* host, std::int64_t* monotonicMs,
                               std::int64_t* wallMs) noexcept {
    if (host == nullptr || monotonicMs == nullptr || wallMs == nullptr) return DURUS_INVALID_ARGUMENT;
    *monotonicMs = from(host).services_.clock.monotonic().sinceBoot.count();
    *wallMs = from(host).services_.clock.wall().sinceEpoch.count();
    return DURUS_OK;
}

durus_status_t HostBridge::getExtension(const durus_host_t* host, durus_string_t,
                                        const void** extension) noexcept {
    if (host == nullptr || extension == nullptr) return DURUS_INVALID_ARGUMENT;
    *extension = nullptr;
    return DURUS_UNSUPPORTED;
}

} // namespace durus::plugin_host

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/abi/host.h>
#include <durus/plugin_kit/Text.h>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace durus::plugin_kit {

/// The host that made an instance. Thread: any. Copy it freely; it is valid as long as the instance.
class Host {
public:
    explicit Host(const durus_host_t* host = nullptr) noexcept : host_(host) {}

    /// Whether a host can be worked with: it is there and not older than v1.0.
    static bool isUsable(const durus_host_t* host) noexcept {
        return host != nullptr &&
               host->struct_size >= offsetof(durus_host_t, get_extension) + sizeof(host->get_extension);
    }

    void debug(std::string_view message) const noexcept { log(DURUS_LOG_DEBUG, message); }
    void info(std::string_view message) const noexcept { log(DURUS_LOG_INFO, message); }
    void warning(std::string_view message) const noexcept { log(DURUS_LOG_WARNING, message); }
    void error(std::string_view message) const noexcept { log(DURUS_LOG_ERROR, message); }

    const durus_host_t* get() const noexcept { return host_; }

private:
    void log(std::int32_t level, std::string_view message) const noexcept {
        if (host_ != nullptr) host_->log(host_, level, borrow(message));
    }

    const durus_host_t* host_;
};

} // namespace durus::plugin_kit

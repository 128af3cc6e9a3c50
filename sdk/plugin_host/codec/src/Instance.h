// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Error.h>
#include <durus/plugin_codec/PluginBackendCodec.h>
#include <durus/plugin_host/Abi.h>

#include <string>
#include <utility>

namespace durus::plugin_codec {

/// The plugin's codec object. Exchanges hold it too, so that it outlives them.
class PluginBackendCodec::Instance {
public:
    Instance(std::shared_ptr<plugin_host::PluginLibrary> plugin, std::string_view config)
        : plugin_(std::move(plugin)) {
        check(plugin_host::callPlugin(
                  [&] { return table().create(plugin_->host(), plugin_host::borrow(config), &handle_); }),
              "making a codec");
        if (handle_ == nullptr) throw misbehaved("it made no codec");
    }
    ~Instance() {
        plugin_host::callPlugin([&] { return table().destroy(handle_); });
    }
    Instance(const Instance&) = delete;
    Instance& operator=(const Instance&) = delete;

    const durus_backend_codec_t& table() const noexcept { return *plugin_->codec(); }
    durus_codec_t* handle() const noexcept { return handle_; }

    Error misbehaved(const std::string& fault) const {
        return Error(ErrorCode::PluginMisbehaved, "plugin " + plugin_->id() + ": " + fault,
                     "install another version of the plugin; its log lines may say more");
    }
    /// Throws unless `status` is a success.
    void check(durus_status_t status, const std::string& what) const {
        if (status < DURUS_OK)
            throw misbehaved(what + " failed: " + std::string(plugin_host::statusName(status)));
    }

private:
    std::shared_ptr<plugin_host::PluginLibrary> plugin_;
    durus_codec_t* handle_ = nullptr;
};

} // namespace durus::plugin_codec

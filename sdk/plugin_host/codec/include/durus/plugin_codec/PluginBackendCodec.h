// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/plugin_host/PluginLibrary.h>
#include <durus/sync/BackendCodec.h>

#include <memory>
#include <string_view>

namespace durus::plugin_codec {

/// A codec plugin behind the port of the sync engine. Whatever a plugin says is checked first: requests are
/// well-formed and carry no credentials, every intent of a push has one outcome.
/// Thread: one at a time, its exchanges included. Errors of every call: Error(PluginMisbehaved).
class PluginBackendCodec final : public sync::BackendCodec {
public:
    /// Errors: Error(InvalidInput) if the plugin offers no codec; Error(PluginMisbehaved).
    explicit PluginBackendCodec(std::shared_ptr<plugin_host::PluginLibrary> plugin,
                                std::string_view config = {});

    Limits limits() const override;
    bool supports(model::IntentKind kind) const override;
    std::unique_ptr<sync::CodecExchange> push(std::span<const model::Intent> intents) override;
    std::unique_ptr<sync::CodecExchange> pull(const std::string& cursor, WallTime now) override;
    std::unique_ptr<sync::CodecExchange> catalogue() override;
    std::unique_ptr<sync::CodecExchange> rejectionCheck() override;

    class Instance;

private:
    std::shared_ptr<Instance> instance_;
};

} // namespace durus::plugin_codec

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ExchangeSink.h"
#include "Instance.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace durus::plugin_codec {

/// An exchange of a codec plugin.
class PluginExchange final : public sync::CodecExchange {
public:
    /// Takes an exchange the plugin has opened with `opened`; `sequences`: of the intents it delivers.
    /// Errors: Error(PluginMisbehaved) if it was not opened.
    PluginExchange(std::shared_ptr<PluginBackendCodec::Instance> instance, durus_exchange_t* exchange,
                   durus_status_t opened, std::vector<std::uint64_t> sequences);
    ~PluginExchange() override;
    PluginExchange(const PluginExchange&) = delete;
    PluginExchange& operator=(const PluginExchange&) = delete;

    std::optional<sync::HttpRequest> step(const sync::HttpResponse* answer) override;
    const sync::ExchangeResults& results() const override;

private:
    std::shared_ptr<PluginBackendCodec::Instance> instance_;
    durus_exchange_t* exchange_;
    ExchangeSink sink_;
    bool finished_ = false;
};

} // namespace durus::plugin_codec

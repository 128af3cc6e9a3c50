// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/plugin_kit/BackendCodec.h>

namespace wire {

/// Speaks docs/wire-protocol.md: entries with ids of their own, and changes by the backend's own numbers.
class WireCodec final : public durus::plugin_kit::BackendCodec {
public:
    WireCodec(durus::plugin_kit::Host host, std::string_view) : host_(host) {}

    /// The protocol's.
    Limits limits() override { return {1000, 1'048'576}; }
    bool supports(durus::plugin_kit::IntentKind) override { return true; }
    std::unique_ptr<durus::plugin_kit::Exchange>
    push(std::vector<durus::plugin_kit::Intent> intents) override;
    std::unique_ptr<durus::plugin_kit::Exchange> pull(std::string cursor,
                                                      std::chrono::milliseconds now) override;
    std::unique_ptr<durus::plugin_kit::Exchange> catalogue() override;
    std::unique_ptr<durus::plugin_kit::Exchange> rejectionCheck() override;

private:
    durus::plugin_kit::Host host_;
};

} // namespace wire

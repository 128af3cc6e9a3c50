// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/plugin_kit/BackendCodec.h>

namespace platform {

/// Speaks the platform's API: bulk writes that the newest stamp wins, reads by stamp, the public catalogue.
class PlatformCodec final : public durus::plugin_kit::BackendCodec {
public:
    PlatformCodec(durus::plugin_kit::Host host, std::string_view) : host_(host) {}

    /// The backend takes 1 MiB and has no limit of entries; a thousand take it half a second.
    Limits limits() override { return {1000, 1'048'576}; }
    bool supports(durus::plugin_kit::IntentKind kind) override;
    std::unique_ptr<durus::plugin_kit::Exchange>
    push(std::vector<durus::plugin_kit::Intent> intents) override;
    std::unique_ptr<durus::plugin_kit::Exchange> pull(std::string cursor,
                                                      std::chrono::milliseconds now) override;
    std::unique_ptr<durus::plugin_kit::Exchange> catalogue() override;
    std::unique_ptr<durus::plugin_kit::Exchange> rejectionCheck() override;

private:
    durus::plugin_kit::Host host_;
};

} // namespace platform

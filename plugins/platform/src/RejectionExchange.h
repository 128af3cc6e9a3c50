// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/plugin_kit/Exchange.h>

namespace platform {

/// Asks whether a 401 was meant. With its database down the platform answers 401 to a valid token, and says
/// that nobody is signed in: so its readiness is asked before and after.
class RejectionExchange final : public durus::plugin_kit::Exchange {
public:
    std::optional<durus::plugin_kit::Request> step(const durus::plugin_kit::Response* answer,
                                                   durus::plugin_kit::Results& results) override;

private:
    enum class Asked { Nothing, ReadyBefore, Session, ReadyAfter };

    Asked asked_ = Asked::Nothing;
};

} // namespace platform

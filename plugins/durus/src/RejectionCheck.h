// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/plugin_kit/Exchange.h>

namespace wire {

/// Asks whether a 401 was meant: a backend of this protocol says so with the code invalid_token, and with 503
/// that it does not know.
class RejectionCheck final : public durus::plugin_kit::Exchange {
public:
    std::optional<durus::plugin_kit::Request> step(const durus::plugin_kit::Response* answer,
                                                   durus::plugin_kit::Results& results) override;
};

} // namespace wire

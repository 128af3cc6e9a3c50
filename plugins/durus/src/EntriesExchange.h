// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "Json.h"

#include <durus/plugin_kit/BackendCodec.h>

#include <optional>
#include <string>
#include <vector>

namespace wire {

/// Delivers intents: one request, whose answer says what became of each, and what the backend now holds.
class EntriesExchange final : public durus::plugin_kit::Exchange {
public:
    explicit EntriesExchange(std::vector<durus::plugin_kit::Intent> intents);

    std::optional<durus::plugin_kit::Request> step(const durus::plugin_kit::Response* answer,
                                                   durus::plugin_kit::Results& results) override;

private:
    void report(durus::plugin_kit::Results& results, const platform::Json& outcomes) const;
    void refuse(durus::plugin_kit::Results& results, durus::plugin_kit::Outcome outcome,
                std::string_view detail, std::optional<std::chrono::milliseconds> retryAfter) const;

    std::vector<durus::plugin_kit::Intent> intents_; ///< by sequence
};

} // namespace wire

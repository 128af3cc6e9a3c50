// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/sync/BackendCodec.h>
#include <durus/sync/ServerClock.h>

#include <cstddef>
#include <functional>
#include <optional>

namespace durus::sync {

/// What a conversation goes over; the references outlive it.
struct Wire {
    HttpExchange& http;
    ServerClock& serverClock;
    const Clock& clock;
    const HttpEndpoint& endpoint;
};

struct ConversationLimits {
    int maxRequests = 1;
    int tries = 1; ///< sends of one request; more than one only where repeating is harmless
};

/// Sends `request` and whatever the exchange asks for after each answer, until it has finished, and teaches
/// the server clock on the way, unless a stranger answered. Returns the failure of the network that ended it
/// early; none = the exchange has its results. Errors: Error(PluginMisbehaved) for an exchange that never
/// ends.
std::optional<Outcome> converse(const Wire& wire, CodecExchange& exchange, std::optional<HttpRequest> request,
                                const ConversationLimits& limits,
                                const std::function<void(std::size_t)>& onAnswer = {});

} // namespace durus::sync

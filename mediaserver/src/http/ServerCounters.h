// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace durus::mediaserver::http {

/// What a server has done since it started. Every number only grows, but `openConnections`.
struct ServerCounters {
    std::uint64_t acceptedConnections = 0;
    std::uint64_t openConnections = 0;
    /// Connections turned away: too many in all, of one address, or no descriptor left.
    std::uint64_t rejectedConnections = 0;
    /// Requests whose head was well-formed.
    std::uint64_t requests = 0;
    /// Requests that broke the protocol or a limit of the parser.
    std::uint64_t malformedRequests = 0;
    std::uint64_t responses2xx = 0;
    std::uint64_t responses3xx = 0;
    std::uint64_t responses4xx = 0;
    std::uint64_t responses5xx = 0;
    /// Connections closed because a deadline passed, but idle ones.
    std::uint64_t timeouts = 0;
    /// Bytes of heads and bodies handed to the network.
    std::uint64_t bytesSent = 0;
    std::uint64_t bytesReceived = 0;
};

} // namespace durus::mediaserver::http

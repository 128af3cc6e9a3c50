// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Time.h>
#include <durus/download/Fetcher.h>
#include <durus/sync/Http.h>

#include <cstddef>
#include <memory>

namespace durus::http {

/// What this client puts up with.
struct ClientLimits {
    Milliseconds connect{10'000};                  ///< finding the address, connecting and shaking hands
    Milliseconds idle{30'000};                     ///< without a byte in either direction
    Milliseconds total{120'000};                   ///< a whole exchange; a fetch has no such limit
    std::size_t responseBytes = 32U * 1024 * 1024; ///< the body of an exchange's answer; a fetch has no limit
};

/// An HttpExchange over HTTP/1.1 and TLS 1.2 or later. Certificates and host names are verified always,
/// against the endpoint's CA file or the system's authorities; plain http is for loopback only. Connections
/// are kept and reused. Redirects are answers like any other: a token never follows one. No proxy is used.
std::unique_ptr<sync::HttpExchange> makeHttpExchange(const ClientLimits& limits = {});

/// A Fetcher by the same rules. It follows up to five redirects, and sends no token to anybody.
std::unique_ptr<download::Fetcher> makeFetcher(const ClientLimits& limits = {});

} // namespace durus::http

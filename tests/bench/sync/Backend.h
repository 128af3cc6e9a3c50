// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Clock.h>
#include <durus/core/Log.h>
#include <durus/sync/Http.h>

#include <reference/ReferenceBackend.h>

#include <cstdint>
#include <filesystem>
#include <string>

namespace durus::bench {

/// The reference backend over TLS on loopback, in this process, with many lectures and listeners.
class Backend {
public:
    /// `directory` holds ca.pem, server.pem and server.key, and is given the database.
    Backend(const std::filesystem::path& directory, std::size_t lectures, std::size_t listeners);

    std::uint16_t port() const { return backend_.port(); }
    /// How a listener reaches it, directly or by way of another port.
    sync::HttpEndpoint endpoint(std::size_t listener) const { return endpoint(listener, port()); }
    sync::HttpEndpoint endpoint(std::size_t listener, std::uint16_t port) const;

    static std::string lecture(std::size_t number);

private:
    SystemClock clock_;
    NullLog log_;
    std::string caFile_;
    reference::ReferenceBackend backend_;
};

} // namespace durus::bench

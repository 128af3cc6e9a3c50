// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reference/Dispatcher.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace durus::reference {

/// A PEM certificate chain and its unencrypted PEM key.
struct TlsFiles {
    std::filesystem::path certificate;
    std::filesystem::path key;
};

/// The HTTP side: sockets, TLS, threads. Reads whole requests, hands them to the dispatcher and writes what
/// it answers. On Poco::Net's TCP server with 32 threads, which is enough for samples and tests and not
/// meant for hostile networks: a client that stops reading keeps a thread.
/// Thread: start() and stop() from one; the dispatcher is called from many.
class Server {
public:
    /// Binds the address. `dispatcher` must outlive the server.
    /// Errors: durus::Error(InvalidInput) if the address or the TLS files are wrong, or if the address is
    /// not loopback and there is no TLS; Error(Unavailable) if it is taken.
    Server(const std::string& address, const std::optional<TlsFiles>& tls, Dispatcher& dispatcher);
    /// Stops.
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    void start();
    /// Stops accepting, cuts every connection and waits for the threads to end. Idempotent.
    void stop() noexcept;

    std::uint16_t port() const noexcept;
    /// "https://127.0.0.1:34567".
    std::string url() const;

private:
    class Wiring;
    std::unique_ptr<Wiring> wiring_;
};

} // namespace durus::reference

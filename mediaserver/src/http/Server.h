// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/Headers.h"
#include "http/Router.h"
#include "http/ServerCounters.h"
#include "http/ServerLimits.h"

#include <cstdint>
#include <memory>
#include <string>

namespace durus::mediaserver::http {

struct ServerOptions {
    /// "ADDR:PORT": "0.0.0.0:8080", "127.0.0.1:0", "[::]:8080" (both families). Port 0 lets the system
    /// choose.
    std::string listen = "127.0.0.1:0";
    /// Event loops, each on a thread of its own.
    unsigned loops = 2;
    ServerLimits limits;
    /// Put into every response, beside what the handler sets.
    Headers commonHeaders = defaultCommonHeaders();

    /// X-Content-Type-Options: nosniff and Referrer-Policy: same-origin. With no-referrer
    /// browsers would send the forms of our own pages with Origin: null.
    static Headers defaultCommonHeaders();
};

/// An HTTP/1.1 server: event loops over epoll that read strictly, keep every deadline, and send files with
/// sendfile(2). A client that stalls costs a connection and nothing else.
/// Thread: start() and stop() from one thread; the rest from any.
class Server {
public:
    /// Takes the routes; nothing is opened yet. Errors: std::invalid_argument for a listen address that is
    /// none.
    Server(ServerOptions options, Router router);
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    /// Stops.
    ~Server();

    /// Binds, listens and serves. Once.
    /// Errors: std::system_error naming the address, if it cannot be bound.
    void start();

    /// The port that is listened on; 0 before start().
    std::uint16_t port() const noexcept;

    /// Where to reach it: "127.0.0.1:8080", "[::1]:8080".
    std::string address() const;

    /// Accepts no more, closes idle connections, gives responses under way ServerLimits::stop and resets the
    /// rest. Returns when every connection is closed and every loop has ended. Idempotent.
    void stop();

    ServerCounters counters() const;

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

} // namespace durus::mediaserver::http

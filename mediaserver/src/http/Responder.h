// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/Request.h"
#include "http/Response.h"

#include <functional>
#include <memory>

namespace durus::mediaserver::http {

class Exchange;

/// The promise to answer one request, at once or later.
/// Thread: may be moved to any thread; one thread at a time. It keeps the request alive, also when the client
/// or the whole server is gone, in which case the answer is dropped.
class Responder {
public:
    /// For the server's own use.
    explicit Responder(std::shared_ptr<Exchange> exchange) noexcept;
    Responder(Responder&& other) noexcept;
    Responder& operator=(Responder&& other) noexcept;
    Responder(const Responder&) = delete;
    Responder& operator=(const Responder&) = delete;
    /// Answers 500 if nothing was sent.
    ~Responder();

    /// The request to answer; valid as long as this object lives and has not sent.
    const Request& request() const noexcept;

    /// Answers. Only the first call counts.
    void send(Response response) noexcept;

private:
    std::shared_ptr<Exchange> exchange_;
};

/// What a route does: answer `request` through `responder`, now or later.
/// Thread: the server's event loops, several at once; must not block. Work that may block belongs on a
/// WorkerPool. The request lives as long as the responder. Errors: an exception answers 500.
using Handler = std::function<void(const Request& request, Responder responder)>;

} // namespace durus::mediaserver::http

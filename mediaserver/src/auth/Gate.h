// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/Access.h"
#include "http/WorkerPool.h"

#include <durus/core/Clock.h>
#include <durus/core/Log.h>
#include <durus/store/Devices.h>

#include <functional>
#include <optional>

namespace durus::mediaserver::auth {

/// Keeps people to the routes that are theirs. Thread: any.
class Gate {
public:
    /// Answers a request of a paired device. Runs on the pool and may block. Errors: durus::Error is answered
    /// by its code, anything else by 500.
    using PersonalHandler = std::function<http::Response(const http::Request&, const store::PairedDevice&)>;
    /// Answers a page's request when nobody it may be for is paired.
    using Refusal = std::function<http::Response(const http::Request&)>;

    /// All must outlive this object, and this object the servers that use it.
    Gate(store::Devices& devices, http::WorkerPool& pool, const Clock& clock, Log& log)
        : devices_(devices), pool_(pool), clock_(clock), log_(log) {}

    /// What the head of a request alone forbids: other sites' pages changing something (403), programs
    /// elsewhere where only this machine may ask (404, as if there were nothing), API requests without a
    /// token (401), and those with a body that is not said to be JSON (415): a page elsewhere can send other
    /// types without being asked. Does not block.
    std::optional<http::Response> check(const http::Request& request, http::Access access) const;

    /// A handler for a route of the API that needs no token.
    http::Handler open(std::function<http::Response(const http::Request&)> handler) const;
    /// A handler for a route with Access::PairedDevice of the API: an unknown token is 401.
    http::Handler personal(PersonalHandler handler) const;
    /// A handler for a page: whoever is not paired is answered by `refusal`.
    http::Handler personalPage(PersonalHandler handler, Refusal refusal) const;

private:
    /// What `respond` answers, or the error that it throws.
    http::Response attempt(const http::Request& request,
                           const std::function<http::Response()>& respond) const;
    http::Response unauthorized(const http::Request& request) const;

    store::Devices& devices_;
    http::WorkerPool& pool_;
    const Clock& clock_;
    Log& log_;
};

} // namespace durus::mediaserver::auth

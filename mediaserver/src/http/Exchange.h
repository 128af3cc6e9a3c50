// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/Mailbox.h"
#include "http/Request.h"
#include "http/Response.h"
#include "http/Router.h"

#include <cstddef>
#include <memory>
#include <optional>

namespace durus::mediaserver::http {

/// Who waits for the answer of an exchange. Thread: the loop.
class ExchangeOwner {
public:
    /// The response has come; it stands in the exchange.
    virtual void onResponse() noexcept = 0;

protected:
    ~ExchangeOwner() = default;
};

/// One request on its way through the routes to a response, shared between the connection and whoever
/// answers. Thread: the loop, but for complete() and reading the request.
class Exchange : public std::enable_shared_from_this<Exchange> {
public:
    Exchange(std::shared_ptr<Mailbox> mailbox, ExchangeOwner& owner) noexcept
        : mailbox_(std::move(mailbox)), owner_(&owner) {}

    Request request;
    Response response;

    /// The head is complete: finds the route, or the reason to refuse.
    void decide(const Router& router) noexcept;
    /// The answer if no route is to run.
    std::optional<Response>& refusal() noexcept { return refusal_; }
    /// The route that is to run; null if refused.
    const Route* route() const noexcept { return route_; }
    /// Bytes of body the route takes; `standard` if it does not say, or for one that is read only to be
    /// dropped.
    std::size_t bodyLimit(std::size_t standard) const noexcept;

    /// Has the route answer the request, at once or later.
    void handle() noexcept;

    /// Hands the answer to the owner, on the loop. Once per request. Thread: any.
    void complete(Response answer) noexcept;

    /// True if the answer came from another thread, which may still look at this object for a moment.
    bool wasShared() const noexcept { return shared_; }

    /// Nobody waits any more; a late answer is dropped.
    void abandon() noexcept { owner_ = nullptr; }

    /// Ready for the next request. Nobody else may hold the exchange.
    void reset() noexcept;

private:
    const std::shared_ptr<Mailbox> mailbox_;
    ExchangeOwner* owner_;
    const Route* route_ = nullptr;
    std::optional<Response> refusal_;
    bool shared_ = false;
};

} // namespace durus::mediaserver::http

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/Mailbox.h"
#include "http/Request.h"
#include "http/Response.h"
#include "http/Router.h"

#include <memory>

namespace durus::mediaserver::http {

/// Who waits for the answer of an exchange. Thread: the loop.
class ExchangeOwner {
public:
    /// The response has come; it stands in the exchange.
    virtual void onResponse() noexcept = 0;

protected:
    ~ExchangeOwner() = default;
};

/// One request and the response to it, shared between the connection and whoever answers.
class Exchange : public std::enable_shared_from_this<Exchange> {
public:
    Exchange(std::shared_ptr<Mailbox> mailbox, ExchangeOwner& owner) noexcept
        : mailbox_(std::move(mailbox)), owner_(&owner) {}

    Request request;
    Response response;
    /// The route that answers; null while there is none.
    const Route* route = nullptr;

    /// Hands the answer to the owner, on the loop. Once per request. Thread: any.
    void complete(Response answer) noexcept;

    /// True if the answer came from another thread, which may still look at this object for a moment.
    bool wasShared() const noexcept { return shared_; }

    /// Nobody waits any more; a late answer is dropped. Thread: the loop.
    void abandon() noexcept { owner_ = nullptr; }

    /// Ready for the next request. Thread: the loop; nobody else holds the exchange.
    void reset() noexcept;

private:
    const std::shared_ptr<Mailbox> mailbox_;
    ExchangeOwner* owner_;
    bool shared_ = false;
};

} // namespace durus::mediaserver::http

// SPDX-License-Identifier: Apache-2.0
#include "http/Responder.h"

#include "http/Exchange.h"

#include <utility>

namespace durus::mediaserver::http {

Responder::Responder(std::shared_ptr<Exchange> exchange) noexcept : exchange_(std::move(exchange)) {}

Responder::Responder(Responder&& other) noexcept = default;

Responder& Responder::operator=(Responder&& other) noexcept {
    if (this != &other) {
        if (exchange_) send(Response::error(Status::InternalServerError));
        exchange_ = std::move(other.exchange_);
    }
    return *this;
}

Responder::~Responder() {
    if (exchange_) send(Response::error(Status::InternalServerError));
}

const Request& Responder::request() const noexcept {
    return exchange_->request;
}

void Responder::send(Response response) noexcept {
    // Moved out first: what completes may start the next request on the same connection.
    if (const auto exchange = std::move(exchange_)) exchange->complete(std::move(response));
}

} // namespace durus::mediaserver::http

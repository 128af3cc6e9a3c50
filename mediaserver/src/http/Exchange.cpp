// SPDX-License-Identifier: Apache-2.0
#include "http/Exchange.h"

namespace durus::mediaserver::http {

void Exchange::decide(const Router& router) noexcept {
    try {
        Router::Decision decision = router.decide(request);
        route_ = decision.route;
        refusal_ = std::move(decision.refusal);
    } catch (...) {
        refusal_ = Response::error(Status::InternalServerError);
    }
}

std::size_t Exchange::bodyLimit(std::size_t standard) const noexcept {
    return route_ == nullptr ? standard : route_->options.bodyBytes.value_or(standard);
}

void Exchange::handle() noexcept {
    try {
        route_->handler(request, Responder(shared_from_this()));
    } catch (...) {
        // The responder went down with the handler and has answered 500.
    }
}

void Exchange::complete(Response answer) noexcept {
    if (mailbox_->isLoopThread()) {
        response = std::move(answer);
        if (owner_ != nullptr) owner_->onResponse();
        return;
    }
    response = std::move(answer);
    mailbox_->post([self = shared_from_this()] {
        self->shared_ = true;
        if (self->owner_ != nullptr) self->owner_->onResponse();
    });
}

void Exchange::reset() noexcept {
    request.clear();
    response = Response();
    route_ = nullptr;
    refusal_.reset();
}

} // namespace durus::mediaserver::http

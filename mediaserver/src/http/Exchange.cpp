// SPDX-License-Identifier: Apache-2.0
#include "http/Exchange.h"

namespace durus::mediaserver::http {

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
    route = nullptr;
}

} // namespace durus::mediaserver::http

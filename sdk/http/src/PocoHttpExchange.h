// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "Client.h"

namespace durus::http {

/// HttpExchange on Poco's sockets and TLS.
class PocoHttpExchange final : public sync::HttpExchange {
public:
    explicit PocoHttpExchange(const ClientLimits& limits) : limits_(limits), client_(limits, cancelled_) {}

    Result<sync::HttpResponse> send(const sync::HttpEndpoint& endpoint,
                                    const sync::HttpRequest& request) override;
    void cancel() noexcept override { cancelled_.raise(); }

private:
    sync::HttpResponse exchange(const Client::Call& call);
    std::string readBody(const ResponseHead& head, Deadline deadline);

    const ClientLimits limits_;
    Event cancelled_;
    Client client_;
};

} // namespace durus::http

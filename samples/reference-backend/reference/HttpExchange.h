// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reference/Dispatcher.h"

#include <Poco/Net/HTTPRequestHandler.h>

#include <string>

namespace durus::reference {

/// One request and its answer over Poco's HTTP streams.
class HttpExchange final : public Poco::Net::HTTPRequestHandler {
public:
    /// `scheme`: "https" or "http", for the URLs the answer holds.
    HttpExchange(Dispatcher& dispatcher, std::string scheme)
        : dispatcher_(dispatcher), scheme_(std::move(scheme)) {}

    /// Reads the whole request; a body that was cut short is not acted on.
    /// Errors: Poco::Net::NetException if the connection broke.
    void handleRequest(Poco::Net::HTTPServerRequest& request,
                       Poco::Net::HTTPServerResponse& response) override;

private:
    Dispatcher& dispatcher_;
    std::string scheme_;
};

} // namespace durus::reference

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "Client.h"
#include "ContentRange.h"

namespace durus::http {

/// Fetcher on Poco's sockets and TLS.
class PocoFetcher final : public download::Fetcher {
public:
    explicit PocoFetcher(const ClientLimits& limits) : limits_(limits), client_(limits, never_) {}

    bool fetch(const download::FetchRequest& request, const OnHead& onHead, const OnBytes& onBytes) override;

private:
    Placed open(const download::FetchRequest& request);
    /// Asks for the bytes, following redirects.
    const ResponseHead& ask(const download::FetchRequest& request);
    bool transfer(const OnBytes& onBytes);

    const ClientLimits limits_;
    const Event never_;
    Client client_;
};

} // namespace durus::http

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "Connection.h"
#include "ResponseReader.h"

#include <durus/http/HttpClient.h>

#include <chrono>
#include <memory>
#include <optional>
#include <string>

namespace durus::http {

/// Sends requests one after the other, over one connection as long as it lasts.
class Client {
public:
    /// `interruption` outlives it.
    Client(const ClientLimits& limits, const Event& interruption)
        : limits_(limits), interruption_(interruption) {}

    struct Call {
        Target target;
        std::string caFile;
        std::string text; ///< the request as it goes over the wire
        bool toHead = false;
    };

    /// Sends a request and reads the answer up to its body. A kept connection that turns out to have been
    /// closed, without a byte of an answer, is replaced once.
    /// Errors: Error(Unavailable | Timeout | Corrupt), Error(InvalidInput) for a CA file that cannot be used.
    const ResponseHead& start(const Call& call, Deadline deadline);

    /// As ResponseReader::readBody. REQUIRES: start() has returned.
    std::optional<std::size_t> readBody(std::span<char> buffer, Deadline deadline);

    /// Ends the exchange, however far it came. The connection is kept if it can be used again.
    void finish() noexcept;

private:
    bool canReuse(const Call& call) const;
    void open(const Call& call, Deadline deadline);
    const ResponseHead& exchange(const Call& call, Deadline deadline);

    const ClientLimits limits_;
    const Event& interruption_;
    std::string peer_; ///< whom the connection is with, and whose word is taken for it
    std::unique_ptr<Connection> connection_;
    std::optional<ResponseReader> reader_;
    std::chrono::steady_clock::time_point finishedAt_;
};

} // namespace durus::http

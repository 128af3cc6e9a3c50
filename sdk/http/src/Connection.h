// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ByteSource.h"
#include "Target.h"

#include <Poco/Net/StreamSocket.h>

#include <string>
#include <string_view>

namespace durus::http {

/// A connection to one host, with TLS where the target asks for it. Nothing here blocks beyond its deadline
/// or a raised interruption. Errors of all: Error(Unavailable), Error(Timeout).
class Connection final : public ByteSource {
public:
    /// Connects and shakes hands. `interruption` outlives it.
    Connection(const Target& target, const std::string& caFile, const Event& interruption, Deadline deadline);
    ~Connection() override;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    void write(std::string_view bytes, Milliseconds idle, Deadline deadline);
    std::optional<std::size_t> read(std::span<char> buffer, Deadline deadline) override;

    /// Whether nothing has come since the last answer, not even the end of the stream.
    bool isQuiet() const;

private:
    void connect(const Target& target, Deadline deadline);
    void connectTo(const Poco::Net::SocketAddress& address, Deadline deadline);
    void shakeHands(const Target& target, const std::string& caFile, Deadline deadline);
    int handle() const { return static_cast<int>(socket_.impl()->sockfd()); }
    short eventsFor(int result, short otherwise) const;

    const Event& interruption_;
    Poco::Net::StreamSocket socket_;
    bool secure_ = false;
};

} // namespace durus::http

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/FileDescriptor.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace durus::test {

/// Opens a TCP connection to 127.0.0.1:`port` from 127.0.0.`source`. Non-blocking: it is on its way.
/// `receiveBuffer` bytes if not 0. Errors: fails the test.
FileDescriptor connectFrom(unsigned source, std::uint16_t port, int receiveBuffer = 0);

/// A connection that sends what it is told, byte for byte, and waits at most ten seconds for anything.
/// Thread: one.
class RawSocket {
public:
    explicit RawSocket(std::uint16_t port, unsigned source = 1);

    /// Sends as much of it as the server takes. False if it has hung up before the end.
    bool send(std::string_view bytes);
    /// The next response, head and body by its Content-Length; what there was if the server ends first.
    std::string readResponse();
    /// Everything up to the end of the connection.
    std::string readToEnd();

private:
    bool wait(short events) const;
    bool readMore();

    FileDescriptor socket_;
    std::string buffer_;
};

/// The status of a response; 0 for none.
int statusOf(std::string_view response);

} // namespace durus::test

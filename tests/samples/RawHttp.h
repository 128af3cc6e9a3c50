// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Poco/Net/SecureStreamSocket.h>

#include <cstdint>
#include <filesystem>
#include <string>

namespace durus::test {

/// A TLS connection to 127.0.0.1 for bytes that a well-behaved client would not send. Reading gives up
/// after ten seconds.
class RawHttp {
public:
    RawHttp(std::uint16_t port, const std::filesystem::path& authority);

    /// Sends all, or as much as the other side takes before it hangs up.
    void send(const std::string& bytes);
    /// Says that nothing more will come.
    void finish();
    /// One answer, by its Content-Length.
    std::string readReply();
    /// Everything until the other side hangs up.
    std::string readAll();

private:
    bool readMore();

    Poco::Net::SecureStreamSocket socket_;
    std::string unread_;
};

} // namespace durus::test

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/FileDescriptor.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace durus::mediaserver::http {

/// Where to listen: a numeric address and a port.
/// Thread: a value.
struct ListenAddress {
    /// "0.0.0.0", "::1"
    std::string host;
    std::uint16_t port = 0;
    bool isIpv6 = false;

    /// Reads "127.0.0.1:8080" or "[::]:8080". Nothing for anything else, host names included.
    static std::optional<ListenAddress> parse(std::string_view text);

    /// As parse() reads it.
    std::string toString() const;

    /// A non-blocking listening socket; "[::]" takes IPv4 as well.
    /// Errors: std::system_error naming the address.
    FileDescriptor listen() const;
};

/// The port a bound socket has; 0 if it has none.
std::uint16_t boundPort(int socket) noexcept;

} // namespace durus::mediaserver::http

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

struct sockaddr;

namespace durus::mediaserver::http {

/// The network address of the other side. An IPv4 address that arrives mapped into IPv6 is IPv4 here, so that
/// one device is one address. Thread: a value.
class PeerAddress {
public:
    PeerAddress() noexcept = default;
    /// From what accept(2) filled in; families other than IPv4 and IPv6 give the unspecified address.
    explicit PeerAddress(const sockaddr& address) noexcept;

    bool isLoopback() const noexcept;
    bool isIpv4() const noexcept { return ipv4_; }
    std::uint16_t port() const noexcept { return port_; }

    /// The address without the port: "192.168.1.7", "fe80::1".
    std::string toString() const;

    /// Equal addresses, whatever the port.
    bool isSameHost(const PeerAddress& other) const noexcept {
        return ipv4_ == other.ipv4_ && bytes_ == other.bytes_;
    }

    std::size_t hostHash() const noexcept;

private:
    std::array<std::uint8_t, 16> bytes_{};
    std::uint16_t port_ = 0;
    bool ipv4_ = false;
};

} // namespace durus::mediaserver::http

// SPDX-License-Identifier: Apache-2.0
#include "http/PeerAddress.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <cstring>
#include <functional>
#include <string_view>

namespace durus::mediaserver::http {

namespace {

constexpr std::array<std::uint8_t, 12> kMappedPrefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

} // namespace

PeerAddress::PeerAddress(const sockaddr& address) noexcept {
    if (address.sa_family == AF_INET) {
        sockaddr_in in{};
        std::memcpy(&in, &address, sizeof in);
        std::memcpy(bytes_.data(), &in.sin_addr, 4);
        port_ = ntohs(in.sin_port);
        ipv4_ = true;
    } else if (address.sa_family == AF_INET6) {
        sockaddr_in6 in{};
        std::memcpy(&in, &address, sizeof in);
        std::memcpy(bytes_.data(), &in.sin6_addr, bytes_.size());
        port_ = ntohs(in.sin6_port);
        if (std::equal(kMappedPrefix.begin(), kMappedPrefix.end(), bytes_.begin())) {
            std::array<std::uint8_t, 16> plain{};
            std::copy_n(bytes_.begin() + 12, 4, plain.begin());
            bytes_ = plain;
            ipv4_ = true;
        }
    }
}

bool PeerAddress::isLoopback() const noexcept {
    if (ipv4_) return bytes_[0] == 127;
    return bytes_[15] == 1 && std::all_of(bytes_.begin(), bytes_.begin() + 15, [](auto b) { return b == 0; });
}

std::string PeerAddress::toString() const {
    std::array<char, INET6_ADDRSTRLEN> text{};
    ::inet_ntop(ipv4_ ? AF_INET : AF_INET6, bytes_.data(), text.data(), text.size());
    return text.data();
}

std::size_t PeerAddress::hostHash() const noexcept {
    std::array<char, 16> raw{};
    std::memcpy(raw.data(), bytes_.data(), raw.size());
    return std::hash<std::string_view>{}(std::string_view(raw.data(), raw.size()));
}

} // namespace durus::mediaserver::http

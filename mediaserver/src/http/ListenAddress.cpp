// SPDX-License-Identifier: Apache-2.0
#include "http/ListenAddress.h"

#include "http/PeerAddress.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <system_error>

namespace durus::mediaserver::http {

namespace {

constexpr int kBacklog = 4096;

struct SocketAddress {
    sockaddr_storage storage{};
    socklen_t length = 0;

    const sockaddr* get() const noexcept { return reinterpret_cast<const sockaddr*>(&storage); }
};

SocketAddress socketAddress(const ListenAddress& address) {
    SocketAddress result;
    if (address.isIpv6) {
        sockaddr_in6 in{};
        in.sin6_family = AF_INET6;
        in.sin6_port = htons(address.port);
        ::inet_pton(AF_INET6, address.host.c_str(), &in.sin6_addr);
        std::memcpy(&result.storage, &in, sizeof in);
        result.length = sizeof in;
    } else {
        sockaddr_in in{};
        in.sin_family = AF_INET;
        in.sin_port = htons(address.port);
        ::inet_pton(AF_INET, address.host.c_str(), &in.sin_addr);
        std::memcpy(&result.storage, &in, sizeof in);
        result.length = sizeof in;
    }
    return result;
}

void switchOption(int socket, int level, int option, bool on) {
    const int value = on ? 1 : 0;
    if (::setsockopt(socket, level, option, &value, sizeof value) != 0)
        throw std::system_error(errno, std::generic_category(), "setsockopt");
}

std::optional<std::uint16_t> parsePort(std::string_view text) noexcept {
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return port;
}

} // namespace

std::optional<ListenAddress> ListenAddress::parse(std::string_view text) {
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const auto port = parsePort(text.substr(colon + 1));
    std::string_view host = text.substr(0, colon);
    const bool isIpv6 = host.size() > 2 && host.front() == '[' && host.back() == ']';
    if (isIpv6) host = host.substr(1, host.size() - 2);
    ListenAddress address{std::string(host), port.value_or(0), isIpv6};
    in6_addr binary{};
    if (!port || ::inet_pton(isIpv6 ? AF_INET6 : AF_INET, address.host.c_str(), &binary) != 1)
        return std::nullopt;
    return address;
}

std::string ListenAddress::toString() const {
    return (isIpv6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

FileDescriptor ListenAddress::listen() const {
    try {
        const int type = SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC;
        FileDescriptor socket(::socket(isIpv6 ? AF_INET6 : AF_INET, type, 0));
        if (!socket) throw std::system_error(errno, std::generic_category(), "socket");
        switchOption(socket.get(), SOL_SOCKET, SO_REUSEADDR, true);
        // Accepted sockets inherit it. Responses are written whole, so waiting for more only delays their
        // end.
        switchOption(socket.get(), IPPROTO_TCP, TCP_NODELAY, true);
        if (isIpv6) switchOption(socket.get(), IPPROTO_IPV6, IPV6_V6ONLY, host != "::");
        const SocketAddress local = socketAddress(*this);
        if (::bind(socket.get(), local.get(), local.length) != 0 || ::listen(socket.get(), kBacklog) != 0)
            throw std::system_error(errno, std::generic_category(), "bind");
        return socket;
    } catch (const std::system_error& error) {
        throw std::system_error(error.code(), "cannot listen on " + toString());
    }
}

std::uint16_t boundPort(int socket) noexcept {
    sockaddr_storage storage{};
    socklen_t length = sizeof storage;
    auto* address = reinterpret_cast<sockaddr*>(&storage);
    if (::getsockname(socket, address, &length) != 0) return 0;
    return PeerAddress(*address).port();
}

} // namespace durus::mediaserver::http

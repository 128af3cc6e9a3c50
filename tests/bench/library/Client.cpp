// SPDX-License-Identifier: Apache-2.0
#include "Client.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <stdexcept>
#include <thread>

namespace durus::bench {

using Clock = std::chrono::steady_clock;

Client::Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int on = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        throw std::runtime_error("nobody answers at the server's port");
}

Client::~Client() {
    ::close(socket_);
}

std::size_t Client::get(const std::string& target) {
    const std::string request = "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    if (::send(socket_, request.data(), request.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(request.size()))
        throw std::runtime_error("the server takes no request");
    buffer_.clear();
    std::size_t whole = std::string::npos;
    std::size_t length = 0;
    while (buffer_.size() < whole) {
        char part[65536];
        const ssize_t got = ::recv(socket_, part, sizeof part, 0);
        if (got <= 0) throw std::runtime_error("the server ended its answer to " + target + " early");
        buffer_.append(part, static_cast<std::size_t>(got));
        const std::size_t head = buffer_.find("\r\n\r\n");
        if (whole != std::string::npos || head == std::string::npos) continue;
        const std::size_t field = buffer_.find("Content-Length: ");
        if (!buffer_.starts_with("HTTP/1.1 200") || field > head)
            throw std::runtime_error(target + ": " + buffer_.substr(0, buffer_.find('\r')));
        length = std::stoul(buffer_.substr(field + 16));
        whole = head + 4 + length;
    }
    return length;
}

Waits askSteadily(std::uint16_t port, int perSecond, std::chrono::seconds span,
                  const std::function<std::string(std::size_t)>& target) {
    Client client(port);
    const auto every = std::chrono::microseconds{1'000'000 / perSecond};
    std::vector<std::chrono::microseconds> waits;
    const auto begin = Clock::now();
    for (std::size_t n = 0; Clock::now() < begin + span; ++n) {
        const auto due = begin + n * every;
        std::this_thread::sleep_until(due);
        client.get(target(n));
        waits.push_back(std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - due));
    }
    std::sort(waits.begin(), waits.end());
    const std::size_t count = waits.size();
    return {waits[count / 2], waits[count * 99 / 100], waits.back(), count};
}

} // namespace durus::bench

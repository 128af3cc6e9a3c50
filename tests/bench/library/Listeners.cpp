// SPDX-License-Identifier: Apache-2.0
#include "Listeners.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <stdexcept>

namespace durus::bench {

namespace {

constexpr std::chrono::milliseconds kTurn{100};
constexpr std::size_t kBytesPerTurn = 1'600;
// As little as the kernel allows, so that bytes are fetched as they are heard.
constexpr int kReceiveBuffer = 4'096;

void allowDescriptors(std::size_t count) {
    rlimit files{};
    ::getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &files);
    if (files.rlim_max < count + 64)
        throw std::runtime_error("this needs a hard limit of " + std::to_string(count + 64) + " descriptors");
}

} // namespace

Listeners::Listeners(std::uint16_t port, const std::string& target, std::size_t count)
    : port_(port), request_("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"),
      listeners_(count) {
    allowDescriptors(count);
    for (Listener& listener : listeners_)
        ask(listener);
    thread_ = std::thread([this] { run(); });
}

Listeners::~Listeners() {
    finish();
    for (const Listener& listener : listeners_)
        ::close(listener.socket);
}

void Listeners::ask(Listener& listener) const {
    if (listener.socket >= 0) ::close(listener.socket);
    listener.socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    ::setsockopt(listener.socket, SOL_SOCKET, SO_RCVBUF, &kReceiveBuffer, sizeof kReceiveBuffer);
    // 28,000 ports lie between two addresses.
    const auto number = static_cast<std::uint32_t>(&listener - listeners_.data());
    sockaddr_in own{};
    own.sin_family = AF_INET;
    own.sin_addr.s_addr = htonl(INADDR_LOOPBACK + 1 + number % 200);
    sockaddr_in server{};
    server.sin_family = AF_INET;
    server.sin_port = htons(port_);
    server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::bind(listener.socket, reinterpret_cast<const sockaddr*>(&own), sizeof own) != 0 ||
        ::connect(listener.socket, reinterpret_cast<const sockaddr*>(&server), sizeof server) != 0 ||
        ::send(listener.socket, request_.data(), request_.size(), MSG_NOSIGNAL) < 0)
        throw std::runtime_error("a listener is not let in");
    ::fcntl(listener.socket, F_SETFL, O_NONBLOCK);
}

void Listeners::run() {
    std::array<char, kBytesPerTurn> heard{};
    auto next = std::chrono::steady_clock::now();
    while (!ending_) {
        next += kTurn;
        ++turns_;
        for (Listener& listener : listeners_) {
            const ssize_t got = ::recv(listener.socket, heard.data(), heard.size(), 0);
            if (got > 0)
                listener.bytes += static_cast<std::size_t>(got);
            else if (got == 0)
                ask(listener);
        }
        std::this_thread::sleep_until(next);
    }
}

std::size_t Listeners::finish() {
    ending_ = true;
    if (thread_.joinable()) thread_.join();
    return static_cast<std::size_t>(
        std::count_if(listeners_.begin(), listeners_.end(),
                      [this](const Listener& one) { return one.bytes * 10 < turns_ * kBytesPerTurn * 9; }));
}

} // namespace durus::bench

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/StreamSocket.h>

#include <atomic>
#include <cstdint>
#include <thread>

namespace durus::bench {

/// A line between a box and its backend that counts what it carries: all bytes of the TCP stream, those of
/// TLS among them, without the headers of TCP and IP. It carries one connection at a time.
class Line {
public:
    explicit Line(std::uint16_t backendPort);
    ~Line();
    Line(const Line&) = delete;
    Line& operator=(const Line&) = delete;

    std::uint16_t port() const { return socket_.address().port(); }
    std::uint64_t up() const { return up_; }     ///< bytes towards the backend
    std::uint64_t down() const { return down_; } ///< bytes from it

private:
    void serve();
    void carry(Poco::Net::StreamSocket box);

    const std::uint16_t backendPort_;
    Poco::Net::ServerSocket socket_;
    std::atomic<std::uint64_t> up_{0};
    std::atomic<std::uint64_t> down_{0};
    std::atomic<bool> stopping_{false};
    std::thread thread_;
};

} // namespace durus::bench

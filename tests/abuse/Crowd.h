// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/FileDescriptor.h>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <thread>
#include <vector>

namespace durus::test {

/// Clients that do a server harm, all at once and without end, from many addresses of the loopback network.
/// One that is thrown out comes back. Thread: the owner's; what the clients do is done on a thread of its
/// own.
class Crowd {
public:
    struct Size {
        std::size_t dribbling = 0;  ///< send a head without end, a byte every 20 ms
        std::size_t notReading = 0; ///< ask for `bigPath`, and read nothing of it
        std::size_t idle = 0;       ///< connect, and say nothing
        std::size_t resetting = 0;  ///< send half a request and reset, a new one each 20 ms
        std::size_t hostile = 0;    ///< send what is refused, one after the other
    };

    Crowd(std::uint16_t port, std::string bigPath, Size size);
    ~Crowd();
    Crowd(const Crowd&) = delete;
    Crowd& operator=(const Crowd&) = delete;

    /// Waits until every client has been connected once. False if that takes longer than `limit`.
    bool waitUntilThere(std::chrono::seconds limit) const;

    /// Connections made so far.
    std::size_t connections() const noexcept { return connections_; }

private:
    enum class Kind { Dribbling, NotReading, Idle, Resetting, Hostile };
    struct Client {
        Kind kind;
        unsigned source;
        FileDescriptor socket{-1};
        std::size_t sent = 0;
        std::size_t turn = 0;
        bool wasThere = false;
    };

    void run();
    void connect(std::size_t index);
    void act(std::size_t index);
    void tick();
    std::string_view words(const Client& client) const;

    const std::uint16_t port_;
    const std::string big_;
    std::vector<Client> clients_;
    FileDescriptor epoll_;
    std::atomic<std::size_t> there_{0};
    std::atomic<std::size_t> connections_{0};
    std::atomic<bool> stop_{false};
    std::thread thread_;
};

} // namespace durus::test

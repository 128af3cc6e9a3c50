// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace durus::bench {

/// One kept-alive connection that asks and waits. Thread: one. Errors: std::runtime_error, also for an answer
/// that is not 200.
class Client {
public:
    explicit Client(std::uint16_t port);
    ~Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    /// Asks for a target and reads the whole answer. Returns the body's length.
    std::size_t get(const std::string& target);

private:
    int socket_ = -1;
    std::string buffer_;
};

/// What requests took, from the moment each was due.
struct Waits {
    std::chrono::microseconds p50{0};
    std::chrono::microseconds p99{0};
    std::chrono::microseconds worst{0};
    std::size_t count = 0;
};

/// Asks for `target(n)` so many times a second, for that long. A request that has to wait for the one before
/// is late, and counts as such; of a server that is too slow fewer are asked.
Waits askSteadily(std::uint16_t port, int perSecond, std::chrono::seconds span,
                  const std::function<std::string(std::size_t)>& target);

} // namespace durus::bench

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>
#include <thread>
#include <vector>

namespace durus::bench {

/// People who listen: each reads a recording of 16 kB/s as it plays, from the beginning again at its end.
/// One that got less than nine tenths of that in its time is starved. Thread: one makes and ends it.
class Listeners {
public:
    /// Errors: std::runtime_error.
    Listeners(std::uint16_t port, const std::string& target, std::size_t count);
    ~Listeners();
    Listeners(const Listeners&) = delete;
    Listeners& operator=(const Listeners&) = delete;

    /// Ends it. Returns how many were starved.
    std::size_t finish();

private:
    struct Listener {
        int socket = -1;
        std::size_t bytes = 0;
    };

    void ask(Listener& listener) const;
    void run();

    const std::uint16_t port_;
    const std::string request_;
    std::vector<Listener> listeners_;
    std::atomic<bool> ending_{false};
    std::size_t turns_ = 0;
    std::thread thread_;
};

} // namespace durus::bench

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace durus::test {

/// What a well-behaved client has waited for answers.
struct Latency {
    std::chrono::microseconds median{};
    std::chrono::microseconds p99{};
    std::chrono::microseconds worst{};
    std::size_t requests = 0;

    std::string text() const;
};

/// Asks for a page, for JSON and for 64 KiB of the recording at `audioPath` in turn, over and over for
/// `span`, each as soon as the answer before has come; every tenth round over a new connection. Errors: fails
/// the test if an answer is not what it has to be.
Latency measureLatency(std::uint16_t port, const std::string& audioPath, std::chrono::milliseconds span);

} // namespace durus::test

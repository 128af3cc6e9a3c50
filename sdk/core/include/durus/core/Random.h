// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <mutex>
#include <random>

namespace durus {

/// A source of random bits. Thread: any.
class Random {
public:
    virtual ~Random() = default;
    virtual std::uint64_t next() = 0;

    /// Uniform in [0, bound]. Unbiased.
    std::uint64_t upTo(std::uint64_t bound);
};

/// The kernel's generator. Fit for identifiers and for keys.
class SystemRandom final : public Random {
public:
    /// Errors: Error(Internal) if the kernel refuses.
    std::uint64_t next() override;
};

/// Repeats itself for equal seeds. For tests and for replaying a failing history.
class SeededRandom final : public Random {
public:
    explicit SeededRandom(std::uint64_t seed) : engine_(seed) {}
    std::uint64_t next() override;

private:
    std::mutex mutex_;
    std::mt19937_64 engine_;
};

} // namespace durus

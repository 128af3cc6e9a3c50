// SPDX-License-Identifier: Apache-2.0
#include <durus/core/Error.h>
#include <durus/core/Random.h>

#include <sys/random.h>

#include <limits>

namespace durus {

std::uint64_t Random::upTo(std::uint64_t bound) {
    constexpr auto kMax = std::numeric_limits<std::uint64_t>::max();
    if (bound == kMax) return next();
    const std::uint64_t span = bound + 1;
    const std::uint64_t limit = kMax - kMax % span;
    std::uint64_t value = next();
    while (value >= limit)
        value = next();
    return value % span;
}

std::uint64_t SystemRandom::next() {
    std::uint64_t value = 0;
    if (::getrandom(&value, sizeof value, 0) != sizeof value)
        throw Error(ErrorCode::Internal, "the kernel gave no random bytes");
    return value;
}

std::uint64_t SeededRandom::next() {
    const std::lock_guard lock(mutex_);
    return engine_();
}

} // namespace durus

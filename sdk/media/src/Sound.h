// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Time.h>

#include <cstdint>

namespace durus::media {

/// How much sound a file holds.
struct Sound {
    Milliseconds duration{0}; ///< 0 = unknown
    std::uint64_t bytes = 0;  ///< that carry sound, as near as the container tells
};

/// The time `samples` take at `rate` per second; 0 for a rate of 0 or a time that no file holds.
inline Milliseconds timeOf(std::uint64_t samples, std::uint64_t rate) {
    constexpr std::uint64_t kYear = 31'557'600;
    if (rate == 0 || samples / rate > kYear) return Milliseconds{0};
    return Milliseconds{samples / rate * 1000 + samples % rate * 1000 / rate};
}

} // namespace durus::media

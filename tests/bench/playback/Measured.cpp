// SPDX-License-Identifier: Apache-2.0
#include "Measured.h"

#include <sys/resource.h>

#include <chrono>

namespace durus::bench {

std::int64_t cpuMicroseconds() {
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    return (used.ru_utime.tv_sec + used.ru_stime.tv_sec) * std::int64_t{1'000'000} + used.ru_utime.tv_usec +
           used.ru_stime.tv_usec;
}

std::int64_t steadyNanoseconds() {
    return std::chrono::steady_clock::now().time_since_epoch() / std::chrono::nanoseconds{1};
}

} // namespace durus::bench

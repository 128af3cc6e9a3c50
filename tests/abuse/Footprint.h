// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <cstddef>

namespace durus::test {

/// What a process takes of the machine, as /proc tells it.
struct Footprint {
    std::size_t residentKib = 0;
    std::size_t descriptors = 0;

    static Footprint of(pid_t process);
};

} // namespace durus::test

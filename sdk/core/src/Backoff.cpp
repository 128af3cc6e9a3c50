// SPDX-License-Identifier: Apache-2.0
#include <durus/core/Backoff.h>

#include <algorithm>

namespace durus {

Milliseconds Backoff::next() {
    Milliseconds ceiling = std::min(limits_.base, limits_.cap);
    for (int doubled = 0; doubled < failures_ && ceiling < limits_.cap; ++doubled)
        ceiling = ceiling > limits_.cap / 2 ? limits_.cap : ceiling * 2;
    ++failures_;
    const auto bound = static_cast<std::uint64_t>(ceiling.count());
    return Milliseconds{static_cast<Milliseconds::rep>(random_.upTo(bound))};
}

} // namespace durus

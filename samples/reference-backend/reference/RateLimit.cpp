// SPDX-License-Identifier: Apache-2.0
#include "reference/RateLimit.h"

namespace durus::reference {

RateLimit::Verdict RateLimit::count(const std::string& route, const std::string& address) {
    const MonotonicTime now = clock_.monotonic();
    const std::lock_guard lock(mutex_);
    const auto [found, isNew] = buckets_.try_emplace({route, address});
    Bucket& bucket = found->second;
    if (isNew || now >= bucket.end) bucket = {.end = now + kWindow};
    if (!bucket.blocked && ++bucket.requests > kRequests) {
        bucket.blocked = true;
        bucket.end = now + kWindow;
    }
    const auto left = std::chrono::ceil<std::chrono::seconds>(bucket.end - now);
    return {.refused = bucket.blocked,
            .remaining = kRequests - bucket.requests,
            .seconds = static_cast<int>(left.count())};
}

} // namespace durus::reference

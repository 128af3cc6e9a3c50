// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Time.h>

#include <cstdint>
#include <optional>
#include <string>

namespace durus::sync {

/// Names one holding of a store's lease. Every holding has a higher one than all before it; with any other
/// than the last, a pass can no longer write.
struct FencingToken {
    std::int64_t number = 0;

    friend bool operator==(FencingToken, FencingToken) = default;
};

/// Who asks for a lease, and for how long, by the monotonic time of this boot. A lease of another boot is
/// void: its holder ended with it.
struct LeaseClaim {
    std::string holder; ///< for people
    std::string bootId;
    MonotonicTime now;
    MonotonicTime until;
};

struct LeaseReply {
    std::optional<FencingToken> token; ///< none = another holds the lease
    std::string holder;                ///< who holds it now ...
    MonotonicTime until;               ///< ... and until when, unless it is renewed or given back
};

} // namespace durus::sync

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Clock.h>

#include <map>
#include <mutex>
#include <string>
#include <utility>

namespace durus::reference {

/// Counts requests by route and address, as the platform does: 100 in 60 s, then nothing for 60 s from the
/// first one refused. Thread: any.
class RateLimit {
public:
    static constexpr int kRequests = 100;
    static constexpr Milliseconds kWindow{60'000};

    explicit RateLimit(const Clock& clock) : clock_(clock) {}

    struct Verdict {
        bool refused = false;
        int remaining = 0;
        int seconds = 0; ///< to the end of the window, or of the block
    };
    Verdict count(const std::string& route, const std::string& address);

private:
    struct Bucket {
        MonotonicTime end;
        int requests = 0;
        bool blocked = false;
    };
    const Clock& clock_;
    std::mutex mutex_;
    std::map<std::pair<std::string, std::string>, Bucket> buckets_;
};

} // namespace durus::reference

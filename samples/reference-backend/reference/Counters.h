// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <unordered_set>

namespace durus::reference {

/// What the backend was asked for and what became of it, for tests and for whoever looks at a demo.
/// Thread: any.
class Counters {
public:
    struct Totals {
        std::uint64_t requests = 0;
        std::uint64_t failures = 0;                   ///< answers of 500 and above
        std::uint64_t retries = 0;                    ///< the same body came again from the same user
        std::uint64_t conflicts = 0;                  ///< items ignored because newer state was stored
        std::uint64_t batches = 0;                    ///< batches applied
        std::uint64_t items = 0;                      ///< items in them
        std::uint64_t outOfStep = 0;                  ///< batches of boxes not in step with the backend
        std::map<std::string, std::uint64_t> byRoute; ///< requests by "METHOD /pattern"
    };

    void countRequest(const std::string& route, int status);
    void countBatch(std::size_t items, std::size_t conflicts);
    void countOutOfStep();
    /// Counts a retry, and returns true, if this user has sent these bytes to this path before. Only the
    /// last 65,536 bodies are remembered.
    bool countBody(const std::string& user, const std::string& path, const std::string& body);

    Totals totals() const;

private:
    mutable std::mutex mutex_; ///< guards all below
    Totals totals_;
    std::unordered_set<std::string> seen_;
    std::deque<std::string> oldestFirst_;
};

} // namespace durus::reference

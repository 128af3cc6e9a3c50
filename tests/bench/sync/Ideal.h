// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/sync/Http.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace durus::bench {

/// The least a delivery can cost: the same items in as few POSTs as the backend's limit of one body allows,
/// each sent once, nothing read back; then one SQLite transaction that marks all as delivered.
class Ideal {
public:
    explicit Ideal(std::vector<sync::HttpRequest> requests) : requests_(std::move(requests)) {}
    /// Of what somebody sent in smaller pieces.
    static Ideal of(const std::vector<sync::HttpRequest>& writes);

    /// Errors: std::runtime_error.
    void deliver(sync::HttpExchange& http, const sync::HttpEndpoint& endpoint) const;
    static void settle(const std::filesystem::path& database);

    std::size_t requests() const { return requests_.size(); }

private:
    std::vector<sync::HttpRequest> requests_;
};

} // namespace durus::bench

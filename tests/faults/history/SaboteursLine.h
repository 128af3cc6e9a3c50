// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "Sabotage.h"

#include <durus/sync/Http.h>

#include <set>
#include <string>

namespace durus::faults {

/// A way to the backend on which a saboteur changes what a device says.
class SaboteursLine final : public sync::HttpExchange {
public:
    /// `sent`: idempotency keys that were seen.
    SaboteursLine(sync::HttpExchange& line, Sabotage sabotage, std::set<std::string>& sent)
        : line_(line), sabotage_(sabotage), sent_(sent) {}

    Result<sync::HttpResponse> send(const sync::HttpEndpoint& endpoint,
                                    const sync::HttpRequest& request) override;
    void cancel() noexcept override { line_.cancel(); }

private:
    bool isRetry(const sync::HttpRequest& request);

    sync::HttpExchange& line_;
    const Sabotage sabotage_;
    std::set<std::string>& sent_;
};

} // namespace durus::faults

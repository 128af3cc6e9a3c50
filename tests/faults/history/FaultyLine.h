// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "Fuse.h"
#include "RestartingBackend.h"
#include "Step.h"

#include <durus/core/Clock.h>
#include <durus/sync/Http.h>

#include <deque>
#include <functional>
#include <map>
#include <string>

namespace durus::faults {

/// A device's way to the backend, without sockets. It does to each exchange what it was told to, and shows
/// every request that arrives, with its answer. Thread: one.
class FaultyLine final : public sync::HttpExchange {
public:
    using Arrival = std::function<void(const std::string& token, const sync::HttpRequest& request,
                                       const sync::HttpResponse& answer)>;

    FaultyLine(RestartingBackend& backend, const Clock& backendClock, Fuse& fuse, Arrival arrival)
        : backend_(backend), backendClock_(backendClock), fuse_(fuse), arrival_(std::move(arrival)) {}

    /// What happens to the next exchanges; those after them go well.
    void disturb(const std::vector<Fault>& faults) { faults_.assign(faults.begin(), faults.end()); }

    Result<sync::HttpResponse> send(const sync::HttpEndpoint& endpoint,
                                    const sync::HttpRequest& request) override;
    void cancel() noexcept override {}

private:
    Fault nextFault();
    Result<sync::HttpResponse> carry(const sync::HttpEndpoint& endpoint, const sync::HttpRequest& request);
    sync::HttpResponse deliver(const sync::HttpEndpoint& endpoint, const sync::HttpRequest& request);
    sync::HttpResponse stranger(int status, const std::string& type, const std::string& body) const;

    RestartingBackend& backend_;
    const Clock& backendClock_;
    Fuse& fuse_;
    Arrival arrival_;
    std::deque<Fault> faults_;
};

} // namespace durus::faults

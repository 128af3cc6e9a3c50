// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Clock.h>
#include <durus/core/Log.h>
#include <durus/core/Random.h>
#include <durus/sync/BackendCodec.h>
#include <durus/sync/OutboxStore.h>
#include <durus/sync/OutcomeCounts.h>
#include <durus/sync/ServerClock.h>

#include <cstddef>
#include <optional>

namespace durus::sync {

/// What a pass works with; all references outlive it.
struct PassContext {
    OutboxStore& outbox;
    BackendCodec& codec;
    HttpExchange& http;
    ServerClock& serverClock;
    const Clock& clock;
    Random& random;
    Log& log;
};

struct PassReport {
    std::size_t sent = 0;           ///< intents the backend settled
    std::size_t quarantined = 0;    ///< intents only a person can help
    std::size_t pulled = 0;         ///< states the backend told us
    std::optional<Outcome> failure; ///< why the pass stopped early; none = everything was settled
    /// Another pass holds the store's lease, for so long unless it renews it; this one did nothing and
    /// failed.
    std::optional<Milliseconds> busyFor;
    bool rejected = false;     ///< the backend, asked again and being well, refuses the credentials
    std::uint64_t pending = 0; ///< intents the pass left pending that nothing but time stands in the way of
    std::uint64_t held = 0;    ///< intents the pass left pending behind a quarantined one of their lane
    OutcomeCounts exchanges;   ///< attempts to talk to the backend, by how each ended
    OutcomeCounts entries;     ///< decisions on single intents

    bool succeeded() const noexcept { return !failure.has_value(); }

    /// Makes this the report of both: counts are added up, the first failure stays.
    void add(PassReport other);
};

/// One push and one pull of one account, once, under the store's lease. A retry is a new pass.
/// Thread: one. Blocks on the network within the exchange's time-outs.
class SyncPass {
public:
    SyncPass(PassContext context, model::AccountName account, HttpEndpoint endpoint);

    /// Errors: Error(StorageFull | StorageFailure | PluginMisbehaved); Error(LeaseLost) if it stood still for
    /// so long that another took over; Error(WrongState) the second time. The network's failures are in the
    /// report.
    PassReport run();

private:
    class Run;

    PassContext context_;
    model::AccountName account_;
    HttpEndpoint endpoint_;
    bool ran_ = false;
};

} // namespace durus::sync

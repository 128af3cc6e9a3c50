// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/KeptLog.h"
#include "support/LoopbackBackend.h"
#include "support/LoopbackCodec.h"
#include "support/MemoryOutboxStore.h"

#include <durus/sync/SyncPass.h>

#include <memory>
#include <string>

/// A box with one account, and its backend, all in memory.
class SyncRig {
public:
    using Kind = durus::model::IntentKind;
    using Milliseconds = durus::Milliseconds;

    SyncRig() {
        outbox.bootId = clock.bootId();
        outbox.addAccount(account, durus::model::BackendName("home"));
        outbox.addAccount(other, durus::model::BackendName("home"));
    }

    std::uint64_t record(const std::string& listing, Kind kind, long position = 0) {
        return recordFor(account, listing, kind, position);
    }

    std::uint64_t recordFor(const durus::model::AccountName& who, const std::string& listing, Kind kind,
                            long position = 0) {
        clock.advance(Milliseconds{10});
        backendClock.advance(Milliseconds{10});
        return outbox.record({.account = who,
                              .listing = durus::model::ListingId(listing),
                              .kind = kind,
                              .position = Milliseconds{position},
                              .duration = Milliseconds{1'000'000},
                              .dedupeKey = {},
                              .wall = clock.wall(),
                              .monotonic = clock.monotonic()});
    }

    /// Time goes by for both sides.
    void wait(Milliseconds span) {
        clock.advance(span);
        backendClock.advance(span);
    }

    durus::sync::PassReport pass() { return passFor(account, "token"); }

    durus::sync::PassReport passFor(const durus::model::AccountName& who, const std::string& token) {
        wait(Milliseconds{1'000});
        return durus::sync::SyncPass(context(), who, {.url = {}, .caFile = {}, .token = token}).run();
    }

    durus::sync::PassContext context() { return {outbox, codec, backend, *serverClock, clock, random, log}; }

    /// A new process on the same box: what was in memory is gone.
    void restart() { serverClock = std::make_unique<durus::sync::ServerClock>(clock); }

    /// Of a process that died a moment ago, its lease run out.
    durus::sync::FencingToken leaseOfADeadProcess() {
        return outbox.takeLease({"the dead", clock.bootId(), clock.monotonic(), clock.monotonic()})
            .token.value();
    }

    durus::sync::OutboxCounts counts() { return outbox.counts(account); }

    durus::sync::OutboxEntry entry(std::uint64_t sequence) {
        return outbox.entry(durus::model::IntentId("intent-" + std::to_string(sequence))).value();
    }
    durus::sync::DeliveryState stateOf(std::uint64_t sequence) { return entry(sequence).state; }

    const durus::model::AccountName account{"umm-salama"};
    const durus::model::AccountName other{"abu-bakr"};
    durus::ManualClock clock;
    durus::ManualClock backendClock;
    durus::test::LoopbackBackend backend{backendClock};
    durus::test::LoopbackCodec codec;
    durus::test::MemoryOutboxStore outbox;
    durus::SeededRandom random{7};
    durus::test::KeptLog log;
    std::unique_ptr<durus::sync::ServerClock> serverClock = std::make_unique<durus::sync::ServerClock>(clock);
};

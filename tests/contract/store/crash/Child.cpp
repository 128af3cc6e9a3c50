// SPDX-License-Identifier: Apache-2.0
#include "FailPoint.h"

#include <durus/core/Clock.h>
#include <durus/core/Random.h>
#include <durus/store/Store.h>

#include <cstdlib>
#include <iostream>
#include <string>

namespace {

using namespace durus;

const model::AccountName kAmina{"amina"};

/// Says what is done from now on; a pipe takes a line whole.
void acknowledge(const std::string& what, std::uint64_t sequence) {
    std::cout << what + ' ' + std::to_string(sequence) + '\n' << std::flush;
}

std::uint64_t append(store::Store& store) {
    const model::PlaybackEvent event{.sequence = 0,
                                     .session = model::SessionId{"session"},
                                     .account = kAmina,
                                     .listing = model::ListingId{"lecture"},
                                     .monotonic = {},
                                     .wall = {},
                                     .body = model::FavoriteMarked{true}};
    return store.journal().append(std::span(&event, 1));
}

/// As a translator: one intent per event, its position the event's sequence. What is reported is superseded
/// by the next report, and every third intent is a barrier.
void translate(store::Store& store) {
    const auto events = store.journal().unseen("translator", 100);
    if (events.empty()) return;
    plugin_host::Translation translation{"translator", events.back().sequence, {}};
    for (const model::PlaybackEvent& event : events)
        translation.intents.push_back(
            {.account = kAmina,
             .listing = model::ListingId{"lecture"},
             .kind = event.sequence % 3 == 0 ? model::IntentKind::Completed : model::IntentKind::Progress,
             .position = Milliseconds{event.sequence},
             .duration = Milliseconds{1'000'000},
             .dedupeKey = std::to_string(event.sequence),
             .wall = event.wall,
             .monotonic = event.monotonic});
    store.journal().commit(translation);
    acknowledge("committed", translation.cursor);
}

/// As a sync pass against a backend that takes everything.
void deliver(store::Store& store) {
    sync::OutboxStore& outbox = store.outbox();
    const auto lease = outbox.takeLease({"child", "boot", {}, {}}).token.value();
    auto batch = outbox.openBatch(kAmina);
    if (!batch) {
        const auto pending = outbox.pending(kAmina, model::IntentFamily::Progress, 100);
        if (pending.empty()) return;
        batch = outbox.freeze(lease, {.account = kAmina,
                                      .family = model::IntentFamily::Progress,
                                      .idempotencyKey = "round-" + std::to_string(pending.back().sequence),
                                      .request = {"POST", "/sync", {}, std::string(300, 'b')},
                                      .intents = pending});
    }
    sync::Settlement settlement{.batch = batch->id, .outcomes = {}, .progress = {}, .favorites = {}};
    for (const model::Intent& intent : batch->intents)
        settlement.outcomes.push_back({.sequence = intent.sequence,
                                       .outcome = sync::OutcomeClass::Ok,
                                       .detail = {},
                                       .retryAfter = std::nullopt});
    outbox.settle(lease, settlement);
    acknowledge("settled", batch->intents.back().sequence);
}

} // namespace

/// One round; what the disk refuses is said, and the next round tries again.
void live(store::Store& store, int round) try {
    acknowledge("appended", append(store));
    translate(store);
    if (round % 3 == 0) deliver(store);
} catch (const Error& error) {
    std::cout << "refused " + std::to_string(round) + '\n' << std::flush;
    if (error.code() != ErrorCode::StorageFull && error.code() != ErrorCode::StorageFailure) throw;
}

/// Usage: DIRECTORY ROUNDS [before|after|torn|power|sectors N | full|readonly|dying N CALLS]. Records,
/// translates and delivers, saying on stdout what has been acknowledged, until it has done all rounds or is
/// killed.
int main(int argc, char** argv) {
    if (argc != 3 && argc != 5 && argc != 6) return 2;
    const SystemClock clock;
    SystemRandom random;
    const auto store = store::Store::open(argv[1], clock, random);
    if (argc == 5) armFailPoint(deathFrom(argv[3]).value(), std::atoi(argv[4]));
    const int rounds = std::atoi(argv[2]);
    if (argc == 6) troubleDisk(troubleFrom(argv[3]).value(), std::atoi(argv[4]), std::atoi(argv[5]));
    for (int round = 1; round <= rounds; ++round)
        live(*store, round);
    return 0;
}

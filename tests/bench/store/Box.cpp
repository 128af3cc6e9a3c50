// SPDX-License-Identifier: Apache-2.0
#include "Box.h"

#include <algorithm>
#include <cstdlib>
#include <stdexcept>
#include <string>

namespace durus::bench {

namespace {

constexpr std::uint64_t kBatch = 1000;

std::filesystem::path makeDirectory() {
    std::string pattern = (std::filesystem::temp_directory_path() / "durus-bench-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("cannot make " + pattern);
    return pattern;
}

} // namespace

Box::Box() : directory_(makeDirectory()), store_(store::Store::open(directory_, clock_, random_)) {
    const model::BackendName home{"home"};
    store_->accounts().addBackend({home, "platform", "https://home.example", ""});
    store_->accounts().addAccount({account(), home}, "token");
}

Box::~Box() {
    store_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(directory_, ignored);
}

void Box::record() {
    const model::DraftIntent action = draft();
    const model::PlaybackEvent event{.sequence = 0,
                                     .session = model::SessionId{"019ab000-0000-7000-8000-000000000000"},
                                     .account = action.account,
                                     .listing = action.listing,
                                     .monotonic = action.monotonic,
                                     .wall = action.wall,
                                     .body = model::ProgressReported{action.position, action.duration, 0.5}};
    const auto last = store_->journal().append(std::span(&event, 1));
    store_->journal().commit({"progress", last, {action}});
}

void Box::addPending(std::uint64_t count) {
    while (count > 0) {
        plugin_host::Translation translation{"progress", 0, {}};
        for (std::uint64_t n = std::min(count, kBatch); n > 0; --n, --count)
            translation.intents.push_back(draft());
        store_->journal().commit(translation);
    }
}

void Box::deliverAll() {
    const auto lease = outbox().takeLease({"bench", "boot", {}, {}}).token.value();
    for (;;) {
        const auto pending = outbox().pending(account(), model::IntentFamily::Progress, kBatch);
        if (pending.empty()) return;
        const auto batch = outbox().freeze(lease, {.account = account(),
                                                   .family = model::IntentFamily::Progress,
                                                   .idempotencyKey = pending.front().id.str(),
                                                   .request = {"POST", "/", {}, {}},
                                                   .intents = pending});
        sync::Settlement settlement{
            .batch = batch.value().id, .outcomes = {}, .progress = {}, .favorites = {}};
        for (const model::Intent& intent : pending)
            settlement.outcomes.push_back({.sequence = intent.sequence,
                                           .outcome = sync::OutcomeClass::Ok,
                                           .detail = {},
                                           .retryAfter = std::nullopt});
        outbox().settle(lease, settlement);
    }
}

model::DraftIntent Box::draft() {
    ++recorded_;
    return {.account = account(),
            .listing =
                model::ListingId{"10000000-0000-4000-8000-" + std::to_string(100'000'000'000 + recorded_)},
            .kind = model::IntentKind::Progress,
            .position = Milliseconds{recorded_},
            .duration = Milliseconds{3'600'000},
            .dedupeKey = "019ab000:" + std::to_string(recorded_),
            .wall = clock_.wall(),
            .monotonic = clock_.monotonic()};
}

} // namespace durus::bench

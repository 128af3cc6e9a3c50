// SPDX-License-Identifier: Apache-2.0
#include "app/Metrics.h"

#include "api/PrometheusText.h"

#include <utility>

namespace durus::mediaserver {

namespace {

using api::PrometheusText;

using Accounts = std::vector<sync::AccountMetrics>;

/// One sample for each account.
template<typename Read>
void perAccount(PrometheusText& text, const Accounts& accounts, Read read) {
    for (const sync::AccountMetrics& one : accounts)
        text.sample({{"account", one.account.str()}, {"backend", one.backend.str()}}, read(one));
}

/// One sample for each account and outcome.
template<typename Read>
void perOutcome(PrometheusText& text, const Accounts& accounts, Read read) {
    for (const sync::AccountMetrics& one : accounts)
        for (const sync::OutcomeClass outcome : sync::kOutcomeClasses)
            text.sample({{"account", one.account.str()},
                         {"backend", one.backend.str()},
                         {"outcome", sync::name(outcome)}},
                        read(one).of(outcome));
}

/// One sample for each account of which the value is known.
template<typename Read>
void perAccountIfKnown(PrometheusText& text, const Accounts& accounts, Read read) {
    for (const sync::AccountMetrics& one : accounts)
        if (const auto value = read(one))
            text.sample({{"account", one.account.str()}, {"backend", one.backend.str()}}, *value);
}

void writeOutbox(PrometheusText& text, const Accounts& accounts) {
    text.metric("durus_outbox_pending", "gauge", "Entries the backend has not confirmed yet.");
    perAccount(text, accounts, [](const auto& one) { return one.outbox.pending; });
    text.metric("durus_outbox_oldest_pending_age_seconds", "gauge",
                "Since when the oldest of them waits; 0 if none does.");
    perAccount(text, accounts, [](const auto& one) { return one.oldestAge; });
    text.metric("durus_outbox_quarantined", "gauge", "Entries that wait for a person's decision.");
    perAccount(text, accounts, [](const auto& one) { return one.outbox.quarantined; });
}

void writeCredentials(PrometheusText& text, const Accounts& accounts) {
    text.metric("durus_account_signed_out", "gauge",
                "1 if the backend has refused the credentials for good: somebody has to sign in again.");
    perAccount(text, accounts, [](const auto& one) { return std::uint64_t{one.signedOut}; });
}

void writeExchanges(PrometheusText& text, const Accounts& accounts) {
    text.metric("durus_sync_exchanges_total", "counter",
                "Attempts to talk to the backend, by how each ended.");
    perOutcome(text, accounts, [](const auto& one) { return one.exchanges; });
    text.metric("durus_sync_entries_total", "counter", "Decisions on single entries, by outcome.");
    perOutcome(text, accounts, [](const auto& one) { return one.entries; });
    text.metric("durus_sync_conflicts_total", "counter",
                "Entries the backend answered with something newer, which stands.");
    perAccount(text, accounts, [](const auto& one) { return one.entries.of(sync::OutcomeClass::Stale); });
}

void writeClock(PrometheusText& text, const Accounts& accounts) {
    text.metric("durus_backend_clock_offset_seconds", "gauge", "The backend's calendar minus this box's.");
    perAccountIfKnown(text, accounts, [](const auto& one) { return one.clockOffset; });
    text.metric("durus_backend_clock_uncertainty_seconds", "gauge",
                "How far that offset may be wrong, either way.");
    perAccountIfKnown(text, accounts, [](const auto& one) { return one.clockUncertainty; });
}

void writeReceipts(PrometheusText& text, const Accounts& accounts) {
    text.metric("durus_sync_out_of_step_timestamp_seconds", "gauge",
                "When receipts last showed that box and backend had lost step, and which end is behind.");
    for (const sync::AccountMetrics& one : accounts)
        if (one.outOfStep)
            text.sample({{"account", one.account.str()},
                         {"backend", one.backend.str()},
                         {"standing", sync::name(one.outOfStep->standing)}},
                        one.outOfStep->at.sinceEpoch);
}

void writeEngine(PrometheusText& text, const sync::SyncStatus& engine) {
    text.metric("durus_sync_failed_passes", "gauge", "Failed passes in a row; 0 once one went well.");
    text.sample({}, static_cast<std::uint64_t>(engine.failures));
    text.metric("durus_sync_next_pass_seconds", "gauge", "Until the next pass; 0 while one runs.");
    text.sample({}, engine.nextPassIn);
    text.metric("durus_sync_stalled", "gauge", "Whether what is pending is not delivered in time, and why.");
    for (const sync::StallReason reason : sync::kStallReasons)
        text.sample({{"reason", sync::name(reason)}},
                    std::uint64_t{engine.stall && engine.stall->reason == reason});
    text.metric("durus_sync_watchdog_alarms_total", "counter", "How often the watchdog said so.");
    for (const sync::StallReason reason : sync::kStallReasons) {
        const auto said = engine.alarms.find(reason);
        text.sample({{"reason", sync::name(reason)}}, said == engine.alarms.end() ? 0 : said->second);
    }
    if (!engine.lastDrain) return;
    text.metric("durus_sync_last_drain_seconds", "gauge",
                "From the first recording to the confirmation of everything, the last time.");
    text.sample({}, *engine.lastDrain);
}

} // namespace

std::string metricsText(const sync::SyncMetrics& metrics) {
    PrometheusText text;
    writeOutbox(text, metrics.accounts);
    text.metric(
        "durus_store_short_of_room", "gauge",
        "1 while the disk or the database is so full that only completions and favourites are recorded.");
    text.sample({}, std::uint64_t{metrics.shortOfRoom});
    writeCredentials(text, metrics.accounts);
    writeExchanges(text, metrics.accounts);
    writeClock(text, metrics.accounts);
    writeReceipts(text, metrics.accounts);
    if (metrics.engine) writeEngine(text, *metrics.engine);
    return std::move(text).finish();
}

http::Handler metricsHandler(http::WorkerPool& pool, std::function<sync::SyncMetrics()> read) {
    return pool.run([read = std::move(read)](const http::Request&, http::Responder responder) {
        auto response =
            http::Response::text(http::Status::Ok, PrometheusText::kMediaType, metricsText(read()));
        response.headers.add("Cache-Control", "no-store");
        responder.send(std::move(response));
    });
}

} // namespace durus::mediaserver

// SPDX-License-Identifier: Apache-2.0
#include "SettledBatch.h"

#include "BatchRows.h"
#include "ReceiptRow.h"
#include "Sha256.h"

#include <algorithm>
#include <unordered_map>

namespace durus::store {

namespace {

using sync::DeliveryState;
using sync::OutcomeClass;

DeliveryState stateAfter(OutcomeClass outcome) {
    switch (outcome) {
    case OutcomeClass::Ok:
    case OutcomeClass::Already:
        return DeliveryState::Acked;
    case OutcomeClass::Stale:
        return DeliveryState::Suppressed;
    case OutcomeClass::Permanent:
        return DeliveryState::Quarantined;
    default:
        return DeliveryState::Pending;
    }
}

} // namespace

SettledBatch::SettledBatch(sqlite::Connection& connection, const sync::Settlement& settlement)
    : connection_(connection), settlement_(settlement) {}

bool SettledBatch::apply() {
    {
        sqlite::Statement row =
            connection_.query("SELECT account, backend FROM batch WHERE id = ?1", settlement_.batch);
        if (!row.step()) return false;
        account_ = row.id<model::AccountName>(0);
        backend_ = row.id<model::BackendName>(1);
    }
    BatchRows batches(connection_);
    settleDeliveries(*batches.open(account_));
    endSuperseded();
    batches.end(settlement_.batch);
    takeNews();
    if (settlement_.receipt) ReceiptRow(connection_, account_).write(*settlement_.receipt);
    return true;
}

void SettledBatch::settleDeliveries(const sync::FrozenBatch& batch) {
    std::unordered_map<std::uint64_t, const sync::Outcome*> outcomes;
    for (const sync::Outcome& outcome : settlement_.outcomes)
        outcomes[outcome.sequence] = &outcome;
    const sync::Outcome unknown{.outcome = OutcomeClass::Transient,
                                .detail = "the backend did not mention it"};
    for (const model::Intent& intent : batch.intents) {
        const auto found = outcomes.find(intent.sequence);
        const sync::Outcome& outcome = found == outcomes.end() ? unknown : *found->second;
        settle(intent, outcome);
        if (outcome.outcome == OutcomeClass::Permanent) keepDigests(intent.sequence, batch.request);
    }
}

void SettledBatch::settle(const model::Intent& intent, const sync::Outcome& outcome) {
    const DeliveryState state = stateAfter(outcome.outcome);
    connection_.run("UPDATE delivery SET state = ?4, ended = ?5, batch = NULL, attempts = attempts + 1, "
                    "last_outcome = ?6, last_detail = ?7 "
                    "WHERE sequence = ?1 AND backend = ?2 AND batch = ?3",
                    intent.sequence, backend_, settlement_.batch, sync::name(state),
                    sync::isSettled(outcome.outcome), sync::name(outcome.outcome), outcome.detail);
    LaneNews& news = news_[{familyOf(intent.kind), intent.listing}];
    news.sent = std::max(news.sent, intent.occurredAt);
    if (state == DeliveryState::Acked) news.confirmed.push_back(intent);
}

void SettledBatch::keepDigests(std::uint64_t sequence, const sync::HttpRequest& refused) {
    if (settlement_.answer.empty()) return;
    connection_.run("UPDATE delivery SET request_sha256 = ?3, answer_sha256 = ?4 "
                    "WHERE sequence = ?1 AND backend = ?2",
                    sequence, backend_, sha256Hex(refused.body), sha256Hex(settlement_.answer));
}

/// What the batch's intents that have ended had superseded has ended with them.
void SettledBatch::endSuperseded() {
    connection_.run("UPDATE delivery SET ended = 1 WHERE backend = ?2 AND sequence IN ("
                    "SELECT d.sequence FROM batch_intent b "
                    "JOIN delivery e ON e.sequence = b.sequence AND e.backend = ?2 AND e.ended = 1 "
                    "JOIN delivery d ON d.superseded_by = b.sequence AND d.backend = ?2 "
                    "WHERE b.batch = ?1 AND d.state = 'superseded' AND d.ended = 0)",
                    settlement_.batch, backend_);
}

void SettledBatch::takeNews() {
    for (const model::RemoteProgress& remote : settlement_.progress)
        news_[{model::IntentFamily::Progress, remote.listing}].progress = remote;
    for (const model::RemoteFavorite& remote : settlement_.favorites)
        news_[{model::IntentFamily::Favorite, remote.listing}].favorite = remote;
    LaneStates states(connection_);
    for (const auto& [lane, news] : news_)
        states.take(account_, lane.first, lane.second, news);
}

} // namespace durus::store

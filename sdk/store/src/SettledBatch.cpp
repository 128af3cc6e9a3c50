// SPDX-License-Identifier: Apache-2.0
#include "SettledBatch.h"

#include "BatchRows.h"
#include "LaneStates.h"
#include "Sha256.h"

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
    batches.end(settlement_.batch);
    takeRemoteStates();
    return true;
}

void SettledBatch::settleDeliveries(const sync::FrozenBatch& batch) {
    std::map<std::uint64_t, const sync::Outcome*> outcomes;
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
    const bool ended = sync::isSettled(outcome.outcome);
    connection_.run("UPDATE delivery SET state = ?4, ended = ?5, batch = NULL, attempts = attempts + 1, "
                    "last_outcome = ?6, last_detail = ?7 "
                    "WHERE sequence = ?1 AND backend = ?2 AND batch = ?3",
                    intent.sequence, backend_, settlement_.batch, sync::name(state), ended,
                    sync::name(outcome.outcome), outcome.detail);
    const Lane lane{familyOf(intent.kind), intent.listing};
    touched_.insert(lane);
    if (ended) endSuperseded(intent.sequence);
    if (state == DeliveryState::Acked) confirmed_[lane].push_back(intent);
}

void SettledBatch::keepDigests(std::uint64_t sequence, const sync::HttpRequest& refused) {
    if (settlement_.answer.empty()) return;
    connection_.run("UPDATE delivery SET request_sha256 = ?3, answer_sha256 = ?4 "
                    "WHERE sequence = ?1 AND backend = ?2",
                    sequence, backend_, sha256Hex(refused.body), sha256Hex(settlement_.answer));
}

void SettledBatch::endSuperseded(std::uint64_t sequence) {
    connection_.run("WITH RECURSIVE needless(sequence) AS ("
                    "SELECT sequence FROM delivery WHERE superseded_by = ?1 AND state = 'superseded' "
                    "AND ended = 0 AND backend = ?2 "
                    "UNION SELECT d.sequence FROM delivery d JOIN needless n ON d.superseded_by = n.sequence "
                    "WHERE d.state = 'superseded' AND d.ended = 0 AND d.backend = ?2) "
                    "UPDATE delivery SET ended = 1 "
                    "WHERE sequence IN (SELECT sequence FROM needless) AND backend = ?2",
                    sequence, backend_);
}

void SettledBatch::takeRemoteStates() {
    LaneStates states(connection_);
    for (const model::RemoteProgress& remote : settlement_.progress) {
        states.setRemote(account_, remote);
        const Lane lane{model::IntentFamily::Progress, remote.listing};
        touched_.insert(lane);
        confirmed_.erase(lane);
    }
    for (const model::RemoteFavorite& remote : settlement_.favorites) {
        states.setRemote(account_, remote);
        const Lane lane{model::IntentFamily::Favorite, remote.listing};
        touched_.insert(lane);
        confirmed_.erase(lane);
    }
    // Of the others the backend has said no more than that it took them.
    for (const auto& [lane, intents] : confirmed_)
        states.confirm(intents);
    for (const auto& [family, listing] : touched_)
        states.recompute(account_, family, listing);
}

} // namespace durus::store

// SPDX-License-Identifier: Apache-2.0
#include "Trail.h"

#include <algorithm>
#include <string>

namespace durus::sync {

namespace {

constexpr std::string_view kComponent = "outbox";

const model::Intent* find(std::span<const model::Intent> intents, std::uint64_t sequence) noexcept {
    const auto found = std::find_if(intents.begin(), intents.end(), [sequence](const model::Intent& intent) {
        return intent.sequence == sequence;
    });
    return found == intents.end() ? nullptr : &*found;
}

std::string_view endOf(const Outcome& outcome) noexcept {
    if (outcome.outcome == OutcomeClass::Stale) return "suppressed";
    if (isSettled(outcome.outcome)) return "acked";
    return outcome.outcome == OutcomeClass::Permanent ? "quarantined" : "pending again";
}

std::string_view saying(Standing standing) noexcept {
    switch (standing) {
    case Standing::BoxBehind:
        return "the backend knows more of this box than the box itself: it was put back to an earlier state, "
               "or a copy of it is in use";
    case Standing::BackendBehind:
        return "the backend has lost entries that it had confirmed";
    default:
        return "the backend takes another box for this one: one of them is a copy";
    }
}

} // namespace

void Trail::frozen(const FrozenBatch& batch) noexcept {
    for (const model::Intent& intent : batch.intents)
        log_.info(kComponent, "frozen", {{"intent", intent.id.str()}, {"batch", batch.idempotencyKey}});
}

void Trail::sent(const FrozenBatch& batch) noexcept {
    const std::string attempt = std::to_string(batch.attempts + 1);
    for (const model::Intent& intent : batch.intents)
        log_.info(kComponent, "sent",
                  {{"intent", intent.id.str()}, {"batch", batch.idempotencyKey}, {"attempt", attempt}});
}

void Trail::failed(const FrozenBatch& batch, const Outcome& failure) noexcept {
    for (const model::Intent& intent : batch.intents)
        log_.info(kComponent, "failed",
                  {{"intent", intent.id.str()},
                   {"batch", batch.idempotencyKey},
                   {"outcome", name(failure.outcome)},
                   {"detail", failure.detail}});
}

void Trail::decided(const FrozenBatch& batch, std::span<const Outcome> outcomes) noexcept {
    for (const Outcome& outcome : outcomes) {
        const model::Intent* const intent = find(batch.intents, outcome.sequence);
        if (!intent) continue;
        const bool asksForAPerson = outcome.outcome == OutcomeClass::Permanent;
        log_.write(asksForAPerson ? LogLevel::Warning : LogLevel::Info, kComponent, endOf(outcome),
                   {{"intent", intent->id.str()},
                    {"batch", batch.idempotencyKey},
                    {"outcome", name(outcome.outcome)},
                    {"detail", outcome.detail}});
    }
}

void Trail::outOfStep(const model::AccountName& account, const ReceiptIncident& incident) noexcept {
    log_.warning(kComponent, saying(incident.standing),
                 {{"account", account.str()},
                  {"standing", name(incident.standing)},
                  {"entries", std::to_string(incident.difference)}});
}

} // namespace durus::sync

// SPDX-License-Identifier: Apache-2.0
#include "Delivery.h"

#include "Conversation.h"

#include <durus/core/Uuid.h>
#include <durus/sync/SyncTuning.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace durus::sync {

namespace {

constexpr std::string_view kComponent = "sync";

std::string unsupported(const model::Intent& intent) {
    return "this backend cannot record '" + std::string(model::name(intent.kind)) + "'";
}

} // namespace

Delivery::Delivery(const PassContext& context, const model::AccountName& account,
                   const HttpEndpoint& endpoint, FencingToken lease, PassReport& report)
    : context_(context), account_(account), endpoint_(endpoint), lease_(lease), report_(report),
      trail_(context.log) {}

std::vector<model::Intent> Delivery::prepare(std::span<const model::Intent> intents) const {
    std::vector<model::Intent> prepared(intents.begin(), intents.end());
    // By listing, so that two boxes of one account lock a backend's rows in the same order.
    std::sort(prepared.begin(), prepared.end(), [](const model::Intent& a, const model::Intent& b) {
        return std::tie(a.listing, a.sequence) < std::tie(b.listing, b.sequence);
    });
    const model::Intent* before = nullptr;
    for (model::Intent& intent : prepared) {
        intent.occurredAt = context_.serverClock.stamp(intent);
        // Within a lane the sequence is the truth, whatever the calendar showed.
        if (before && before->listing == intent.listing)
            intent.occurredAt = std::max(intent.occurredAt, before->occurredAt);
        before = &intent;
    }
    return prepared;
}

BatchDraft Delivery::draft(std::span<const model::Intent> intents) const {
    return {.account = account_,
            .family = model::familyOf(intents.front().kind),
            .idempotencyKey = makeUuidV7(context_.clock.wall(), context_.random),
            .request = {},
            .intents = prepare(intents)};
}

std::optional<FrozenBatch> Delivery::freeze(std::vector<model::Intent>& ready) {
    while (!ready.empty()) {
        const BatchDraft batch = fitting(ready);
        if (auto frozen = freeze(batch)) {
            ready.erase(ready.begin(), ready.begin() + static_cast<std::ptrdiff_t>(batch.intents.size()));
            return frozen;
        }
        std::erase_if(ready, [this](const model::Intent& intent) { return !isPending(intent); });
    }
    return std::nullopt;
}

std::optional<FrozenBatch> Delivery::freeze(const BatchDraft& draft) {
    auto batch = context_.outbox.freeze(lease_, draft);
    if (batch) trail_.frozen(*batch);
    return batch;
}

BatchDraft Delivery::fitting(std::span<const model::Intent> ready) const {
    const BackendCodec::Limits limits = context_.codec.limits();
    std::size_t count =
        std::min({ready.size(), tuning::kMaxBatch, std::max<std::size_t>(limits.maxIntents, 1)});
    for (;; count = (count + 1) / 2) {
        BatchDraft batch = draft(ready.first(count));
        // A codec may decide without asking anybody; then there is no request, and none is sent.
        batch.request = context_.codec.push(batch.intents)->step(nullptr).value_or(HttpRequest{});
        if (batch.request.body.size() <= limits.maxBodyBytes || count == 1) return batch;
    }
}

bool Delivery::isPending(const model::Intent& intent) const {
    const auto entry = context_.outbox.entry(intent.id);
    return entry && entry->state == DeliveryState::Pending;
}

void Delivery::refuse(std::span<const model::Intent> intents) {
    if (const auto batch = freeze(draft(intents))) refuse(*batch);
}

void Delivery::refuse(const FrozenBatch& batch) {
    answer_ = {};
    quarantine(batch, {.outcome = OutcomeClass::Permanent, .detail = unsupported(batch.intents.front())});
}

Sent Delivery::send(const FrozenBatch& batch) {
    if (batch.request.method.empty() && !context_.codec.supports(batch.intents.front().kind)) {
        refuse(batch);
        return {};
    }
    const auto exchange = context_.codec.push(batch.intents);
    trail_.sent(batch);
    if (auto failure = talk(batch, *exchange)) {
        noteFailure(batch, *failure);
        context_.outbox.recordFailure(lease_, batch.id, *failure);
        return {.failure = std::move(failure)};
    }
    return conclude(batch, exchange->results());
}

std::optional<Outcome> Delivery::talk(const FrozenBatch& batch, CodecExchange& exchange) {
    std::optional<HttpRequest> request = exchange.step(nullptr);
    const auto kept = context_.outbox.receipt(account_);
    shown_ = kept ? std::optional(kept->receipt) : std::nullopt;
    if (request && !batch.request.method.empty()) {
        if (*request != batch.request)
            context_.log.info(kComponent,
                              "the codec would write an open batch differently now; it is sent as "
                              "it was frozen");
        request = batch.request;
        request->headers.emplace_back("Idempotency-Key", '"' + batch.idempotencyKey + '"');
        // It changes only when a batch is settled, so that a retry shows the same one.
        if (shown_) request->headers.emplace_back(kReceiptHeader, show(*shown_));
    }
    answer_ = {};
    RecordedExchange recorded(context_.http, answer_);
    const Wire wire{recorded, context_.serverClock, context_.clock, endpoint_};
    const auto stillOurs = [this](std::size_t) { context_.outbox.checkLease(lease_); };
    stillOurs(0);
    return converse(wire, exchange, std::move(request), {.maxRequests = tuning::kMaxPushRequests}, stillOurs);
}

Sent Delivery::conclude(const FrozenBatch& batch, const ExchangeResults& results) {
    if (!results.failure) return settle(batch, results);
    const Outcome& failure = *results.failure;
    if (failure.outcome == OutcomeClass::Permanent && batch.intents.size() == 1) {
        report_.exchanges.add(failure.outcome);
        quarantine(batch, failure);
        return {};
    }
    noteFailure(batch, failure);
    const bool suspected =
        failure.outcome == OutcomeClass::SuspectedPoison || failure.outcome == OutcomeClass::Permanent;
    if (!suspected) context_.outbox.recordFailure(lease_, batch.id, failure);
    return {.failure = failure, .suspected = suspected};
}

void Delivery::noteFailure(const FrozenBatch& batch, const Outcome& failure) {
    report_.exchanges.add(failure.outcome);
    trail_.failed(batch, failure);
}

Sent Delivery::settle(const FrozenBatch& batch, const ExchangeResults& results) {
    report_.exchanges.add(OutcomeClass::Ok);
    const std::vector<Outcome> outcomes = judge(batch, results.outcomes);
    Sent sent;
    std::size_t quarantined = 0;
    for (const Outcome& outcome : outcomes) {
        if (isSettled(outcome.outcome))
            ++sent.settled;
        else if (outcome.outcome == OutcomeClass::Permanent)
            ++quarantined;
        else if (!sent.failure)
            sent.failure = outcome;
    }
    settle({.batch = batch.id,
            .outcomes = outcomes,
            .progress = results.progress,
            .favorites = results.favorites,
            .answer = answer_.body,
            .receipt = received()},
           batch);
    report_.sent += sent.settled;
    report_.quarantined += quarantined;
    return sent;
}

/// The receipt that came with the answer, if it is one for this box.
std::optional<KeptReceipt> Delivery::received() const {
    const auto answer = readReceipt(answer_.receipt);
    if (!answer) return std::nullopt;
    if (!shown_) return KeptReceipt{.receipt = {.box = makeUuidV7(context_.clock.wall(), context_.random)}};
    if (answer->receipt.box != shown_->box) return std::nullopt;
    KeptReceipt kept{.receipt = answer->receipt};
    if (answer->standing != Standing::InStep)
        kept.incident = ReceiptIncident{answer->standing, answer->difference, context_.serverClock.now()};
    return kept;
}

/// One outcome for each intent. An entry that keeps spoiling things by itself is to blame at last.
std::vector<Outcome> Delivery::judge(const FrozenBatch& batch, const std::vector<Outcome>& told) const {
    std::map<std::uint64_t, const Outcome*> bySequence;
    for (const Outcome& outcome : told)
        bySequence[outcome.sequence] = &outcome;
    const bool anyTaken = std::any_of(told.begin(), told.end(),
                                      [](const Outcome& outcome) { return isSettled(outcome.outcome); });

    std::vector<Outcome> outcomes;
    for (const model::Intent& intent : batch.intents) {
        const auto found = bySequence.find(intent.sequence);
        if (found == bySequence.end())
            throw Error(ErrorCode::PluginMisbehaved,
                        "the backend codec said nothing about intent " + std::to_string(intent.sequence),
                        "report this to the author of the codec plugin");
        outcomes.push_back(*found->second);
        if (outcomes.back().outcome != OutcomeClass::SuspectedPoison) continue;
        const auto entry = context_.outbox.entry(intent.id);
        const int patience = anyTaken ? tuning::kPoisonTries : tuning::kLonePoisonTries;
        if (entry && entry->attempts + 1 >= patience) outcomes.back().outcome = OutcomeClass::Permanent;
    }
    return outcomes;
}

void Delivery::release(const FrozenBatch& batch, const Outcome& why) {
    settleAll(batch, OutcomeClass::SuspectedPoison, why);
}

void Delivery::quarantine(const FrozenBatch& batch, const Outcome& why) {
    settleAll(batch, OutcomeClass::Permanent, why);
    report_.quarantined += batch.intents.size();
}

void Delivery::settleAll(const FrozenBatch& batch, OutcomeClass outcome, const Outcome& why) {
    Settlement settlement{.batch = batch.id, .answer = answer_.body};
    for (const model::Intent& intent : batch.intents)
        settlement.outcomes.push_back(
            {.sequence = intent.sequence, .outcome = outcome, .detail = why.detail});
    settle(settlement, batch);
}

void Delivery::settle(const Settlement& settlement, const FrozenBatch& batch) {
    context_.outbox.settle(lease_, settlement);
    if (settlement.receipt && settlement.receipt->incident)
        trail_.outOfStep(account_, *settlement.receipt->incident);
    for (const Outcome& outcome : settlement.outcomes)
        report_.entries.add(outcome.outcome);
    trail_.decided(batch, settlement.outcomes);
}

} // namespace durus::sync

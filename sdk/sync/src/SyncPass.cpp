// SPDX-License-Identifier: Apache-2.0
#include "Conversation.h"
#include "Delivery.h"
#include "PassLease.h"
#include "PoisonHunt.h"

#include <durus/sync/SyncPass.h>
#include <durus/sync/SyncTuning.h>

#include <algorithm>
#include <span>
#include <utility>

namespace durus::sync {

namespace {

/// Whether there is nobody to talk to, for any family: the pass ends here.
bool endsPass(const Outcome& failure) {
    switch (failure.outcome) {
    case OutcomeClass::Transient:
    case OutcomeClass::Unauthorized:
    case OutcomeClass::Throttled:
    case OutcomeClass::NotBackend:
    case OutcomeClass::Permanent:
        return true;
    default:
        return false;
    }
}

/// The report of a pass that found another one at work.
PassReport busy(const LeaseReply& reply, MonotonicTime now) {
    PassReport report;
    report.failure = {.outcome = OutcomeClass::Transient,
                      .detail = reply.holder + " is synchronising this box already"};
    report.busyFor = std::max(reply.until - now, Milliseconds{0});
    return report;
}

} // namespace

void PassReport::add(PassReport other) {
    sent += other.sent;
    quarantined += other.quarantined;
    pulled += other.pulled;
    pending += other.pending;
    held += other.held;
    exchanges += other.exchanges;
    entries += other.entries;
    if (!busyFor) busyFor = other.busyFor;
    if (!failure) failure = std::move(other.failure);
}

/// The one run of a pass.
class SyncPass::Run {
public:
    Run(SyncPass& pass, FencingToken lease)
        : context_(pass.context_), account_(pass.account_), endpoint_(pass.endpoint_), lease_(lease),
          delivery_(context_, account_, endpoint_, lease, report_) {}

    PassReport run() {
        if (resolveOpenBatch() && learnTime() && pushAll() && !pulled_) pull();
        questionRejection();
        countWhatIsLeft();
        return std::move(report_);
    }

private:
    /// Remembers the first failure. Returns whether the pass goes on.
    bool note(const std::optional<Outcome>& failure) {
        if (!failure) return true;
        if (!report_.failure) report_.failure = failure;
        return !endsPass(*failure);
    }

    /// An outage can look like a log-out. Only what a backend that is well says twice in a row is a
    /// rejection.
    void questionRejection() {
        if (!report_.failure || report_.failure->outcome != OutcomeClass::Unauthorized) return;
        const auto check = context_.codec.rejectionCheck();
        if (!check) return;
        const Wire wire{context_.http, context_.serverClock, context_.clock, endpoint_};
        auto found =
            converse(wire, *check, check->step(nullptr), {.maxRequests = tuning::kMaxRejectionRequests});
        if (!found) found = check->results().failure;
        if (!found)
            found = Outcome{.outcome = OutcomeClass::Transient,
                            .detail = "the backend refused the credentials, and takes them again"};
        report_.rejected = found->outcome == OutcomeClass::Unauthorized;
        if (found->outcome != OutcomeClass::NotBackend) report_.failure = std::move(found);
    }

    void countWhatIsLeft() {
        const OutboxCounts counts = context_.outbox.counts(account_);
        report_.pending = counts.pending;
        if (counts.pending == 0 || counts.quarantined == 0) return;
        std::uint64_t free = 0;
        if (const auto open = context_.outbox.openBatch(account_)) free += open->intents.size();
        for (const auto family : {model::IntentFamily::Progress, model::IntentFamily::Favorite})
            free += context_.outbox.pending(account_, family, tuning::kScanLimit).size();
        report_.pending = std::min(counts.pending, free);
        report_.held = counts.pending - report_.pending;
    }

    bool resolveOpenBatch() {
        const auto batch = context_.outbox.openBatch(account_);
        if (!batch) return true;
        const auto failure = deliver(*batch);
        if (failure) refused_ = model::familyOf(batch->intents.front().kind);
        return note(failure);
    }

    /// Before the first answer nobody knows whether this box's calendar is right; a stamp from the future
    /// would spoil a listing for every device. Then the pull goes first, and its answers tell the time.
    bool learnTime() {
        if (context_.serverClock.hasHeard() || context_.outbox.counts(account_).pending == 0) return true;
        const auto failure = pull();
        // A backend that answers, if only with an error, can still take what is pending.
        return !failure || !endsPass(*failure) ||
               (failure->outcome == OutcomeClass::Transient && context_.serverClock.hasHeard());
    }

    bool pushAll() {
        for (const auto family : {model::IntentFamily::Progress, model::IntentFamily::Favorite})
            if (family != refused_ && !context_.outbox.openBatch(account_) && !note(push(family)))
                return false;
        return true;
    }

    std::optional<Outcome> push(model::IntentFamily family) {
        for (auto ready = sendable(family); !ready.empty(); ready = sendable(family))
            if (auto failure = deliverAll(std::move(ready))) return failure;
        return std::nullopt;
    }

    /// Batch by batch, without looking again, until a hunt has sent some of it or a lane has to wait behind
    /// one that was quarantined.
    std::optional<Outcome> deliverAll(std::vector<model::Intent> ready) {
        const std::size_t quarantined = report_.quarantined;
        hunted_ = false;
        while (!hunted_ && report_.quarantined == quarantined) {
            const auto batch = delivery_.freeze(ready);
            if (!batch) break;
            if (auto failure = deliver(*batch)) return failure;
        }
        return std::nullopt;
    }

    /// What is pending and can be sent. What the backend cannot record at all is quarantined on the way.
    std::vector<model::Intent> sendable(model::IntentFamily family) {
        for (;;) {
            auto pending = context_.outbox.pending(account_, family, tuning::kScanLimit);
            const auto known =
                std::stable_partition(pending.begin(), pending.end(), [this](const model::Intent& intent) {
                    return !context_.codec.supports(intent.kind);
                });
            if (known == pending.begin()) return pending;
            delivery_.refuse(std::span(pending.begin(), known));
        }
    }

    std::optional<Outcome> deliver(const FrozenBatch& batch) {
        const Sent sent = delivery_.send(batch);
        if (!sent.suspected) return sent.failure;
        const bool mayPass = sent.failure->outcome == OutcomeClass::SuspectedPoison;
        if (mayPass && batch.attempts + 1 < tuning::kPoisonTries) {
            context_.outbox.recordFailure(lease_, batch.id, *sent.failure);
            return sent.failure;
        }
        const auto family = model::familyOf(batch.intents.front().kind);
        delivery_.release(batch, *sent.failure);
        hunted_ = true;
        return PoisonHunt(context_, delivery_).run(sendable(family), *sent.failure);
    }

    std::optional<Outcome> pull() {
        pulled_ = true;
        const Wire wire{context_.http, context_.serverClock, context_.clock, endpoint_};
        const std::string cursor = context_.outbox.cursor(account_);
        const auto exchange = context_.codec.pull(cursor, context_.serverClock.now());
        auto failure =
            converse(wire, *exchange, exchange->step(nullptr), {.maxRequests = tuning::kMaxPullRequests},
                     [this](std::size_t) { context_.outbox.checkLease(lease_); });
        if (!failure) failure = exchange->results().failure;
        report_.exchanges.add(failure ? failure->outcome : OutcomeClass::Ok);
        if (!failure) {
            const ExchangeResults& results = exchange->results();
            context_.outbox.applyPull(lease_, account_, results.progress, results.favorites,
                                      results.cursor.value_or(cursor));
            report_.pulled += results.progress.size() + results.favorites.size();
        }
        note(failure);
        return failure;
    }

    PassContext& context_;
    const model::AccountName& account_;
    const HttpEndpoint& endpoint_;
    const FencingToken lease_;
    PassReport report_;
    Delivery delivery_;
    std::optional<model::IntentFamily> refused_; ///< already tried in this pass, in vain
    bool pulled_ = false;
    bool hunted_ = false; ///< since the last look
};

SyncPass::SyncPass(PassContext context, model::AccountName account, HttpEndpoint endpoint)
    : context_(context), account_(std::move(account)), endpoint_(std::move(endpoint)) {}

PassReport SyncPass::run() {
    if (std::exchange(ran_, true))
        throw Error(ErrorCode::WrongState, "a sync pass runs only once", "make a new one");
    const PassLease lease(context_.outbox, context_.clock);
    const LeaseReply& reply = lease.reply();
    return reply.token ? Run(*this, *reply.token).run() : busy(reply, context_.clock.monotonic());
}

} // namespace durus::sync

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "RecordedExchange.h"
#include "Trail.h"

#include <durus/sync/SyncPass.h>

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace durus::sync {

/// What came of sending a batch.
struct Sent {
    std::optional<Outcome> failure; ///< none = every intent of it has been decided
    std::size_t settled = 0;        ///< intents the backend took, or had
    /// The backend refused the batch as a whole, and not for now: some entry spoils it. The batch is still
    /// open and the refusal not recorded.
    bool suspected = false;
};

/// Carries single batches of one account to the backend. It knows nothing of what is pending.
class Delivery {
public:
    /// All references outlive it; what happened is counted in `report`.
    Delivery(const PassContext& context, const model::AccountName& account, const HttpEndpoint& endpoint,
             FencingToken lease, PassReport& report);

    /// Freezes as many from the front of `ready`, which is in order of sequence and of one family, as the
    /// backend takes at once, and takes them out of it; what was superseded since it was read goes as well.
    /// Returns none if nothing is left. Stamps are corrected here. REQUIRES: the codec supports them.
    std::optional<FrozenBatch> freeze(std::vector<model::Intent>& ready);
    /// Quarantines, without sending anything, what the codec does not support, unless some of it was
    /// superseded since it was read.
    void refuse(std::span<const model::Intent> intents);

    /// Sends an open batch, for the first time or again, and settles it or records the failure.
    Sent send(const FrozenBatch& batch);

    /// Ends a batch whose intents go back to pending.
    void release(const FrozenBatch& batch, const Outcome& why);
    /// Ends a batch whose intents only a person can help.
    void quarantine(const FrozenBatch& batch, const Outcome& why);

private:
    void refuse(const FrozenBatch& batch);
    std::optional<FrozenBatch> freeze(const BatchDraft& draft);
    BatchDraft fitting(std::span<const model::Intent> ready) const;
    bool isPending(const model::Intent& intent) const;
    BatchDraft draft(std::span<const model::Intent> intents) const;
    std::vector<model::Intent> prepare(std::span<const model::Intent> intents) const;
    std::optional<Outcome> talk(const FrozenBatch& batch, CodecExchange& exchange);
    Sent conclude(const FrozenBatch& batch, const ExchangeResults& results);
    void noteFailure(const FrozenBatch& batch, const Outcome& failure);
    Sent settle(const FrozenBatch& batch, const ExchangeResults& results);
    std::vector<Outcome> judge(const FrozenBatch& batch, const std::vector<Outcome>& told) const;
    std::optional<KeptReceipt> received() const;
    void settle(const Settlement& settlement, const FrozenBatch& batch);
    void settleAll(const FrozenBatch& batch, OutcomeClass outcome, const Outcome& why);

    const PassContext& context_;
    const model::AccountName& account_;
    const HttpEndpoint& endpoint_;
    const FencingToken lease_;
    std::optional<Receipt> shown_; ///< with the last batch
    RecordedAnswer answer_;        ///< to the last batch
    PassReport& report_;
    Trail trail_;
};

} // namespace durus::sync

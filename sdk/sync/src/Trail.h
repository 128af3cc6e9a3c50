// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Log.h>
#include <durus/sync/OutboxStore.h>

#include <span>

namespace durus::sync {

/// Says in the log what becomes of each intent. Every line has the field `intent`, so that one can be
/// followed from the moment it was recorded ("recorded", said by the store) to its end. docs/operating.md
/// lists the lines. Thread: as the log.
class Trail {
public:
    explicit Trail(Log& log) noexcept : log_(log) {}

    void frozen(const FrozenBatch& batch) noexcept;
    void sent(const FrozenBatch& batch) noexcept;
    /// The whole batch came to nothing: it stays open, or its intents are pending again.
    void failed(const FrozenBatch& batch, const Outcome& failure) noexcept;
    void decided(const FrozenBatch& batch, std::span<const Outcome> outcomes) noexcept;
    /// The backend's receipts do not agree with the box's; of the account, not of an intent.
    void outOfStep(const model::AccountName& account, const ReceiptIncident& incident) noexcept;

private:
    Log& log_;
};

} // namespace durus::sync

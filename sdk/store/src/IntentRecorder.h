// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Clock.h>
#include <durus/core/Random.h>
#include <durus/model/Account.h>
#include <durus/model/Intent.h>
#include <durus/sqlite/Connection.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace durus::store {

/// An intent that was recorded, the key its plugin gave the event it stands for, and what it made needless.
struct RecordedIntent {
    model::IntentId id;
    std::string event;
    std::optional<model::IntentId> superseded{};
};

/// Records what translators drafted: the intent, its delivery where a backend is to be told, the end of what
/// it makes needless, and what the person sees from now on. Works within the caller's transaction.
class IntentRecorder {
public:
    IntentRecorder(sqlite::Connection& connection, const Clock& clock, Random& random,
                   std::string_view plugin)
        : connection_(connection), clock_(clock), random_(random), plugin_(plugin) {}

    /// Returns none, having done nothing, if the plugin's key was recorded before. `bootId`: of the boot the
    /// draft's monotonic stamp belongs to.
    std::optional<RecordedIntent> record(const model::DraftIntent& draft, const std::string& bootId);

    /// Of the last intent recorded; 0 before the first.
    std::uint64_t lastSequence() const noexcept { return lastSequence_; }

private:
    struct Destination {
        model::BackendName backend;
        std::optional<Milliseconds> clockOffset;
    };

    /// The account's backend, unless the listing is known to be local or another backend's.
    std::optional<Destination> destination(const model::DraftIntent& draft);
    void insertDelivery(const model::Intent& intent, const model::BackendName& backend);
    /// Has a recorded intent stand for the pending one before it in its lane, if it makes that needless.
    /// Returns which; what that one stood for itself is over.
    std::optional<model::IntentId> supersede(const model::Intent& by, const model::BackendName& backend);

    sqlite::Connection& connection_;
    const Clock& clock_;
    Random& random_;
    std::string_view plugin_;
    std::uint64_t lastSequence_ = 0;
};

/// Removes the oldest of what is only history: intents that have been delivered, became needless, or never
/// had to be told to anybody, beyond the latest `kept` sequences. Takes away at most so many of each kind.
void trimHistory(sqlite::Connection& connection, std::uint64_t kept, std::uint64_t atMost);

} // namespace durus::store

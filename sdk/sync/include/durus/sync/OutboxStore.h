// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Time.h>
#include <durus/model/Account.h>
#include <durus/model/Intent.h>
#include <durus/model/Progress.h>
#include <durus/sync/Http.h>
#include <durus/sync/Lease.h>
#include <durus/sync/Outcome.h>
#include <durus/sync/Receipt.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace durus::sync {

/// How a delivery stands. What ends it: acked; suppressed; superseded by one that was acked, suppressed or
/// superseded in turn; a person's discard.
enum class DeliveryState { Pending, InBatch, Acked, Superseded, Suppressed, Quarantined, Discarded };

std::string_view name(DeliveryState state) noexcept; ///< "pending", "in_batch", ...
std::optional<DeliveryState> deliveryStateFrom(std::string_view name) noexcept;

/// Intents on their way together. Once frozen, request and key stay as they are until the outcome is known: a
/// retry is byte-identical.
struct FrozenBatch {
    std::int64_t id = 0;
    std::string idempotencyKey;
    HttpRequest request;
    std::vector<model::Intent> intents; ///< in the order the codec saw them, stamps as the codec saw them
    int attempts = 0;
};

struct BatchDraft {
    model::AccountName account;
    model::IntentFamily family = model::IntentFamily::Progress;
    std::string idempotencyKey;
    HttpRequest request;
    std::vector<model::Intent> intents;
};

/// What a backend's answer changes, applied as one.
struct Settlement {
    std::int64_t batch = 0;
    /// One per intent: settled ones end their delivery, Permanent quarantines, others return to pending.
    std::vector<Outcome> outcomes{};
    std::vector<model::RemoteProgress> progress{}; ///< replaces local state, unconfirmed intents laid over it
    std::vector<model::RemoteFavorite> favorites{};
    /// Body of the backend's last answer; empty = none came. Of what is quarantined the digest is kept.
    std::string answer{};
    /// Takes the place of the one that is kept; without an incident, the last one stays.
    std::optional<KeptReceipt> receipt{};
};

/// An entry as people see it.
struct OutboxEntry {
    model::Intent intent;
    model::BackendName backend;
    DeliveryState state = DeliveryState::Pending;
    int attempts = 0;
    std::string lastOutcome; ///< name of an OutcomeClass; empty before the first try
    std::string lastDetail;
    /// SHA-256, as lower-case hexadecimal, of the bodies of the request a quarantined entry was refused in
    /// and of the backend's answer; empty = nothing was sent, or the entry is not quarantined.
    std::string requestDigest{};
    std::string answerDigest{};
};

struct OutboxCounts {
    std::uint64_t pending = 0; ///< in_batch included
    std::uint64_t quarantined = 0;
    std::optional<WallTime> oldestPending; ///< by this box's clock, as recorded
};

/// The outbox at rest: the port to the database. What is recorded supersedes, in the same transaction, the
/// pending intent before it in its lane that it makes needless (model::supersedes). That one stays until the
/// later one is confirmed, to take its place if a person discards it; what it had superseded itself is over.
/// Every call that changes something is one transaction and durable when it returns. What a pass writes is
/// written under its lease, checked in the same transaction: with a token that is no longer valid nothing
/// changes. Passes tests/contract/OutboxStoreContract.h. Thread: any; calls are serialised. Errors:
/// Error(StorageFull), Error(StorageFailure); Error(LeaseLost) of every call that takes a token.
class OutboxStore {
public:
    virtual ~OutboxStore() = default;

    /// Takes the lease, unless another holds one that has not run out.
    virtual LeaseReply takeLease(const LeaseClaim& claim) = 0;
    /// Puts off its end. Even a lease that has run out is renewed, if nobody took it meanwhile.
    virtual void renewLease(FencingToken token, MonotonicTime until) = 0;
    virtual void checkLease(FencingToken token) = 0;
    /// Gives the lease back, after which its token is no longer valid. With such a token it does nothing.
    virtual void releaseLease(FencingToken token) = 0;

    /// Pending intents of an account and family, by sequence, at most `limit`; nothing of a lane that has an
    /// earlier entry in quarantine.
    virtual std::vector<model::Intent> pending(const model::AccountName& account, model::IntentFamily family,
                                               std::size_t limit) = 0;

    /// The batch whose outcome is not known yet, if any.
    virtual std::optional<FrozenBatch> openBatch(const model::AccountName& account) = 0;
    /// Persists a batch before its first byte is sent. Returns none, having done nothing, if one of its
    /// intents was superseded since it was read. REQUIRES: the account has no open batch.
    virtual std::optional<FrozenBatch> freeze(FencingToken lease, const BatchDraft& draft) = 0;
    /// Counts one more try of an open batch that came to nothing, keeping it open for a byte-identical retry.
    virtual void recordFailure(FencingToken lease, std::int64_t batch, const Outcome& failure) = 0;
    /// Takes the backend's decision: deliveries, local state and the end of the batch in one transaction.
    virtual void settle(FencingToken lease, const Settlement& settlement) = 0;

    /// Takes what a pull brought, with the cursor it leads to.
    virtual void applyPull(FencingToken lease, const model::AccountName& account,
                           std::span<const model::RemoteProgress> progress,
                           std::span<const model::RemoteFavorite> favorites, const std::string& cursor) = 0;
    virtual std::string cursor(const model::AccountName& account) = 0;
    /// None = its backend has given none yet.
    virtual std::optional<KeptReceipt> receipt(const model::AccountName& account) = 0;

    virtual OutboxCounts counts(const model::AccountName& account) = 0;
    /// Newest first, at most `limit`, of all accounts if `account` is empty.
    virtual std::vector<OutboxEntry> entries(const model::AccountName& account, std::size_t limit) = 0;
    virtual std::optional<OutboxEntry> entry(const model::IntentId& id) = 0;

    /// What waits for a person's decision, oldest first, at most `limit`, of all accounts if `account` is
    /// empty.
    virtual std::vector<OutboxEntry> quarantined(const model::AccountName& account, std::size_t limit) = 0;
    /// A person wants a quarantined entry tried again: it is pending, in its old place.
    /// Errors: Error(NotFound), Error(WrongState) unless it is quarantined.
    virtual void retry(const model::IntentId& id) = 0;
    /// A person gives a quarantined entry up, for good. Its lane goes on, what it had superseded is pending
    /// again, and its effect is no longer seen. Errors: as retry().
    virtual void discard(const model::IntentId& id) = 0;
};

} // namespace durus::sync

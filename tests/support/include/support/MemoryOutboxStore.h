// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/MemoryLease.h"

#include <durus/core/Error.h>
#include <durus/model/Collapse.h>
#include <durus/model/Overlay.h>
#include <durus/sync/CatalogueStore.h>
#include <durus/sync/OutboxStore.h>

#include <algorithm>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace durus::test {

/// Outbox and catalogue that forget everything with their end. Passes the contracts of both ports.
class MemoryOutboxStore final : public MemoryLease, public sync::CatalogueStore {
public:
    struct KnownListing {
        model::BackendName backend;
        model::Listing listing;
        bool withdrawn = false;
    };

    void addAccount(const model::AccountName& name, const model::BackendName& backend) {
        const std::lock_guard lock(mutex_);
        accounts_[name].backend = backend;
    }

    /// The boot that intents are recorded in.
    std::string bootId;

    /// Records an intent as a translator's commit does. Returns its sequence.
    std::uint64_t record(const model::DraftIntent& draft) {
        const std::lock_guard lock(mutex_);
        const std::string number = std::to_string(++sequence_);
        const auto listing = listings_.find(draft.listing);
        const model::BackendName backend = accounts_[draft.account].backend;
        model::Intent intent{.sequence = sequence_,
                             .id = model::IntentId{"intent-" + number},
                             .account = draft.account,
                             .listing = draft.listing,
                             .slug =
                                 listing == listings_.end() ? model::Slug{} : listing->second.listing.slug,
                             .kind = draft.kind,
                             .position = draft.position,
                             .duration = draft.duration,
                             .occurredAt = draft.wall,
                             .monotonic = draft.monotonic,
                             .bootId = bootId};
        LaneState& seen = states_[laneOf(intent)];
        intent.notBefore = seen.remoteStamp;
        seen.progress = model::overlay(seen.progress, std::span(&intent, 1));
        seen.favorite = model::overlay(seen.favorite, std::span(&intent, 1));
        const bool elsewhere = listing != listings_.end() && listing->second.backend != backend;
        if (backend.empty() || elsewhere) return sequence_;
        supersede(intent);
        Delivery& delivery = deliveries_[sequence_];
        delivery.entry.intent = std::move(intent);
        delivery.entry.backend = backend;
        return sequence_;
    }

    /// What the person sees.
    std::optional<model::Progress> progress(const model::AccountName& account,
                                            const model::ListingId& listing) {
        const std::lock_guard lock(mutex_);
        return states_[{account, model::IntentFamily::Progress, listing}].progress;
    }
    bool favorite(const model::AccountName& account, const model::ListingId& listing) {
        const std::lock_guard lock(mutex_);
        return states_[{account, model::IntentFamily::Favorite, listing}].favorite;
    }
    std::optional<KnownListing> listing(const model::ListingId& id) const {
        const std::lock_guard lock(mutex_);
        const auto found = listings_.find(id);
        return found == listings_.end() ? std::nullopt : std::optional(found->second);
    }

    std::vector<model::Intent> pending(const model::AccountName& account, model::IntentFamily family,
                                       std::size_t limit) override {
        const std::lock_guard lock(mutex_);
        std::vector<model::Intent> pending;
        std::set<model::ListingId> blocked;
        for (const auto& [sequence, delivery] : deliveries_) {
            const model::Intent& intent = delivery.entry.intent;
            if (intent.account != account || model::familyOf(intent.kind) != family) continue;
            if (delivery.entry.state == sync::DeliveryState::Quarantined) blocked.insert(intent.listing);
            if (delivery.entry.state == sync::DeliveryState::Pending && !blocked.contains(intent.listing) &&
                pending.size() < limit) {
                pending.push_back(intent);
                pending.back().notBefore = std::max(intent.notBefore, sentStamp(laneOf(intent)));
            }
        }
        return pending;
    }

    std::optional<sync::FrozenBatch> openBatch(const model::AccountName& account) override {
        const std::lock_guard lock(mutex_);
        const auto found = batches_.find(account);
        return found == batches_.end() ? std::nullopt : std::optional(found->second);
    }

    std::optional<sync::FrozenBatch> freeze(sync::FencingToken lease,
                                            const sync::BatchDraft& draft) override {
        const std::lock_guard lock(mutex_);
        checkLease(lease);
        if (draft.intents.empty()) throw Error(ErrorCode::InvalidInput, "a batch needs at least one intent");
        if (batches_.contains(draft.account)) throw Error(ErrorCode::WrongState, "there is an open batch");
        bool gone = false;
        for (const model::Intent& intent : draft.intents) {
            const auto found = deliveries_.find(intent.sequence);
            if (found == deliveries_.end() || found->second.entry.intent.account != draft.account ||
                model::familyOf(found->second.entry.intent.kind) != draft.family)
                throw Error(ErrorCode::WrongState, "that intent is not pending");
            const auto state = found->second.entry.state;
            gone = gone || state == sync::DeliveryState::Superseded;
            if (state != sync::DeliveryState::Pending && state != sync::DeliveryState::Superseded)
                throw Error(ErrorCode::WrongState, "that intent is not pending");
        }
        if (gone) return std::nullopt;
        for (const model::Intent& intent : draft.intents) {
            deliveries_.at(intent.sequence).entry.state = sync::DeliveryState::InBatch;
            WallTime& sent = states_[laneOf(intent)].sent;
            sent = std::max(sent, intent.occurredAt);
        }
        return batches_[draft.account] = {.id = ++lastBatch_,
                                          .idempotencyKey = draft.idempotencyKey,
                                          .request = draft.request,
                                          .intents = draft.intents};
    }

    void recordFailure(sync::FencingToken lease, std::int64_t batch, const sync::Outcome& failure) override {
        const std::lock_guard lock(mutex_);
        checkLease(lease);
        for (auto& [account, open] : batches_) {
            if (open.id != batch) continue;
            ++open.attempts;
            for (const model::Intent& intent : open.intents)
                note(deliveries_.at(intent.sequence), failure);
        }
    }

    void settle(sync::FencingToken lease, const sync::Settlement& settlement) override {
        const std::lock_guard lock(mutex_);
        checkLease(lease);
        const auto open = std::find_if(batches_.begin(), batches_.end(), [&](const auto& batch) {
            return batch.second.id == settlement.batch;
        });
        if (open == batches_.end()) return;
        const model::AccountName account = open->first;
        for (const model::Intent& intent : open->second.intents)
            settleOne(intent, outcomeOf(settlement, intent.sequence));
        batches_.erase(open);
        takeRemote(account, settlement.progress, settlement.favorites);
        if (!settlement.receipt) return;
        std::optional<sync::KeptReceipt>& kept = accounts_[account].receipt;
        const auto incident = kept ? kept->incident : std::nullopt;
        kept = settlement.receipt;
        if (!kept->incident) kept->incident = incident;
    }

    void applyPull(sync::FencingToken lease, const model::AccountName& account,
                   std::span<const model::RemoteProgress> progress,
                   std::span<const model::RemoteFavorite> favorites, const std::string& cursor) override {
        const std::lock_guard lock(mutex_);
        checkLease(lease);
        const auto found = accounts_.find(account);
        if (found == accounts_.end()) throw Error(ErrorCode::NotFound, "there is no such account");
        found->second.cursor = cursor;
        takeRemote(account, progress, favorites);
    }

    std::string cursor(const model::AccountName& account) override {
        const std::lock_guard lock(mutex_);
        return accounts_[account].cursor;
    }

    std::optional<sync::KeptReceipt> receipt(const model::AccountName& account) override {
        const std::lock_guard lock(mutex_);
        return accounts_[account].receipt;
    }

    sync::OutboxCounts counts(const model::AccountName& account) override {
        const std::lock_guard lock(mutex_);
        sync::OutboxCounts counts;
        for (const auto& [sequence, delivery] : deliveries_) {
            if (delivery.entry.intent.account != account) continue;
            const auto state = delivery.entry.state;
            if (state == sync::DeliveryState::Quarantined) ++counts.quarantined;
            if (state != sync::DeliveryState::Pending && state != sync::DeliveryState::InBatch) continue;
            if (counts.pending++ == 0) counts.oldestPending = delivery.entry.intent.occurredAt;
        }
        return counts;
    }

    std::vector<sync::OutboxEntry> entries(const model::AccountName& account, std::size_t limit) override {
        const std::lock_guard lock(mutex_);
        std::vector<sync::OutboxEntry> entries;
        for (auto at = deliveries_.rbegin(); at != deliveries_.rend() && entries.size() < limit; ++at)
            if (account.empty() || at->second.entry.intent.account == account)
                entries.push_back(at->second.entry);
        return entries;
    }

    std::optional<sync::OutboxEntry> entry(const model::IntentId& id) override {
        const std::lock_guard lock(mutex_);
        for (const auto& [sequence, delivery] : deliveries_)
            if (delivery.entry.intent.id == id) return delivery.entry;
        return std::nullopt;
    }

    std::vector<sync::OutboxEntry> quarantined(const model::AccountName& account,
                                               std::size_t limit) override {
        const std::lock_guard lock(mutex_);
        std::vector<sync::OutboxEntry> waiting;
        for (const auto& [sequence, delivery] : deliveries_)
            if (delivery.entry.state == sync::DeliveryState::Quarantined && waiting.size() < limit &&
                (account.empty() || delivery.entry.intent.account == account))
                waiting.push_back(delivery.entry);
        return waiting;
    }

    void retry(const model::IntentId& id) override {
        const std::lock_guard lock(mutex_);
        decidable(id).entry.state = sync::DeliveryState::Pending;
    }

    void discard(const model::IntentId& id) override {
        const std::lock_guard lock(mutex_);
        Delivery& given = decidable(id);
        given.entry.state = sync::DeliveryState::Discarded;
        given.ended = true;
        for (auto& [sequence, delivery] : deliveries_) {
            if (delivery.supersededBy != given.entry.intent.sequence || delivery.ended) continue;
            delivery.entry.state = sync::DeliveryState::Pending;
            delivery.supersededBy = 0;
        }
        recompute(laneOf(given.entry.intent));
    }

    void replaceCatalogue(const model::BackendName& backend, std::span<const model::Scholar>,
                          std::span<const model::Topic>, std::span<const model::Listing> listings) override {
        const std::lock_guard lock(mutex_);
        for (auto& [id, known] : listings_)
            if (known.backend == backend) known.withdrawn = true;
        for (const model::Listing& listing : listings) {
            KnownListing& known = listings_[listing.id];
            if (known.backend.empty() || known.backend == backend || known.withdrawn)
                known = {backend, listing, false};
        }
    }

private:
    using Lane = std::tuple<model::AccountName, model::IntentFamily, model::ListingId>;

    struct Account {
        model::BackendName backend;
        std::string cursor;
        std::optional<sync::KeptReceipt> receipt;
    };
    struct Delivery {
        sync::OutboxEntry entry;
        bool ended = false;
        std::uint64_t supersededBy = 0;
    };
    struct LaneState {
        std::optional<model::Progress> progress;
        std::optional<model::Progress> remoteProgress;
        bool favorite = false;
        bool remoteFavorite = false;
        WallTime remoteStamp;
        WallTime sent;
    };

    WallTime sentStamp(const Lane& lane) const {
        const auto found = states_.find(lane);
        return found == states_.end() ? WallTime{} : found->second.sent;
    }

    Delivery& decidable(const model::IntentId& id) {
        for (auto& [sequence, delivery] : deliveries_) {
            if (delivery.entry.intent.id != id) continue;
            if (delivery.entry.state == sync::DeliveryState::Quarantined) return delivery;
            throw Error(ErrorCode::WrongState, "that entry is not quarantined");
        }
        throw Error(ErrorCode::NotFound, "there is no such entry");
    }

    static Lane laneOf(const model::Intent& intent) {
        return {intent.account, model::familyOf(intent.kind), intent.listing};
    }

    static sync::Outcome outcomeOf(const sync::Settlement& settlement, std::uint64_t sequence) {
        for (const sync::Outcome& outcome : settlement.outcomes)
            if (outcome.sequence == sequence) return outcome;
        return {.outcome = sync::OutcomeClass::Transient};
    }

    static void note(Delivery& delivery, const sync::Outcome& outcome) {
        ++delivery.entry.attempts;
        delivery.entry.lastOutcome = sync::name(outcome.outcome);
        delivery.entry.lastDetail = outcome.detail;
    }

    /// Has the intent stand for the pending one before it in its lane, if it makes that needless.
    void supersede(const model::Intent& by) {
        Delivery* before = nullptr;
        for (auto& [sequence, delivery] : deliveries_)
            if (!delivery.ended && laneOf(delivery.entry.intent) == laneOf(by)) before = &delivery;
        if (!before || before->entry.state != sync::DeliveryState::Pending ||
            !model::supersedes(by, before->entry.intent))
            return;
        before->entry.state = sync::DeliveryState::Superseded;
        before->supersededBy = by.sequence;
        endSuperseded(before->entry.intent.sequence);
    }

    void settleOne(const model::Intent& intent, const sync::Outcome& outcome) {
        Delivery& delivery = deliveries_.at(intent.sequence);
        note(delivery, outcome);
        delivery.ended = sync::isSettled(outcome.outcome);
        if (outcome.outcome == sync::OutcomeClass::Permanent)
            delivery.entry.state = sync::DeliveryState::Quarantined;
        else if (outcome.outcome == sync::OutcomeClass::Stale)
            delivery.entry.state = sync::DeliveryState::Suppressed;
        else
            delivery.entry.state = delivery.ended ? sync::DeliveryState::Acked : sync::DeliveryState::Pending;
        LaneState& lane = states_[laneOf(intent)];
        if (delivery.entry.state == sync::DeliveryState::Acked) {
            lane.remoteProgress = model::overlay(lane.remoteProgress, std::span(&intent, 1));
            lane.remoteFavorite = model::overlay(lane.remoteFavorite, std::span(&intent, 1));
            lane.remoteStamp = intent.occurredAt;
        }
        if (delivery.ended) endSuperseded(intent.sequence);
        recompute(laneOf(intent));
    }

    void endSuperseded(std::uint64_t by) {
        for (auto& [sequence, delivery] : deliveries_)
            if (delivery.supersededBy == by) delivery.ended = true;
    }

    void takeRemote(const model::AccountName& account, std::span<const model::RemoteProgress> progress,
                    std::span<const model::RemoteFavorite> favorites) {
        for (const model::RemoteProgress& remote : progress) {
            const Lane lane{account, model::IntentFamily::Progress, remote.listing};
            states_[lane].remoteProgress = remote.progress;
            states_[lane].remoteStamp = remote.progress.updatedAt;
            recompute(lane);
        }
        for (const model::RemoteFavorite& remote : favorites) {
            const Lane lane{account, model::IntentFamily::Favorite, remote.listing};
            states_[lane].remoteFavorite = remote.favorite;
            states_[lane].remoteStamp = remote.updatedAt;
            recompute(lane);
        }
    }

    void recompute(const Lane& lane) {
        std::vector<model::Intent> unconfirmed;
        for (const auto& [sequence, delivery] : deliveries_)
            if (!delivery.ended && laneOf(delivery.entry.intent) == lane)
                unconfirmed.push_back(delivery.entry.intent);
        LaneState& state = states_[lane];
        state.progress = model::overlay(state.remoteProgress, unconfirmed);
        state.favorite = model::overlay(state.remoteFavorite, unconfirmed);
    }

    mutable std::mutex mutex_;
    std::uint64_t sequence_ = 0;
    std::int64_t lastBatch_ = 0;
    std::map<model::AccountName, Account> accounts_;
    std::map<model::ListingId, KnownListing> listings_;
    std::map<std::uint64_t, Delivery> deliveries_;
    std::map<model::AccountName, sync::FrozenBatch> batches_;
    std::map<Lane, LaneState> states_;
};

} // namespace durus::test

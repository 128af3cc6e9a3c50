// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/model/Account.h>
#include <durus/sync/CatalogueStore.h>
#include <durus/sync/OutboxStore.h>

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <memory>
#include <string>
#include <vector>

/// An outbox with what stands around it: the way intents get in, and what the person sees.
class OutboxRig {
public:
    virtual ~OutboxRig() = default;
    virtual durus::sync::OutboxStore& outbox() = 0;
    virtual durus::sync::CatalogueStore& catalogue() = 0;
    virtual void addAccount(const durus::model::AccountName& name,
                            const durus::model::BackendName& backend) = 0;
    /// Records one intent, as a translator's commit does.
    virtual void record(const durus::model::DraftIntent& draft) = 0;
    virtual std::optional<durus::model::Progress> progress(const durus::model::AccountName& account,
                                                           const durus::model::ListingId& listing) = 0;
    virtual bool favorite(const durus::model::AccountName& account,
                          const durus::model::ListingId& listing) = 0;
};

/// Base of the contracts on an outbox: a rig with accounts "amina" and "bilal" at backend "home", and the
/// lease of a pass.
class OutboxFixture : public CppUnit::TestFixture {
public:
    void setUp() override {
        rig_ = makeRig();
        rig_->addAccount(amina, home);
        rig_->addAccount(bilal, home);
        lease_ = outbox().takeLease({"the fixture", "boot", {}, {kHour}}).token.value();
    }
    void tearDown() override { rig_.reset(); }

protected:
    using Kind = durus::model::IntentKind;
    using Family = durus::model::IntentFamily;
    using State = durus::sync::DeliveryState;
    using Class = durus::sync::OutcomeClass;
    using Milliseconds = durus::Milliseconds;

    static constexpr std::size_t kAll = 1000;
    static constexpr Milliseconds kHour{3'600'000};

    const durus::model::AccountName amina{"amina"};
    const durus::model::AccountName bilal{"bilal"};
    const durus::model::BackendName home{"home"};

    virtual std::unique_ptr<OutboxRig> makeRig() = 0;

    durus::sync::OutboxStore& outbox() { return rig_->outbox(); }

    /// Records an intent; stamps and keys count up.
    void record(Kind kind, const std::string& listing, Milliseconds position = Milliseconds{0},
                const durus::model::AccountName& account = durus::model::AccountName{"amina"}) {
        ++recorded_;
        rig_->record({.account = account,
                      .listing = durus::model::ListingId{listing},
                      .kind = kind,
                      .position = position,
                      .duration = kHour,
                      .dedupeKey = "key-" + std::to_string(recorded_),
                      .wall = stamp(recorded_),
                      .monotonic = {Milliseconds{recorded_}}});
    }
    static durus::WallTime stamp(int n) { return {Milliseconds{1'700'000'000'000 + n * 1000}}; }

    std::vector<durus::model::Intent> pending(Family family = Family::Progress) {
        return outbox().pending(amina, family, kAll);
    }

    durus::sync::FrozenBatch freeze(const std::vector<durus::model::Intent>& intents,
                                    const std::string& key = "key") {
        return outbox()
            .freeze(lease_, {.account = amina,
                             .family = durus::model::familyOf(intents.at(0).kind),
                             .idempotencyKey = key,
                             .request = {"POST", "/sync", {}, "body"},
                             .intents = intents})
            .value();
    }

    /// Settles all of a batch alike.
    void settle(const durus::sync::FrozenBatch& batch, Class outcome) {
        durus::sync::Settlement settlement{
            .batch = batch.id, .outcomes = {}, .progress = {}, .favorites = {}};
        for (const durus::model::Intent& intent : batch.intents)
            settlement.outcomes.push_back({.sequence = intent.sequence,
                                           .outcome = outcome,
                                           .detail = "said so",
                                           .retryAfter = std::nullopt});
        outbox().settle(lease_, settlement);
    }

    State stateOf(const durus::model::Intent& intent) { return outbox().entry(intent.id).value().state; }

    std::unique_ptr<OutboxRig> rig_;
    durus::sync::FencingToken lease_;

private:
    int recorded_ = 0;
};

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "OutboxRig.h"

#include <durus/core/Error.h>

/// What every OutboxStore keeps to about its queue: order, lanes and what people are shown. Derive, say how a
/// rig is made, and register with CPPUNIT_TEST_SUB_SUITE. With OutboxBatchContract, CollapseContract,
/// QuarantineContract, LeaseContract and VisibleStateContract this is the whole contract.
class OutboxStoreContract : public OutboxFixture {
    CPPUNIT_TEST_SUITE(OutboxStoreContract);
    CPPUNIT_TEST(pendingIsInOrderAndByFamily);
    CPPUNIT_TEST(pendingIsOfOneAccount);
    CPPUNIT_TEST(pendingKeepsToTheLimit);
    CPPUNIT_TEST(unknownAccountHasNothing);
    CPPUNIT_TEST(sequencesOnlyGrow);
    CPPUNIT_TEST(listingOfAnotherBackendIsNotDelivered);
    CPPUNIT_TEST(unknownListingIsDelivered);
    CPPUNIT_TEST(slugIsTheBackends);
    CPPUNIT_TEST(quarantineBlocksItsLaneOnly);
    CPPUNIT_TEST(quarantineDoesNotBlockEarlierEntries);
    CPPUNIT_TEST(countsSeeOldestPending);
    CPPUNIT_TEST(entriesAreNewestFirst);
    CPPUNIT_TEST(entryIsFoundById);
    CPPUNIT_TEST(receiptIsKeptWithTheDecision);
    CPPUNIT_TEST(receiptsLastIncidentStays);
    CPPUNIT_TEST_SUITE_END_ABSTRACT();

private:
    void pendingIsInOrderAndByFamily() {
        record(Kind::Progress, "one", Milliseconds{1'000});
        record(Kind::Favorite, "one");
        record(Kind::Completed, "two", Milliseconds{2'000});
        record(Kind::Unfavorite, "two");
        const auto progress = pending(Family::Progress);
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, progress.size());
        CPPUNIT_ASSERT(progress[0].kind == Kind::Progress && progress[1].kind == Kind::Completed);
        CPPUNIT_ASSERT(progress[0].sequence < progress[1].sequence);
        CPPUNIT_ASSERT_EQUAL(std::string("one"), progress[0].listing.str());
        CPPUNIT_ASSERT(progress[0].position == Milliseconds{1'000} && progress[0].duration == kHour);
        CPPUNIT_ASSERT(progress[0].occurredAt == stamp(1));
        CPPUNIT_ASSERT(progress[0].id != progress[1].id && !progress[0].id.empty());
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, pending(Family::Favorite).size());
    }

    void pendingIsOfOneAccount() {
        record(Kind::Favorite, "one", {}, bilal);
        CPPUNIT_ASSERT(pending(Family::Favorite).empty());
        const auto his = outbox().pending(bilal, Family::Favorite, kAll);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, his.size());
        CPPUNIT_ASSERT(his[0].account == bilal);
    }

    void pendingKeepsToTheLimit() {
        for (int i = 0; i < 5; ++i)
            record(Kind::Completed, "one");
        const auto two = outbox().pending(amina, Family::Progress, 2);
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, two.size());
        CPPUNIT_ASSERT(two[0].sequence == pending()[0].sequence);
        CPPUNIT_ASSERT(outbox().pending(amina, Family::Progress, 0).empty());
    }

    void unknownAccountHasNothing() {
        const durus::model::AccountName nobody{"nobody"};
        record(Kind::Progress, "one", {}, nobody);
        CPPUNIT_ASSERT(outbox().pending(nobody, Family::Progress, kAll).empty());
        CPPUNIT_ASSERT(!outbox().openBatch(nobody));
        CPPUNIT_ASSERT_EQUAL(std::string(), outbox().cursor(nobody));
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, outbox().counts(nobody).pending);
        CPPUNIT_ASSERT(outbox().entries(nobody, kAll).empty());
    }

    void sequencesOnlyGrow() {
        record(Kind::Progress, "one");
        const auto first = pending()[0].sequence;
        settle(freeze(pending()), Class::Ok);
        record(Kind::Progress, "one");
        CPPUNIT_ASSERT(pending()[0].sequence > first);
    }

    void listingOfAnotherBackendIsNotDelivered() {
        const durus::model::BackendName other{"other"};
        const std::vector<durus::model::Listing> listings{listing("theirs", "theirs")};
        rig_->catalogue().replaceCatalogue(other, {}, {}, listings);
        record(Kind::Favorite, "theirs");
        CPPUNIT_ASSERT(pending(Family::Favorite).empty());
        CPPUNIT_ASSERT(rig_->favorite(amina, durus::model::ListingId{"theirs"}));
    }

    void unknownListingIsDelivered() {
        record(Kind::Favorite, "never-heard-of");
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, pending(Family::Favorite).size());
        CPPUNIT_ASSERT(pending(Family::Favorite)[0].slug.empty());
    }

    void slugIsTheBackends() {
        const std::vector<durus::model::Listing> listings{listing("one", "the-slug")};
        rig_->catalogue().replaceCatalogue(home, {}, {}, listings);
        record(Kind::Favorite, "one");
        CPPUNIT_ASSERT_EQUAL(std::string("the-slug"), pending(Family::Favorite).at(0).slug.str());
    }

    void quarantineBlocksItsLaneOnly() {
        record(Kind::Progress, "bad");
        settle(freeze(pending()), Class::Permanent);
        record(Kind::Progress, "bad");
        record(Kind::Progress, "good");
        record(Kind::Favorite, "bad");
        record(Kind::Progress, "bad", {}, bilal);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, pending().size());
        CPPUNIT_ASSERT_EQUAL(std::string("good"), pending()[0].listing.str());
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, pending(Family::Favorite).size());
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, outbox().pending(bilal, Family::Progress, kAll).size());
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, outbox().counts(amina).quarantined);
    }

    void quarantineDoesNotBlockEarlierEntries() {
        record(Kind::Progress, "one");
        record(Kind::Completed, "one");
        const auto both = pending();
        settle(freeze({both[1]}), Class::Permanent);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, pending().size());
        CPPUNIT_ASSERT_EQUAL(both[0].sequence, pending()[0].sequence);
    }

    void countsSeeOldestPending() {
        CPPUNIT_ASSERT(!outbox().counts(amina).oldestPending);
        record(Kind::Favorite, "one");
        record(Kind::Progress, "two");
        CPPUNIT_ASSERT(outbox().counts(amina).oldestPending == stamp(1));
        const auto batch = freeze(pending(Family::Favorite));
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{2}, outbox().counts(amina).pending);
        CPPUNIT_ASSERT(outbox().counts(amina).oldestPending == stamp(1));
        settle(batch, Class::Ok);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, outbox().counts(amina).pending);
        CPPUNIT_ASSERT(outbox().counts(amina).oldestPending == stamp(2));
    }

    void entriesAreNewestFirst() {
        record(Kind::Progress, "one");
        record(Kind::Favorite, "two");
        record(Kind::Favorite, "three", {}, bilal);
        const auto hers = outbox().entries(amina, kAll);
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, hers.size());
        CPPUNIT_ASSERT_EQUAL(std::string("two"), hers[0].intent.listing.str());
        CPPUNIT_ASSERT(hers[0].backend == home && hers[0].state == State::Pending);
        CPPUNIT_ASSERT_EQUAL(std::size_t{3}, outbox().entries({}, kAll).size());
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, outbox().entries({}, 1).size());
        CPPUNIT_ASSERT(outbox().entries({}, 1)[0].intent.account == bilal);
    }

    void entryIsFoundById() {
        record(Kind::Progress, "one");
        const auto entry = outbox().entry(pending()[0].id);
        CPPUNIT_ASSERT(entry && entry->intent.sequence == pending()[0].sequence);
        CPPUNIT_ASSERT(entry->lastOutcome.empty() && entry->attempts == 0);
        CPPUNIT_ASSERT(!outbox().entry(durus::model::IntentId{"x'; DROP TABLE intent; --"}));
    }

    static durus::model::Listing listing(const std::string& id, const std::string& slug) {
        durus::model::Listing listing;
        listing.id = durus::model::ListingId{id};
        listing.slug = durus::model::Slug{slug};
        listing.title = id;
        return listing;
    }

    void receiptIsKeptWithTheDecision() {
        CPPUNIT_ASSERT(!outbox().receipt(amina));
        const durus::sync::KeptReceipt given{.receipt = {.box = "box", .count = 3, .chain = "c3"}};
        settleWith(given);
        CPPUNIT_ASSERT(outbox().receipt(amina) == given);
        CPPUNIT_ASSERT(!outbox().receipt(bilal));
        settle(freezeOne(), Class::Ok);
        CPPUNIT_ASSERT(outbox().receipt(amina) == given);
    }

    void receiptsLastIncidentStays() {
        using durus::sync::Standing;
        durus::sync::KeptReceipt given{.receipt = {.box = "box", .count = 3, .chain = "c3"}};
        given.incident = {Standing::BackendBehind, 4, stamp(9)};
        settleWith(given);
        settleWith({.receipt = {.box = "box", .count = 4, .chain = "c4"}});
        const auto kept = outbox().receipt(amina).value();
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{4}, kept.receipt.count);
        CPPUNIT_ASSERT(kept.incident == given.incident);
        given.incident = {Standing::Parted, 0, stamp(10)};
        settleWith(given);
        CPPUNIT_ASSERT(outbox().receipt(amina)->incident == given.incident);
    }

    durus::sync::FrozenBatch freezeOne() {
        record(Kind::Favorite, "one");
        return freeze(pending(Family::Favorite), "key-" + std::to_string(++frozen_));
    }

    void settleWith(const durus::sync::KeptReceipt& receipt) {
        const auto batch = freezeOne();
        outbox().settle(lease_, {.batch = batch.id,
                                 .outcomes = {{.sequence = batch.intents[0].sequence,
                                               .outcome = Class::Ok,
                                               .detail = {},
                                               .retryAfter = std::nullopt}},
                                 .receipt = receipt});
    }

    int frozen_ = 0;
};

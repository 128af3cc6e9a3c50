// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "OutboxRig.h"

#include <durus/core/Error.h>

/// What every OutboxStore keeps to about its queue: order, lanes, collapse and what people are shown.
/// Derive, say how a rig is made, and register with CPPUNIT_TEST_SUB_SUITE. With OutboxBatchContract and
/// VisibleStateContract this is the whole contract.
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
    CPPUNIT_TEST(supersededLeavesPendingButStays);
    CPPUNIT_TEST(chainOfSupersededEndsWithTheLast);
    CPPUNIT_TEST(supersededStaysWhileItsSupersederFails);
    CPPUNIT_TEST(supersederMustBeLater);
    CPPUNIT_TEST(supersederMustBeOfTheLane);
    CPPUNIT_TEST(supersederMustBeUnconfirmed);
    CPPUNIT_TEST(anotherAccountSupersedesNothing);
    CPPUNIT_TEST(whatIsInABatchIsNotSuperseded);
    CPPUNIT_TEST(countsSeeOldestPending);
    CPPUNIT_TEST(entriesAreNewestFirst);
    CPPUNIT_TEST(entryIsFoundById);
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
            record(Kind::Progress, "one");
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

    void supersededLeavesPendingButStays() {
        record(Kind::Progress, "one");
        record(Kind::Progress, "one");
        const auto both = pending();
        const std::vector<durus::model::Superseded> needless{{both[0].sequence, both[1].sequence}};
        outbox().supersede(lease_, amina, needless);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, pending().size());
        CPPUNIT_ASSERT(stateOf(both[0]) == State::Superseded);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, outbox().counts(amina).pending);
        settle(freeze(pending()), Class::Ok);
        CPPUNIT_ASSERT(stateOf(both[0]) == State::Superseded || stateOf(both[0]) == State::Acked);
        CPPUNIT_ASSERT(pending().empty());
    }

    void chainOfSupersededEndsWithTheLast() {
        for (int i = 1; i <= 3; ++i)
            record(Kind::Progress, "one", Milliseconds{i * 1'000});
        const auto all = pending();
        outbox().supersede(lease_, amina,
                           std::vector<durus::model::Superseded>{{all[0].sequence, all[1].sequence}});
        outbox().supersede(lease_, amina,
                           std::vector<durus::model::Superseded>{{all[1].sequence, all[2].sequence}});
        settle(freeze(pending()), Class::Ok);
        // Only what is confirmed counts as the backend's word; were the first still unconfirmed, it would lie
        // over it.
        outbox().applyPull(lease_, amina, {}, {}, "c");
        CPPUNIT_ASSERT(rig_->progress(amina, durus::model::ListingId{"one"})->position ==
                       Milliseconds{3'000});
    }

    void supersededStaysWhileItsSupersederFails() {
        record(Kind::Progress, "one");
        record(Kind::Progress, "one");
        const auto both = pending();
        outbox().supersede(lease_, amina,
                           std::vector<durus::model::Superseded>{{both[0].sequence, both[1].sequence}});
        settle(freeze(pending()), Class::Transient);
        CPPUNIT_ASSERT(stateOf(both[0]) == State::Superseded);
        CPPUNIT_ASSERT(stateOf(both[1]) == State::Pending);
    }

    void supersederMustBeLater() {
        record(Kind::Progress, "one");
        record(Kind::Progress, "one");
        refuseSupersede(pending()[1].sequence, pending()[0].sequence);
        refuseSupersede(pending()[0].sequence, pending()[0].sequence);
        refuseSupersede(pending()[0].sequence, 999);
    }

    void supersederMustBeOfTheLane() {
        record(Kind::Progress, "one");
        record(Kind::Progress, "two");
        record(Kind::Favorite, "one");
        refuseSupersede(pending()[0].sequence, pending()[1].sequence);
        refuseSupersede(pending()[0].sequence, pending(Family::Favorite)[0].sequence);
    }

    void supersederMustBeUnconfirmed() {
        record(Kind::Progress, "one");
        record(Kind::Progress, "one");
        const auto both = pending();
        settle(freeze({both[1]}), Class::Ok);
        refuseSupersede(both[0].sequence, both[1].sequence);
    }

    void anotherAccountSupersedesNothing() {
        record(Kind::Progress, "one");
        record(Kind::Progress, "one");
        const auto both = pending();
        const std::vector<durus::model::Superseded> needless{{both[0].sequence, both[1].sequence}};
        CPPUNIT_ASSERT_THROW(outbox().supersede(lease_, bilal, needless), durus::Error);
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, pending().size());
    }

    void whatIsInABatchIsNotSuperseded() {
        record(Kind::Progress, "one");
        const auto batch = freeze(pending());
        record(Kind::Progress, "one");
        const std::vector<durus::model::Superseded> needless{
            {batch.intents[0].sequence, pending()[0].sequence}};
        outbox().supersede(lease_, amina, needless);
        CPPUNIT_ASSERT(stateOf(batch.intents[0]) == State::InBatch);
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

    void refuseSupersede(std::uint64_t sequence, std::uint64_t by) {
        const auto before = pending().size();
        const std::vector<durus::model::Superseded> needless{{sequence, by}};
        CPPUNIT_ASSERT_THROW(outbox().supersede(lease_, amina, needless), durus::Error);
        CPPUNIT_ASSERT_EQUAL(before, pending().size());
    }
};

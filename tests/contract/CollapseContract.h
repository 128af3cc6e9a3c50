// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "OutboxRig.h"

#include <durus/core/Error.h>

/// What every OutboxStore keeps to when a report of progress makes the one before it needless: it is not
/// sent, and stays for as long as it might have to be (promises P2 and P12).
class CollapseContract : public OutboxFixture {
    CPPUNIT_TEST_SUITE(CollapseContract);
    CPPUNIT_TEST(laterProgressSupersedes);
    CPPUNIT_TEST(onlyWithinItsLane);
    CPPUNIT_TEST(neverAcrossABarrier);
    CPPUNIT_TEST(neverWhatIsInABatch);
    CPPUNIT_TEST(neverWhatIsQuarantined);
    CPPUNIT_TEST(neverByOneThatSaysLess);
    CPPUNIT_TEST(favoritesAreNotSuperseded);
    CPPUNIT_TEST(supersededStaysWhileItsSupersederFails);
    CPPUNIT_TEST(supersededEndsWithItsSuperseder);
    CPPUNIT_TEST(discardGivesBackTheNewestThatWasSuperseded);
    CPPUNIT_TEST(whatWasGivenBackIsSupersededAgain);
    CPPUNIT_TEST(freezeDeclinesWhatWasSupersededMeanwhile);
    CPPUNIT_TEST(freezeStillRefusesWhatIsOver);
    CPPUNIT_TEST(queueGrowsWithListingsAndNotWithHours);
    CPPUNIT_TEST_SUITE_END_ABSTRACT();

private:
    const durus::model::ListingId one_{"one"};

    void report(int seconds) { record(Kind::Progress, "one", Milliseconds{seconds * 1'000}); }

    void assertPending(const std::vector<int>& seconds, Family family = Family::Progress) {
        std::vector<int> found;
        for (const auto& intent : pending(family))
            found.push_back(static_cast<int>(intent.position.count() / 1'000));
        CPPUNIT_ASSERT(seconds == found);
    }

    int shown() { return static_cast<int>(rig_->progress(amina, one_)->position.count() / 1'000); }

    void laterProgressSupersedes() {
        report(1);
        const auto first = pending().at(0);
        report(2);
        assertPending({2});
        CPPUNIT_ASSERT(stateOf(first) == State::Superseded);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, outbox().counts(amina).pending);
        CPPUNIT_ASSERT(outbox().counts(amina).oldestPending == stamp(2));
        CPPUNIT_ASSERT_EQUAL(2, shown());
    }

    void onlyWithinItsLane() {
        report(1);
        record(Kind::Progress, "two", Milliseconds{2'000});
        record(Kind::Favorite, "one");
        record(Kind::Progress, "one", Milliseconds{3'000}, bilal);
        assertPending({1, 2});
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, outbox().pending(bilal, Family::Progress, kAll).size());
    }

    void neverAcrossABarrier() {
        report(1);
        record(Kind::Completed, "one", Milliseconds{2'000});
        report(3);
        record(Kind::Uncompleted, "one", Milliseconds{4'000});
        report(5);
        assertPending({1, 2, 3, 4, 5});
    }

    void neverWhatIsInABatch() {
        report(1);
        const auto batch = freeze(pending());
        report(2);
        CPPUNIT_ASSERT(stateOf(batch.intents[0]) == State::InBatch);
        report(3);
        assertPending({3});
        settle(batch, Class::Transient);
        assertPending({1, 3});
    }

    void neverWhatIsQuarantined() {
        report(1);
        const auto bad = pending().at(0);
        settle(freeze(pending()), Class::Permanent);
        report(2);
        report(3);
        CPPUNIT_ASSERT(stateOf(bad) == State::Quarantined);
        outbox().retry(bad.id);
        assertPending({1, 3});
    }

    void neverByOneThatSaysLess() {
        report(1);
        durus::model::DraftIntent draft{.account = amina,
                                        .listing = one_,
                                        .kind = Kind::Progress,
                                        .position = Milliseconds{2'000},
                                        .duration = kHour,
                                        .dedupeKey = "earlier",
                                        .wall = stamp(0),
                                        .monotonic = {}};
        rig_->record(draft);
        assertPending({1, 2});
        draft = {.account = amina,
                 .listing = one_,
                 .kind = Kind::Progress,
                 .position = Milliseconds{3'000},
                 .duration = Milliseconds{0},
                 .dedupeKey = "without duration",
                 .wall = stamp(1),
                 .monotonic = {}};
        rig_->record(draft);
        assertPending({1, 2, 3});
    }

    void favoritesAreNotSuperseded() {
        record(Kind::Favorite, "one");
        record(Kind::Unfavorite, "one");
        record(Kind::Favorite, "one");
        CPPUNIT_ASSERT_EQUAL(std::size_t{3}, pending(Family::Favorite).size());
    }

    void supersededStaysWhileItsSupersederFails() {
        report(1);
        const auto first = pending().at(0);
        report(2);
        settle(freeze(pending()), Class::Transient);
        CPPUNIT_ASSERT(stateOf(first) == State::Superseded);
        assertPending({2});
    }

    void supersededEndsWithItsSuperseder() {
        for (const auto outcome : {Class::Ok, Class::Stale}) {
            report(1);
            report(2);
            report(3);
            settle(freeze(pending(), std::string(durus::sync::name(outcome))), outcome);
            // Were one of them still unconfirmed, it would lie over the backend's word.
            outbox().applyPull(
                lease_, amina,
                std::vector<durus::model::RemoteProgress>{{one_, {Milliseconds{9'000}, kHour, false, {}}}},
                {}, "c");
            CPPUNIT_ASSERT_EQUAL(9, shown());
            assertPending({});
        }
    }

    void discardGivesBackTheNewestThatWasSuperseded() {
        report(1);
        report(2);
        report(3);
        const auto last = pending().at(0);
        settle(freeze(pending()), Class::Permanent);
        outbox().discard(last.id);
        assertPending({2});
        CPPUNIT_ASSERT_EQUAL(2, shown());
        const auto given = pending().at(0);
        settle(freeze(pending(), "again"), Class::Permanent);
        outbox().discard(given.id);
        assertPending({});
        CPPUNIT_ASSERT(!rig_->progress(amina, one_));
    }

    void whatWasGivenBackIsSupersededAgain() {
        report(1);
        report(2);
        const auto last = pending().at(0);
        settle(freeze(pending()), Class::Permanent);
        outbox().discard(last.id);
        report(3);
        assertPending({3});
        settle(freeze(pending(), "again"), Class::Ok);
        CPPUNIT_ASSERT_EQUAL(3, shown());
    }

    void freezeDeclinesWhatWasSupersededMeanwhile() {
        report(1);
        record(Kind::Progress, "two", Milliseconds{5'000});
        const auto seen = pending();
        report(2);
        const auto declined = outbox().freeze(lease_, {.account = amina,
                                                       .family = Family::Progress,
                                                       .idempotencyKey = "key",
                                                       .request = {"POST", "/sync", {}, "body"},
                                                       .intents = seen});
        CPPUNIT_ASSERT(!declined);
        CPPUNIT_ASSERT(!outbox().openBatch(amina));
        CPPUNIT_ASSERT(stateOf(seen[0]) == State::Superseded);
        assertPending({5, 2});
    }

    void freezeStillRefusesWhatIsOver() {
        report(1);
        const auto done = pending().at(0);
        settle(freeze({done}), Class::Ok);
        report(2);
        const auto before = pending().at(0);
        report(3);
        CPPUNIT_ASSERT_THROW(freeze({before, done}), durus::Error);
    }

    void queueGrowsWithListingsAndNotWithHours() {
        for (int seconds = 1; seconds <= 600; ++seconds)
            record(Kind::Progress, seconds % 2 == 0 ? "one" : "two", Milliseconds{seconds * 1'000});
        assertPending({599, 600});
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{2}, outbox().counts(amina).pending);
    }
};

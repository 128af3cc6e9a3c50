// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "OutboxRig.h"

#include <durus/core/Error.h>

#include <functional>

/// What every OutboxStore keeps to about entries that no retry can cure: a person's decision, and nothing
/// else, moves them (promises P2 and P5).
class QuarantineContract : public OutboxFixture {
    CPPUNIT_TEST_SUITE(QuarantineContract);
    CPPUNIT_TEST(retriedEntryIsPendingInItsOldPlace);
    CPPUNIT_TEST(discardedEntryLetsItsLaneGoOn);
    CPPUNIT_TEST(discardedEntryIsNoLongerSeen);
    CPPUNIT_TEST(discardedEntryGivesBackWhatItSuperseded);
    CPPUNIT_TEST(listsWhatAwaitsAPersonOldestFirst);
    CPPUNIT_TEST(discardIsFinal);
    CPPUNIT_TEST(onlyQuarantineIsDecidedOn);
    CPPUNIT_TEST(unknownEntryIsNotFound);
    CPPUNIT_TEST_SUITE_END_ABSTRACT();

private:
    durus::model::Intent quarantineFirst() {
        const auto first = pending().at(0);
        settle(freeze({first}), Class::Permanent);
        CPPUNIT_ASSERT(stateOf(first) == State::Quarantined);
        return first;
    }

    static void refuses(durus::ErrorCode code, const std::function<void()>& act) {
        try {
            act();
        } catch (const durus::Error& error) {
            CPPUNIT_ASSERT(error.code() == code);
            return;
        }
        CPPUNIT_FAIL("it was not refused");
    }

    void retriedEntryIsPendingInItsOldPlace() {
        record(Kind::Progress, "one");
        const auto bad = quarantineFirst();
        record(Kind::Progress, "one");
        CPPUNIT_ASSERT(pending().empty());
        outbox().retry(bad.id);
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, pending().size());
        CPPUNIT_ASSERT_EQUAL(bad.sequence, pending()[0].sequence);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, outbox().counts(amina).quarantined);
        settle(freeze(pending()), Class::Ok);
        CPPUNIT_ASSERT(stateOf(bad) == State::Acked);
    }

    void discardedEntryLetsItsLaneGoOn() {
        record(Kind::Progress, "one");
        const auto bad = quarantineFirst();
        record(Kind::Progress, "one");
        outbox().discard(bad.id);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, pending().size());
        CPPUNIT_ASSERT(pending()[0].sequence > bad.sequence);
        CPPUNIT_ASSERT(stateOf(bad) == State::Discarded);
        CPPUNIT_ASSERT_EQUAL(std::string("permanent"), outbox().entry(bad.id)->lastOutcome);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, outbox().counts(amina).quarantined);
    }

    void discardedEntryIsNoLongerSeen() {
        const durus::model::ListingId one{"one"};
        outbox().applyPull(
            lease_, amina,
            std::vector<durus::model::RemoteProgress>{{one, {Milliseconds{2'000}, kHour, false, {}}}}, {},
            "c");
        record(Kind::Progress, "one", Milliseconds{9'000});
        CPPUNIT_ASSERT(rig_->progress(amina, one)->position == Milliseconds{9'000});
        outbox().discard(quarantineFirst().id);
        CPPUNIT_ASSERT(rig_->progress(amina, one)->position == Milliseconds{2'000});
    }

    void discardedEntryGivesBackWhatItSuperseded() {
        record(Kind::Progress, "one", Milliseconds{1'000});
        record(Kind::Progress, "one", Milliseconds{2'000});
        outbox().discard(quarantineFirst().id);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, pending().size());
        CPPUNIT_ASSERT(pending()[0].position == Milliseconds{1'000});
        CPPUNIT_ASSERT(rig_->progress(amina, durus::model::ListingId{"one"})->position ==
                       Milliseconds{1'000});
    }

    void listsWhatAwaitsAPersonOldestFirst() {
        record(Kind::Progress, "one");
        record(Kind::Progress, "two");
        record(Kind::Progress, "three");
        const auto first = quarantineFirst();
        const auto second = quarantineFirst();
        const auto waiting = outbox().quarantined(amina, kAll);
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, waiting.size());
        CPPUNIT_ASSERT(waiting[0].intent.id == first.id && waiting[1].intent.id == second.id);
        CPPUNIT_ASSERT_EQUAL(std::string("said so"), waiting[0].lastDetail);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, outbox().quarantined({}, 1).size());
        CPPUNIT_ASSERT(outbox().quarantined(bilal, kAll).empty());
        outbox().discard(first.id);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, outbox().quarantined({}, kAll).size());
    }

    void discardIsFinal() {
        record(Kind::Progress, "one");
        const auto bad = quarantineFirst();
        outbox().discard(bad.id);
        refuses(durus::ErrorCode::WrongState, [&] { outbox().retry(bad.id); });
        refuses(durus::ErrorCode::WrongState, [&] { outbox().discard(bad.id); });
        CPPUNIT_ASSERT(pending().empty());
    }

    void onlyQuarantineIsDecidedOn() {
        record(Kind::Progress, "one");
        const auto good = pending().at(0);
        refuses(durus::ErrorCode::WrongState, [&] { outbox().discard(good.id); });
        const auto batch = freeze({good});
        refuses(durus::ErrorCode::WrongState, [&] { outbox().retry(good.id); });
        settle(batch, Class::Ok);
        refuses(durus::ErrorCode::WrongState, [&] { outbox().discard(good.id); });
        CPPUNIT_ASSERT(stateOf(good) == State::Acked);
    }

    void unknownEntryIsNotFound() {
        const durus::model::IntentId unknown{"nobody-knows"};
        refuses(durus::ErrorCode::NotFound, [&] { outbox().retry(unknown); });
        refuses(durus::ErrorCode::NotFound, [&] { outbox().discard(unknown); });
    }
};

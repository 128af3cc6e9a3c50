// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "OutboxRig.h"

#include <durus/core/Error.h>

/// What every OutboxStore keeps to about batches: frozen until settled, settled by (batch, sequence) and
/// once.
class OutboxBatchContract : public OutboxFixture {
    CPPUNIT_TEST_SUITE(OutboxBatchContract);
    CPPUNIT_TEST(knowsWhatALaneWasLastStampedWith);
    CPPUNIT_TEST(knowsTheWordThatAnIntentFollowed);
    CPPUNIT_TEST(frozenBatchComesBackByteForByte);
    CPPUNIT_TEST(batchKeepsOrderSlugAndStampTheCodecSaw);
    CPPUNIT_TEST(frozenIsNoLongerPending);
    CPPUNIT_TEST(secondBatchIsRefused);
    CPPUNIT_TEST(accountsHaveBatchesOfTheirOwn);
    CPPUNIT_TEST(freezeRefusesWhatIsNotPending);
    CPPUNIT_TEST(freezeRefusesAnotherAccountsIntent);
    CPPUNIT_TEST(freezeRefusesAnotherFamilysIntent);
    CPPUNIT_TEST(freezeRefusesAnEmptyBatch);
    CPPUNIT_TEST(failureCountsAndKeepsTheBatchOpen);
    CPPUNIT_TEST(failureOfAnUnknownBatchIsHarmless);
    CPPUNIT_TEST(okAndAlreadyEndTheDelivery);
    CPPUNIT_TEST(staleSuppresses);
    CPPUNIT_TEST(permanentQuarantines);
    CPPUNIT_TEST(otherOutcomesReturnToPending);
    CPPUNIT_TEST(whatIsNotMentionedReturnsToPending);
    CPPUNIT_TEST(onlyWhatWasSentIsAcked);
    CPPUNIT_TEST(settlingTwiceChangesNothing);
    CPPUNIT_TEST(unknownBatchSettlesNothing);
    CPPUNIT_TEST(batchNumbersAreNotUsedTwice);
    CPPUNIT_TEST_SUITE_END_ABSTRACT();

private:
    void frozenBatchComesBackByteForByte() {
        record(Kind::Progress, "one");
        std::string body("{\"a\":\"\xD8\xA7\"}\r\n");
        body.push_back('\0');
        body += "\xFF\xFE after a zero";
        const durus::sync::HttpRequest request{
            "PUT",
            "/a?b=c&d=%2F",
            {{"Content-Type", "application/json"}, {"X-Empty", ""}, {"a", "b: c"}},
            body};
        const auto frozen = outbox().freeze(lease_, {.account = amina,
                                                     .family = Family::Progress,
                                                     .idempotencyKey = "k-1",
                                                     .request = request,
                                                     .intents = pending()});
        const auto open = outbox().openBatch(amina);
        CPPUNIT_ASSERT(open && open->request == request && frozen && frozen->request == request);
        CPPUNIT_ASSERT_EQUAL(std::string("k-1"), open->idempotencyKey);
        CPPUNIT_ASSERT_EQUAL(frozen->id, open->id);
        CPPUNIT_ASSERT_EQUAL(0, open->attempts);
    }

    void batchKeepsOrderSlugAndStampTheCodecSaw() {
        record(Kind::Progress, "one", Milliseconds{5'000});
        record(Kind::Progress, "two");
        auto seen = pending();
        std::swap(seen[0], seen[1]);
        seen[0].occurredAt = stamp(77);
        seen[1].slug = durus::model::Slug{"as-it-was"};
        freeze(seen);
        const auto open = outbox().openBatch(amina);
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, open->intents.size());
        CPPUNIT_ASSERT_EQUAL(seen[0].sequence, open->intents[0].sequence);
        CPPUNIT_ASSERT(open->intents[0].occurredAt == stamp(77));
        CPPUNIT_ASSERT_EQUAL(std::string("as-it-was"), open->intents[1].slug.str());
        CPPUNIT_ASSERT(open->intents[1].position == Milliseconds{5'000});
        CPPUNIT_ASSERT(open->intents[1].id == seen[1].id && open->intents[1].kind == Kind::Progress);
    }

    void knowsWhatALaneWasLastStampedWith() {
        record(Kind::Progress, "one");
        record(Kind::Progress, "two");
        record(Kind::Favorite, "one");
        auto seen = pending();
        seen.resize(1);
        seen[0].occurredAt = stamp(77);
        const auto batch = freeze(seen);
        record(Kind::Progress, "one");
        settle(batch, Class::Transient);
        CPPUNIT_ASSERT_EQUAL(std::size_t{3}, pending().size());
        for (const auto& intent : pending())
            CPPUNIT_ASSERT((intent.notBefore == stamp(77)) == (intent.listing.str() == "one"));
        CPPUNIT_ASSERT(pending(Family::Favorite).at(0).notBefore < stamp(1));
    }

    void knowsTheWordThatAnIntentFollowed() {
        const durus::model::ListingId one{"one"};
        record(Kind::Completed, "one");
        outbox().applyPull(lease_, amina,
                           std::vector<durus::model::RemoteProgress>{{one, {.updatedAt = stamp(50)}}},
                           std::vector<durus::model::RemoteFavorite>{{one, true, stamp(60)}}, "c");
        record(Kind::Progress, "one");
        record(Kind::Unfavorite, "one");
        CPPUNIT_ASSERT(pending().at(0).notBefore < stamp(1));
        CPPUNIT_ASSERT(pending().at(1).notBefore == stamp(50));
        CPPUNIT_ASSERT(pending(Family::Favorite).at(0).notBefore == stamp(60));
    }

    void frozenIsNoLongerPending() {
        record(Kind::Progress, "one");
        const auto batch = freeze(pending());
        CPPUNIT_ASSERT(pending().empty());
        CPPUNIT_ASSERT(stateOf(batch.intents[0]) == State::InBatch);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, outbox().counts(amina).pending);
    }

    void secondBatchIsRefused() {
        record(Kind::Progress, "one");
        record(Kind::Favorite, "one");
        freeze(pending());
        CPPUNIT_ASSERT_THROW(freeze(pending(Family::Favorite), "other"), durus::Error);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, pending(Family::Favorite).size());
    }

    void accountsHaveBatchesOfTheirOwn() {
        record(Kind::Progress, "one");
        record(Kind::Progress, "one", {}, bilal);
        freeze(pending(), "a");
        CPPUNIT_ASSERT(!outbox().openBatch(bilal));
        outbox().freeze(lease_, {.account = bilal,
                                 .family = Family::Progress,
                                 .idempotencyKey = "b",
                                 .request = {},
                                 .intents = outbox().pending(bilal, Family::Progress, kAll)});
        CPPUNIT_ASSERT_EQUAL(std::string("a"), outbox().openBatch(amina)->idempotencyKey);
        CPPUNIT_ASSERT_EQUAL(std::string("b"), outbox().openBatch(bilal)->idempotencyKey);
    }

    void freezeRefusesWhatIsNotPending() {
        record(Kind::Progress, "one");
        record(Kind::Progress, "two");
        const auto both = pending();
        settle(freeze({both[0]}), Class::Ok);
        refuseFreeze(both);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, pending().size());
    }

    void freezeRefusesAnotherAccountsIntent() {
        record(Kind::Progress, "one", {}, bilal);
        refuseFreeze(outbox().pending(bilal, Family::Progress, kAll));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, outbox().pending(bilal, Family::Progress, kAll).size());
    }

    void freezeRefusesAnotherFamilysIntent() {
        record(Kind::Progress, "one");
        record(Kind::Favorite, "one");
        refuseFreeze({pending()[0], pending(Family::Favorite)[0]});
    }

    void freezeRefusesAnEmptyBatch() {
        CPPUNIT_ASSERT_THROW(outbox().freeze(lease_, {.account = amina,
                                                      .family = Family::Progress,
                                                      .idempotencyKey = "k",
                                                      .request = {},
                                                      .intents = {}}),
                             durus::Error);
        CPPUNIT_ASSERT(!outbox().openBatch(amina));
    }

    void failureCountsAndKeepsTheBatchOpen() {
        record(Kind::Progress, "one");
        const auto batch = freeze(pending());
        outbox().recordFailure(lease_, batch.id,
                               {.sequence = 0,
                                .outcome = Class::Transient,
                                .detail = "no connection",
                                .retryAfter = std::nullopt});
        const auto open = outbox().openBatch(amina);
        CPPUNIT_ASSERT(open && open->attempts == 1 && open->request == batch.request);
        const auto entry = outbox().entry(batch.intents[0].id);
        CPPUNIT_ASSERT_EQUAL(1, entry->attempts);
        CPPUNIT_ASSERT_EQUAL(std::string("transient"), entry->lastOutcome);
        CPPUNIT_ASSERT_EQUAL(std::string("no connection"), entry->lastDetail);
        CPPUNIT_ASSERT(entry->state == State::InBatch);
    }

    void failureOfAnUnknownBatchIsHarmless() {
        record(Kind::Progress, "one");
        outbox().recordFailure(lease_, 4711, {});
        CPPUNIT_ASSERT_EQUAL(0, outbox().entries(amina, 1)[0].attempts);
    }

    void okAndAlreadyEndTheDelivery() {
        for (const Class outcome : {Class::Ok, Class::Already}) {
            record(Kind::Progress, "one");
            const auto batch = freeze(pending(), "key-" + std::string(durus::sync::name(outcome)));
            settle(batch, outcome);
            CPPUNIT_ASSERT(stateOf(batch.intents[0]) == State::Acked);
            CPPUNIT_ASSERT(!outbox().openBatch(amina));
            CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, outbox().counts(amina).pending);
            CPPUNIT_ASSERT_EQUAL(1, outbox().entry(batch.intents[0].id)->attempts);
        }
    }

    void staleSuppresses() {
        record(Kind::Progress, "one");
        const auto batch = freeze(pending());
        settle(batch, Class::Stale);
        CPPUNIT_ASSERT(stateOf(batch.intents[0]) == State::Suppressed);
        CPPUNIT_ASSERT(pending().empty());
    }

    void permanentQuarantines() {
        record(Kind::Progress, "one");
        const auto batch = freeze(pending());
        settle(batch, Class::Permanent);
        const auto entry = outbox().entry(batch.intents[0].id);
        CPPUNIT_ASSERT(entry->state == State::Quarantined);
        CPPUNIT_ASSERT_EQUAL(std::string("permanent"), entry->lastOutcome);
        CPPUNIT_ASSERT_EQUAL(std::string("said so"), entry->lastDetail);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, outbox().counts(amina).quarantined);
    }

    void otherOutcomesReturnToPending() {
        record(Kind::Progress, "one");
        int round = 0;
        for (const Class outcome : {Class::InProgress, Class::Unauthorized, Class::Throttled,
                                    Class::Transient, Class::SuspectedPoison, Class::NotBackend}) {
            settle(freeze(pending(), "round-" + std::to_string(++round)), outcome);
            CPPUNIT_ASSERT_EQUAL(std::size_t{1}, pending().size());
            CPPUNIT_ASSERT_EQUAL(std::string(durus::sync::name(outcome)),
                                 outbox().entry(pending()[0].id)->lastOutcome);
        }
        CPPUNIT_ASSERT_EQUAL(round, outbox().entry(pending()[0].id)->attempts);
    }

    void whatIsNotMentionedReturnsToPending() {
        record(Kind::Progress, "one");
        record(Kind::Progress, "two");
        const auto batch = freeze(pending());
        durus::sync::Settlement partly{.batch = batch.id, .outcomes = {}, .progress = {}, .favorites = {}};
        partly.outcomes.push_back({.sequence = batch.intents[0].sequence,
                                   .outcome = Class::Ok,
                                   .detail = {},
                                   .retryAfter = std::nullopt});
        outbox().settle(lease_, partly);
        CPPUNIT_ASSERT(!outbox().openBatch(amina));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, pending().size());
        CPPUNIT_ASSERT_EQUAL(batch.intents[1].sequence, pending()[0].sequence);
    }

    void onlyWhatWasSentIsAcked() {
        record(Kind::Progress, "one");
        const auto batch = freeze(pending());
        record(Kind::Progress, "one");
        const auto later = pending()[0];
        durus::sync::Settlement greedy{.batch = batch.id, .outcomes = {}, .progress = {}, .favorites = {}};
        for (const auto sequence : {batch.intents[0].sequence, later.sequence, std::uint64_t{0}})
            greedy.outcomes.push_back(
                {.sequence = sequence, .outcome = Class::Ok, .detail = {}, .retryAfter = std::nullopt});
        outbox().settle(lease_, greedy);
        CPPUNIT_ASSERT(stateOf(batch.intents[0]) == State::Acked);
        CPPUNIT_ASSERT(stateOf(later) == State::Pending);
    }

    void settlingTwiceChangesNothing() {
        record(Kind::Progress, "one");
        const auto batch = freeze(pending());
        settle(batch, Class::Ok);
        settle(batch, Class::Permanent);
        CPPUNIT_ASSERT(stateOf(batch.intents[0]) == State::Acked);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, outbox().counts(amina).quarantined);
    }

    void unknownBatchSettlesNothing() {
        record(Kind::Progress, "one");
        durus::sync::Settlement stray{.batch = 4711, .outcomes = {}, .progress = {}, .favorites = {}};
        stray.outcomes.push_back({.sequence = pending()[0].sequence,
                                  .outcome = Class::Ok,
                                  .detail = {},
                                  .retryAfter = std::nullopt});
        outbox().settle(lease_, stray);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, pending().size());
    }

    void batchNumbersAreNotUsedTwice() {
        record(Kind::Progress, "one");
        const auto first = freeze(pending(), "a");
        settle(first, Class::Transient);
        const auto second = freeze(pending(), "b");
        CPPUNIT_ASSERT(second.id != first.id);
        settle(first, Class::Ok);
        CPPUNIT_ASSERT(stateOf(second.intents[0]) == State::InBatch);
    }

    void refuseFreeze(const std::vector<durus::model::Intent>& intents) {
        CPPUNIT_ASSERT_THROW(outbox().freeze(lease_, {.account = amina,
                                                      .family = Family::Progress,
                                                      .idempotencyKey = "refused",
                                                      .request = {},
                                                      .intents = intents}),
                             durus::Error);
        CPPUNIT_ASSERT(!outbox().openBatch(amina));
    }
};

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "OutboxRig.h"

#include <durus/core/Error.h>

#include <functional>

/// What every OutboxStore keeps to about its lease: one pass at a time, and what stood still while another
/// took over writes nothing any more.
class LeaseContract : public OutboxFixture {
    CPPUNIT_TEST_SUITE(LeaseContract);
    CPPUNIT_TEST(isHeldByOneAtATime);
    CPPUNIT_TEST(saysWhoHasItAndUntilWhen);
    CPPUNIT_TEST(isFreeOnceGivenBack);
    CPPUNIT_TEST(isFreeOnceItHasRunOut);
    CPPUNIT_TEST(isVoidInAnotherBoot);
    CPPUNIT_TEST(isRenewedEvenLateIfNobodyTookIt);
    CPPUNIT_TEST(tokensOnlyRise);
    CPPUNIT_TEST(staleTokenIsNeitherRenewedNorGivenBack);
    CPPUNIT_TEST(staleTokenFreezesNothing);
    CPPUNIT_TEST(staleTokenSettlesNothing);
    CPPUNIT_TEST(staleTokenRecordsNoFailure);
    CPPUNIT_TEST(staleTokenAppliesNoPull);
    CPPUNIT_TEST(givenBackTokenWritesNothing);
    CPPUNIT_TEST_SUITE_END_ABSTRACT();

private:
    using Token = durus::sync::FencingToken;

    static constexpr Milliseconds kTerm{5'000};

    durus::sync::LeaseReply claim(const std::string& holder, Milliseconds now,
                                  const std::string& boot = "boot") {
        return outbox().takeLease({holder, boot, {now}, {now + kTerm}});
    }

    /// Another takes over from the fixture.
    Token takeOver() {
        const auto reply = claim("another", kHour);
        CPPUNIT_ASSERT(reply.token.has_value());
        return *reply.token;
    }

    void refused(const std::function<void()>& write) {
        try {
            write();
        } catch (const durus::Error& error) {
            CPPUNIT_ASSERT(error.code() == durus::ErrorCode::LeaseLost);
            return;
        }
        CPPUNIT_FAIL("a stale token was taken");
    }

    void isHeldByOneAtATime() {
        CPPUNIT_ASSERT(!claim("another", Milliseconds{0}).token);
        CPPUNIT_ASSERT(!claim("another", kHour - Milliseconds{1}).token);
        CPPUNIT_ASSERT(!claim("the fixture", Milliseconds{0}).token);
        outbox().checkLease(lease_);
    }

    void saysWhoHasItAndUntilWhen() {
        const auto refusal = claim("another", Milliseconds{0});
        CPPUNIT_ASSERT_EQUAL(std::string("the fixture"), refusal.holder);
        CPPUNIT_ASSERT(refusal.until == durus::MonotonicTime{kHour});
        const auto reply = claim("another", kHour);
        CPPUNIT_ASSERT_EQUAL(std::string("another"), reply.holder);
        CPPUNIT_ASSERT(reply.until == durus::MonotonicTime{kHour + kTerm});
    }

    void isFreeOnceGivenBack() {
        outbox().releaseLease(lease_);
        CPPUNIT_ASSERT(claim("another", Milliseconds{0}).token);
    }

    void isFreeOnceItHasRunOut() {
        outbox().checkLease(takeOver());
        CPPUNIT_ASSERT(!claim("a third", kHour).token);
    }

    void isVoidInAnotherBoot() {
        const auto reply = claim("another", Milliseconds{7}, "next boot");
        CPPUNIT_ASSERT(reply.token.has_value());
        refused([&] { outbox().checkLease(lease_); });
        CPPUNIT_ASSERT(!claim("a third", Milliseconds{8}, "next boot").token);
    }

    void isRenewedEvenLateIfNobodyTookIt() {
        outbox().renewLease(lease_, {2 * kHour});
        CPPUNIT_ASSERT(!claim("another", kHour).token);
        outbox().renewLease(lease_, {3 * kHour});
        CPPUNIT_ASSERT(!claim("another", 2 * kHour).token);
        CPPUNIT_ASSERT(claim("another", 3 * kHour).token);
    }

    void tokensOnlyRise() {
        Token last = lease_;
        for (int i = 0; i < 3; ++i) {
            outbox().releaseLease(last);
            const auto next = claim("another", Milliseconds{0}).token;
            CPPUNIT_ASSERT(next && next->number > last.number);
            last = *next;
        }
    }

    void staleTokenIsNeitherRenewedNorGivenBack() {
        const Token other = takeOver();
        refused([&] { outbox().renewLease(lease_, {9 * kHour}); });
        outbox().releaseLease(lease_);
        outbox().checkLease(other);
        CPPUNIT_ASSERT(!claim("a third", kHour).token);
        CPPUNIT_ASSERT(claim("a third", kHour + kTerm).token);
    }

    void staleTokenFreezesNothing() {
        record(Kind::Progress, "one");
        takeOver();
        refused([&] { freeze(pending()); });
        CPPUNIT_ASSERT(!outbox().openBatch(amina));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, pending().size());
    }

    void staleTokenSettlesNothing() {
        record(Kind::Progress, "one");
        const auto batch = freeze(pending());
        const Token other = takeOver();
        refused([&] { settle(batch, Class::Permanent); });
        CPPUNIT_ASSERT(stateOf(batch.intents[0]) == State::InBatch);
        CPPUNIT_ASSERT_EQUAL(batch.id, outbox().openBatch(amina).value().id);
        lease_ = other;
        settle(batch, Class::Ok);
        CPPUNIT_ASSERT(stateOf(batch.intents[0]) == State::Acked);
    }

    void staleTokenRecordsNoFailure() {
        record(Kind::Progress, "one");
        const auto batch = freeze(pending());
        takeOver();
        refused([&] { outbox().recordFailure(lease_, batch.id, {}); });
        CPPUNIT_ASSERT_EQUAL(0, outbox().openBatch(amina).value().attempts);
        CPPUNIT_ASSERT_EQUAL(0, outbox().entry(batch.intents[0].id).value().attempts);
    }

    void staleTokenAppliesNoPull() {
        const durus::model::ListingId one{"one"};
        takeOver();
        refused([&] {
            outbox().applyPull(lease_, amina,
                               std::vector<durus::model::RemoteProgress>{{one, {kTerm, kHour, false, {}}}},
                               std::vector<durus::model::RemoteFavorite>{{one, true, {}}}, "cursor");
        });
        CPPUNIT_ASSERT(outbox().cursor(amina).empty());
        CPPUNIT_ASSERT(!rig_->progress(amina, one));
        CPPUNIT_ASSERT(!rig_->favorite(amina, one));
    }

    void givenBackTokenWritesNothing() {
        record(Kind::Progress, "one");
        outbox().releaseLease(lease_);
        refused([&] { freeze(pending()); });
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, pending().size());
    }
};

// SPDX-License-Identifier: Apache-2.0
#include <durus/sync/RetryPolicy.h>
#include <durus/sync/SyncTuning.h>

#include <cppunit/extensions/HelperMacros.h>

#include <algorithm>

using namespace durus::sync;
using durus::Milliseconds;
using durus::SeededRandom;

class RetryPolicyTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(RetryPolicyTest);
    CPPUNIT_TEST(backsOffWithFullJitterUpToTheCap);
    CPPUNIT_TEST(takesItsTimeWhereAPersonIsNeeded);
    CPPUNIT_TEST(keepsRetryAfterExactlyPlusJitter);
    CPPUNIT_TEST(doesNotBelieveAnAbsurdRetryAfter);
    CPPUNIT_TEST(throttlingWithoutATimeIsAWindow);
    CPPUNIT_TEST_SUITE_END();

    SeededRandom random_{1};

    Milliseconds longest(OutcomeClass outcome, int failures) {
        Milliseconds most{0};
        for (int i = 0; i < 500; ++i) {
            const auto retry = retryAfter({.outcome = outcome}, failures, random_);
            CPPUNIT_ASSERT(!retry.imposed);
            CPPUNIT_ASSERT(retry.delay >= Milliseconds{0});
            most = std::max(most, retry.delay);
        }
        return most;
    }

    static void assertJustBelow(Milliseconds limit, Milliseconds most) {
        CPPUNIT_ASSERT(most <= limit);
        CPPUNIT_ASSERT(most >= limit * 9 / 10);
    }

public:
    void backsOffWithFullJitterUpToTheCap() {
        assertJustBelow(Milliseconds{2'000}, longest(OutcomeClass::Transient, 1));
        assertJustBelow(Milliseconds{4'000}, longest(OutcomeClass::Transient, 2));
        assertJustBelow(Milliseconds{256'000}, longest(OutcomeClass::SuspectedPoison, 8));
        assertJustBelow(tuning::kRetryCap, longest(OutcomeClass::Transient, 20));
        assertJustBelow(tuning::kRetryCap, longest(OutcomeClass::InProgress, 1'000'000));
    }

    void takesItsTimeWhereAPersonIsNeeded() {
        for (const auto outcome :
             {OutcomeClass::Unauthorized, OutcomeClass::NotBackend, OutcomeClass::Permanent})
            assertJustBelow(tuning::kSlowRetryBase, longest(outcome, 1));
        assertJustBelow(tuning::kRetryCap, longest(OutcomeClass::Unauthorized, 99));
    }

    void keepsRetryAfterExactlyPlusJitter() {
        for (const auto outcome : {OutcomeClass::Throttled, OutcomeClass::Transient})
            for (int i = 0; i < 200; ++i) {
                const auto retry =
                    retryAfter({.outcome = outcome, .retryAfter = Milliseconds{60'000}}, 7, random_);
                CPPUNIT_ASSERT(retry.imposed);
                CPPUNIT_ASSERT(retry.delay >= Milliseconds{60'000});
                CPPUNIT_ASSERT(retry.delay <= Milliseconds{60'000} + tuning::kRetryAfterJitter);
            }
    }

    void doesNotBelieveAnAbsurdRetryAfter() {
        const auto longer =
            retryAfter({.outcome = OutcomeClass::Throttled, .retryAfter = Milliseconds::max()}, 1, random_);
        CPPUNIT_ASSERT(longer.delay <= tuning::kRetryAfterCap + tuning::kRetryAfterJitter);
        const auto negative =
            retryAfter({.outcome = OutcomeClass::Throttled, .retryAfter = Milliseconds{-5}}, 1, random_);
        CPPUNIT_ASSERT(negative.delay >= Milliseconds{0});
    }

    void throttlingWithoutATimeIsAWindow() {
        const auto retry = retryAfter({.outcome = OutcomeClass::Throttled}, 1, random_);
        CPPUNIT_ASSERT(retry.imposed);
        CPPUNIT_ASSERT(retry.delay >= tuning::kThrottleWindow);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(RetryPolicyTest);

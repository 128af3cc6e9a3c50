// SPDX-License-Identifier: Apache-2.0
#include <durus/core/Subscription.h>

#include <cppunit/extensions/HelperMacros.h>

#include <memory>

using durus::Subscription;

class SubscriptionTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(SubscriptionTest);
    CPPUNIT_TEST(itsEndCancelsOnce);
    CPPUNIT_TEST(resetCancelsOnce);
    CPPUNIT_TEST(movingKeepsTheRegistration);
    CPPUNIT_TEST(assigningCancelsWhatWasHeld);
    CPPUNIT_TEST(assigningItselfChangesNothing);
    CPPUNIT_TEST(anEmptyOneDoesNothing);
    CPPUNIT_TEST(cancellingFromTheCancelRunsOnce);
    CPPUNIT_TEST(resetLetsTheHandlerGo);
    CPPUNIT_TEST_SUITE_END();

    int cancelled_ = 0;
    Subscription counted() {
        return Subscription([this] { ++cancelled_; });
    }

public:
    void itsEndCancelsOnce() {
        {
            const auto subscription = counted();
            CPPUNIT_ASSERT_EQUAL(0, cancelled_);
        }
        CPPUNIT_ASSERT_EQUAL(1, cancelled_);
    }

    void resetCancelsOnce() {
        {
            auto subscription = counted();
            subscription.reset();
            CPPUNIT_ASSERT_EQUAL(1, cancelled_);
            subscription.reset();
        }
        CPPUNIT_ASSERT_EQUAL(1, cancelled_);
    }

    void movingKeepsTheRegistration() {
        Subscription kept;
        {
            auto first = counted();
            Subscription second(std::move(first));
            kept = std::move(second);
        }
        CPPUNIT_ASSERT_EQUAL(0, cancelled_);
        kept.reset();
        CPPUNIT_ASSERT_EQUAL(1, cancelled_);
    }

    void assigningCancelsWhatWasHeld() {
        auto subscription = counted();
        subscription = Subscription();
        CPPUNIT_ASSERT_EQUAL(1, cancelled_);
    }

    void assigningItselfChangesNothing() {
        auto subscription = counted();
        auto& same = subscription;
        subscription = std::move(same);
        CPPUNIT_ASSERT_EQUAL(0, cancelled_);
        subscription.reset();
        CPPUNIT_ASSERT_EQUAL(1, cancelled_);
    }

    void anEmptyOneDoesNothing() {
        Subscription empty;
        empty.reset();
        Subscription none{std::function<void()>{}};
        none.reset();
    }

    void cancellingFromTheCancelRunsOnce() {
        Subscription subscription;
        subscription = Subscription([this, &subscription] {
            ++cancelled_;
            subscription.reset();
        });
        subscription.reset();
        CPPUNIT_ASSERT_EQUAL(1, cancelled_);
    }

    void resetLetsTheHandlerGo() {
        const auto held = std::make_shared<int>(1);
        Subscription subscription([held] {});
        CPPUNIT_ASSERT_EQUAL(2L, held.use_count());
        subscription.reset();
        CPPUNIT_ASSERT_EQUAL(1L, held.use_count());
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(SubscriptionTest);

// SPDX-License-Identifier: Apache-2.0
#include "Subscribers.h"

#include "Described.h"

#include <durus/core/ThreadExecutor.h>

#include <cppunit/extensions/HelperMacros.h>

#include <atomic>
#include <future>

using namespace durus;
using namespace durus::player;
using namespace std::chrono_literals;

class SubscribersTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(SubscribersTest);
    CPPUNIT_TEST(positionsInARowAreCoalesced);
    CPPUNIT_TEST(transitionsAreNeverDropped);
    CPPUNIT_TEST(positionsOfTwoSessionsAreKept);
    CPPUNIT_TEST(promptExecutorSeesAll);
    CPPUNIT_TEST(endedSubscriptionHearsNothingMore);
    CPPUNIT_TEST(endIsABarrier);
    CPPUNIT_TEST(endFromWithinTheHandler);
    CPPUNIT_TEST(subscriptionMayOutliveThePublisher);
    CPPUNIT_TEST(handlerMaySubscribeAndUnsubscribe);
    CPPUNIT_TEST_SUITE_END();

    ManualExecutor lagging_;
    InlineExecutor inline_;
    Subscribers subscribers_;
    std::vector<model::PlaybackEvent> heard_;

    Player::Handler hear() {
        return [this](const model::PlaybackEvent& event) { heard_.push_back(event); };
    }
    static model::PlaybackEvent event(model::PlaybackEvent::Body body, const char* session = "s") {
        model::PlaybackEvent event;
        event.session = model::SessionId{session};
        event.body = std::move(body);
        return event;
    }
    static model::PlaybackEvent position(Milliseconds at, const char* session = "s") {
        return event(model::ProgressReported{at, 60s, 0}, session);
    }
    std::string heard() { return test::joined(test::described(heard_)); }

    void positionsInARowAreCoalesced() {
        const auto subscription = subscribers_.add(lagging_, hear());
        for (int i = 1; i <= 1'000; ++i)
            subscribers_.offer(position(i * 1ms));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, lagging_.runAll());
        CPPUNIT_ASSERT_EQUAL(std::string{"progress 1000 of 60000"}, heard());
    }

    void transitionsAreNeverDropped() {
        const auto subscription = subscribers_.add(lagging_, hear());
        for (int i = 1; i <= 3; ++i) {
            subscribers_.offer(position(i * 10ms));
            subscribers_.offer(position(i * 10ms + 1ms));
            subscribers_.offer(event(model::RateChanged{double(i)}));
        }
        lagging_.runAll();
        CPPUNIT_ASSERT_EQUAL(std::string{"progress 11 of 60000; rate 1; progress 21 of 60000; rate 2; "
                                         "progress 31 of 60000; rate 3"},
                             heard());
    }

    void positionsOfTwoSessionsAreKept() {
        const auto subscription = subscribers_.add(lagging_, hear());
        subscribers_.offer(position(1s, "a"));
        subscribers_.offer(position(2s, "b"));
        lagging_.runAll();
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, heard_.size());
    }

    void promptExecutorSeesAll() {
        const auto subscription = subscribers_.add(inline_, hear());
        subscribers_.offer(position(1s));
        subscribers_.offer(position(2s));
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, heard_.size());
    }

    void endedSubscriptionHearsNothingMore() {
        auto subscription = subscribers_.add(lagging_, hear());
        subscribers_.offer(position(1s));
        subscription.reset();
        subscribers_.offer(position(2s));
        lagging_.runAll();
        CPPUNIT_ASSERT(heard_.empty());
    }

    void endIsABarrier() {
        ThreadExecutor executor("barrier");
        std::promise<void> entered, leave;
        std::atomic<bool> inside{false};
        auto subscription = subscribers_.add(executor, [&](const model::PlaybackEvent&) {
            inside = true;
            entered.set_value();
            leave.get_future().wait();
            inside = false;
        });
        subscribers_.offer(position(1s));
        entered.get_future().wait();
        auto ended = std::async(std::launch::async, [&] {
            subscription.reset();
            return inside.load();
        });
        CPPUNIT_ASSERT(ended.wait_for(20ms) == std::future_status::timeout);
        leave.set_value();
        CPPUNIT_ASSERT(!ended.get());
    }

    void endFromWithinTheHandler() {
        ThreadExecutor executor("within");
        std::promise<void> done;
        std::atomic<int> calls{0};
        Subscription subscription;
        subscription = subscribers_.add(executor, [&](const model::PlaybackEvent&) {
            ++calls;
            subscription.reset();
            done.set_value();
        });
        subscribers_.offer(event(model::RateChanged{1}));
        subscribers_.offer(event(model::RateChanged{2}));
        CPPUNIT_ASSERT(done.get_future().wait_for(20s) == std::future_status::ready);
        subscribers_.offer(event(model::RateChanged{3}));
        executor.drain();
        CPPUNIT_ASSERT_EQUAL(1, calls.load());
    }

    void subscriptionMayOutliveThePublisher() {
        auto subscribers = std::make_unique<Subscribers>();
        auto subscription = subscribers->add(lagging_, hear());
        subscribers->offer(position(1s));
        subscribers.reset();
        lagging_.runAll();
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, heard_.size());
        subscription.reset();
    }

    void handlerMaySubscribeAndUnsubscribe() {
        std::vector<Subscription> more;
        const auto subscription = subscribers_.add(inline_, [&](const model::PlaybackEvent& event) {
            more.clear();
            more.push_back(subscribers_.add(inline_, hear()));
            heard_.push_back(event);
        });
        subscribers_.offer(position(1s));
        subscribers_.offer(position(2s));
        CPPUNIT_ASSERT_EQUAL(std::string{"progress 1000 of 60000; progress 2000 of 60000"}, heard());
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(SubscribersTest);

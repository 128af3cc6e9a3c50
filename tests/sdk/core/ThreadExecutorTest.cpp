// SPDX-License-Identifier: Apache-2.0
#include <durus/core/ThreadExecutor.h>

#include <cppunit/extensions/HelperMacros.h>
#include <pthread.h>

#include <algorithm>
#include <array>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <vector>

using durus::ThreadExecutor;

namespace {

std::string nameOfThisThread() {
    std::array<char, 16> name{};
    ::pthread_getname_np(::pthread_self(), name.data(), name.size());
    return name.data();
}

} // namespace

class ThreadExecutorTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ThreadExecutorTest);
    CPPUNIT_TEST(tasksRunInOrderOnOneOtherThread);
    CPPUNIT_TEST(tasksOfOnePosterKeepTheirOrder);
    CPPUNIT_TEST(drainWaitsForWhatWasPosted);
    CPPUNIT_TEST(drainOfAnIdleExecutorReturns);
    CPPUNIT_TEST(destructionRunsWhatIsQueued);
    CPPUNIT_TEST(whatIsPostedWhileStoppingIsDropped);
    CPPUNIT_TEST(aTaskIsLetGoBeforeTheNextRuns);
    CPPUNIT_TEST(theThreadIsNamed);
    CPPUNIT_TEST_SUITE_END();

public:
    void tasksRunInOrderOnOneOtherThread() {
        ThreadExecutor executor("order");
        std::vector<int> order;
        bool allThere = true;
        for (int i = 0; i < 1000; ++i)
            executor.post([&, i] {
                order.push_back(i);
                allThere = allThere && executor.isCurrent();
            });
        executor.drain();
        CPPUNIT_ASSERT(allThere);
        CPPUNIT_ASSERT(!executor.isCurrent());
        CPPUNIT_ASSERT_EQUAL(std::size_t{1000}, order.size());
        CPPUNIT_ASSERT(std::is_sorted(order.begin(), order.end()));
    }

    void tasksOfOnePosterKeepTheirOrder() {
        ThreadExecutor executor("posters");
        std::array<std::vector<int>, 4> seen;
        std::vector<std::thread> posters;
        for (auto& mine : seen)
            posters.emplace_back([&executor, &mine] {
                for (int i = 0; i < 500; ++i)
                    executor.post([&mine, i] { mine.push_back(i); });
            });
        for (auto& poster : posters)
            poster.join();
        executor.drain();
        for (const auto& mine : seen) {
            CPPUNIT_ASSERT_EQUAL(std::size_t{500}, mine.size());
            CPPUNIT_ASSERT(std::is_sorted(mine.begin(), mine.end()));
        }
    }

    void drainWaitsForWhatWasPosted() {
        ThreadExecutor executor("drain");
        std::promise<void> gate;
        bool ran = false;
        executor.post([opened = gate.get_future().share()] { opened.wait(); });
        executor.post([&ran] { ran = true; });
        auto drained = std::async(std::launch::async, [&executor] { executor.drain(); });
        CPPUNIT_ASSERT(drained.wait_for(std::chrono::seconds{0}) != std::future_status::ready);
        gate.set_value();
        drained.get();
        CPPUNIT_ASSERT(ran);
    }

    void drainOfAnIdleExecutorReturns() {
        ThreadExecutor executor("idle");
        for (int i = 0; i < 200; ++i)
            executor.drain();
    }

    void destructionRunsWhatIsQueued() {
        int ran = 0;
        std::promise<void> gate;
        std::thread opener;
        {
            ThreadExecutor executor("queued");
            executor.post([opened = gate.get_future().share()] { opened.wait(); });
            for (int i = 0; i < 100; ++i)
                executor.post([&ran] { ++ran; });
            opener = std::thread([&gate] { gate.set_value(); });
        }
        opener.join();
        CPPUNIT_ASSERT_EQUAL(100, ran);
    }

    void whatIsPostedWhileStoppingIsDropped() {
        const auto held = std::make_shared<int>(0);
        std::promise<void> gate;
        std::optional<ThreadExecutor> executor;
        executor.emplace("stopping");
        auto& posting = *executor;
        // Posts without end: only destruction, by dropping one of them, stops it.
        std::function<void()> again = [&] {
            ++*held;
            posting.post([&again, held] { again(); });
        };
        executor->post([&again, held] { again(); });
        executor->post([&gate] { gate.set_value(); });
        gate.get_future().wait();
        executor.reset();
        CPPUNIT_ASSERT(*held > 0);
        CPPUNIT_ASSERT_EQUAL(1L, held.use_count());
    }

    void aTaskIsLetGoBeforeTheNextRuns() {
        ThreadExecutor executor("letgo");
        auto held = std::make_shared<int>(1);
        const std::weak_ptr<int> watched = held;
        bool wasGone = false;
        executor.post([taken = std::move(held)] {});
        executor.post([&] { wasGone = watched.expired(); });
        executor.drain();
        CPPUNIT_ASSERT(wasGone);
    }

    void theThreadIsNamed() {
        std::string name;
        ThreadExecutor executor("a name longer than the kernel keeps");
        executor.post([&name] { name = nameOfThisThread(); });
        executor.drain();
        CPPUNIT_ASSERT_EQUAL(std::string("a name longer t"), name);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(ThreadExecutorTest);

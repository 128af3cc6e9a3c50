// SPDX-License-Identifier: Apache-2.0
#include <durus/core/Executor.h>

#include <cppunit/extensions/HelperMacros.h>

#include <memory>
#include <thread>
#include <vector>

using durus::InlineExecutor;
using durus::ManualExecutor;

/// InlineExecutor and ManualExecutor.
class ExecutorTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ExecutorTest);
    CPPUNIT_TEST(anInlineExecutorRunsAtOnce);
    CPPUNIT_TEST(aManualExecutorRunsInOrderWhenTold);
    CPPUNIT_TEST(whatATaskPostsRunsToo);
    CPPUNIT_TEST(whatIsNeverRunIsLetGo);
    CPPUNIT_TEST(postingFromThreadsLosesNothing);
    CPPUNIT_TEST_SUITE_END();

public:
    void anInlineExecutorRunsAtOnce() {
        InlineExecutor executor;
        bool ran = false;
        executor.post([&ran] { ran = true; });
        CPPUNIT_ASSERT(ran);
    }

    void aManualExecutorRunsInOrderWhenTold() {
        ManualExecutor executor;
        std::vector<int> order;
        for (int i = 0; i < 5; ++i)
            executor.post([&order, i] { order.push_back(i); });
        CPPUNIT_ASSERT(order.empty());
        CPPUNIT_ASSERT_EQUAL(std::size_t{5}, executor.runAll());
        CPPUNIT_ASSERT((order == std::vector<int>{0, 1, 2, 3, 4}));
        CPPUNIT_ASSERT_EQUAL(std::size_t{0}, executor.runAll());
    }

    void whatATaskPostsRunsToo() {
        ManualExecutor executor;
        std::vector<int> order;
        executor.post([&] {
            order.push_back(1);
            executor.post([&order] { order.push_back(3); });
        });
        executor.post([&order] { order.push_back(2); });
        CPPUNIT_ASSERT_EQUAL(std::size_t{3}, executor.runAll());
        CPPUNIT_ASSERT((order == std::vector<int>{1, 2, 3}));
    }

    void whatIsNeverRunIsLetGo() {
        const auto held = std::make_shared<int>(1);
        {
            ManualExecutor executor;
            executor.post([held] {});
            CPPUNIT_ASSERT_EQUAL(2L, held.use_count());
        }
        CPPUNIT_ASSERT_EQUAL(1L, held.use_count());
    }

    void postingFromThreadsLosesNothing() {
        ManualExecutor executor;
        int ran = 0;
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&] {
                for (int i = 0; i < 500; ++i)
                    executor.post([&ran] { ++ran; });
            });
        for (auto& thread : threads)
            thread.join();
        CPPUNIT_ASSERT_EQUAL(std::size_t{2000}, executor.runAll());
        CPPUNIT_ASSERT_EQUAL(2000, ran);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(ExecutorTest);

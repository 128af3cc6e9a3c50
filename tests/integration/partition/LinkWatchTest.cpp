// SPDX-License-Identifier: Apache-2.0
#include "Link.h"
#include "Namespace.h"

#include <durus/http/LinkWatch.h>

#include <cppunit/extensions/HelperMacros.h>

#include <condition_variable>
#include <mutex>

using namespace std::chrono_literals;

/// What the kernel tells of links, in a namespace whose only link is set up and down.
class LinkWatchTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(LinkWatchTest);
    CPPUNIT_TEST(tellsThatALinkCameUp);
    CPPUNIT_TEST_SUITE_END();

    static constexpr auto kPatience = 10s;

    std::mutex mutex_;
    std::condition_variable told_;
    int gains_ = 0;

    bool isTold() {
        std::unique_lock lock(mutex_);
        const bool told = told_.wait_for(lock, kPatience, [this] { return gains_ > 0; });
        gains_ = 0;
        return told;
    }

public:
    void tellsThatALinkCameUp() {
        leaveTheNetwork();
        const durus::http::LinkWatch watch([this] {
            const std::lock_guard lock(mutex_);
            ++gains_;
            told_.notify_all();
        });
        setLink(true);
        CPPUNIT_ASSERT(isTold());
        setLink(false);
        setLink(true);
        CPPUNIT_ASSERT(isTold());
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(LinkWatchTest);

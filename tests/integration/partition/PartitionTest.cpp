// SPDX-License-Identifier: Apache-2.0
#include "Link.h"
#include "Namespace.h"
#include "SyncWorld.h"

#include <cppunit/extensions/HelperMacros.h>

#include <future>
#include <thread>

using namespace durus;
using namespace std::chrono_literals;
using Kind = model::IntentKind;
using sync::OutcomeClass;

/// A network that parts and heals, in a namespace of the kernel, at every stage of a pass.
class PartitionTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(PartitionTest);
    CPPUNIT_TEST(drainsAfterEachPartition);
    CPPUNIT_TEST_SUITE_END();

    /// So short that a partition is noticed soon.
    static constexpr http::ClientLimits kImpatient{.connect = 300ms, .idle = 300ms, .total = 1'000ms};

public:
    void drainsAfterEachPartition() {
        leaveTheNetwork();
        setLink(true);
        World world;
        SyncBox box(world, world.backend().url());
        CPPUNIT_ASSERT(!box.pullCatalogue().failure);
        const auto lectures = box.lectures();
        int parted = 0;
        for (long round = 1; round <= 12; ++round) {
            box.reconnect(kImpatient);
            for (const auto& listing : lectures)
                box.record(listing, Kind::Progress, round);
            // Held back, so that the link goes down while the answer is awaited, every other time.
            const bool inMidExchange = round % 2 == 0;
            world.backend().database().setHeld(inMidExchange);
            if (!inMidExchange) setLink(false);
            auto passing = std::async(std::launch::async, [&] { return box.pass(); });
            while (inMidExchange && world.backend().database().busy() == 0 &&
                   passing.wait_for(0ms) != std::future_status::ready)
                std::this_thread::yield();
            setLink(false);
            world.backend().database().setHeld(false);
            const auto report = passing.get();
            if (report.failure) ++parted;
            CPPUNIT_ASSERT(!report.failure || report.failure->outcome == OutcomeClass::Transient);
            CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, box.counts().quarantined);
            setLink(true);
            box.reconnect();
            box.settle();
            CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, box.counts().pending);
            for (const auto& [listing, held] : world.progress())
                CPPUNIT_ASSERT_EQUAL(round, held.positionSeconds);
        }
        CPPUNIT_ASSERT_EQUAL(12, parted);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(PartitionTest);

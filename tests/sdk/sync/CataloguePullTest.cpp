// SPDX-License-Identifier: Apache-2.0
#include "support/LoopbackCodec.h"
#include "support/MemoryOutboxStore.h"
#include "support/ScriptedHttpExchange.h"

#include <durus/sync/CataloguePull.h>

#include <cppunit/extensions/HelperMacros.h>

using namespace durus;
using model::BackendName;
using model::ListingId;
using sync::OutcomeClass;

class CataloguePullTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(CataloguePullTest);
    CPPUNIT_TEST(walksToTheEnd);
    CPPUNIT_TEST(aWalkThatIsCutChangesNothing);
    CPPUNIT_TEST(aRefusalChangesNothing);
    CPPUNIT_TEST(oneLostAnswerIsAskedForAgain);
    CPPUNIT_TEST(whatIsNoLongerOfferedIsWithdrawn);
    CPPUNIT_TEST_SUITE_END();

    ManualClock clock_;
    sync::ServerClock serverClock_{clock_};
    test::LoopbackCodec codec_;
    test::MemoryOutboxStore store_;
    test::ScriptedHttpExchange http_;
    std::vector<std::size_t> told_;

    sync::CatalogueReport pull() {
        return sync::pullCatalogue({store_, codec_, http_, serverClock_, clock_}, BackendName("home"), {},
                                   [this](std::size_t answers) { told_.push_back(answers); });
    }

    void offer(const std::vector<std::string>& listings) {
        for (const auto& listing : listings)
            http_.answer(200, listing);
        http_.answer(200, "");
    }

public:
    void walksToTheEnd() {
        offer({"a", "b", "c"});
        const auto report = pull();
        CPPUNIT_ASSERT(!report.failure);
        CPPUNIT_ASSERT_EQUAL(std::size_t{3}, report.listings);
        CPPUNIT_ASSERT_EQUAL(std::size_t{4}, report.requests);
        CPPUNIT_ASSERT((told_ == std::vector<std::size_t>{1, 2, 3, 4}));
        CPPUNIT_ASSERT(store_.listing(ListingId("c")));
    }

    void aWalkThatIsCutChangesNothing() {
        http_.answer(200, "a");
        const auto report = pull();
        CPPUNIT_ASSERT(report.failure->outcome == OutcomeClass::Transient);
        CPPUNIT_ASSERT(!store_.listing(ListingId("a")));
    }

    void aRefusalChangesNothing() {
        http_.answer(200, "a");
        http_.answer(429, "", {{"Retry-After", "60"}});
        const auto report = pull();
        CPPUNIT_ASSERT(report.failure->outcome == OutcomeClass::Throttled);
        CPPUNIT_ASSERT(report.failure->retryAfter == Milliseconds{60'000});
        CPPUNIT_ASSERT(!store_.listing(ListingId("a")));
    }

    void oneLostAnswerIsAskedForAgain() {
        http_.answer(200, "a");
        http_.answer(Error(ErrorCode::Timeout, "lost"));
        offer({"b"});
        CPPUNIT_ASSERT(!pull().failure);
        CPPUNIT_ASSERT(store_.listing(ListingId("b")));
        // What no repetition can cure is not repeated.
        http_.answer(Error(ErrorCode::Corrupt, "not HTTP"));
        const auto before = http_.requests().size();
        CPPUNIT_ASSERT(pull().failure->outcome == OutcomeClass::NotBackend);
        CPPUNIT_ASSERT_EQUAL(before + 1, http_.requests().size());
    }

    void whatIsNoLongerOfferedIsWithdrawn() {
        offer({"a", "b"});
        pull();
        offer({"b"});
        pull();
        CPPUNIT_ASSERT(store_.listing(ListingId("a"))->withdrawn);
        CPPUNIT_ASSERT(!store_.listing(ListingId("b"))->withdrawn);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(CataloguePullTest);

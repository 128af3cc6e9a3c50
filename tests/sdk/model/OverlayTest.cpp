// SPDX-License-Identifier: Apache-2.0
#include "IntentHistory.h"

#include <durus/model/Overlay.h>

#include <cppunit/extensions/HelperMacros.h>

using namespace durus;
using namespace durus::model;
using namespace std::chrono_literals;

class OverlayTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(OverlayTest);
    CPPUNIT_TEST(nothingPendingShowsTheBackendsWord);
    CPPUNIT_TEST(progressMovesAndKeepsCompleted);
    CPPUNIT_TEST(completedKeepsThePositionUnlessItCarriesOne);
    CPPUNIT_TEST(uncompletedTakesItBack);
    CPPUNIT_TEST(unknownDurationHidesNothing);
    CPPUNIT_TEST(lastFavouriteWins);
    CPPUNIT_TEST(completedIsMonotoneUnderProgress);
    CPPUNIT_TEST(familiesDoNotMix);
    CPPUNIT_TEST_SUITE_END();

    static Intent make(IntentKind kind, Milliseconds position = 0ms, Milliseconds duration = 0ms) {
        Intent intent;
        intent.kind = kind;
        intent.position = position;
        intent.duration = duration;
        intent.occurredAt = {7s};
        return intent;
    }
    const Progress backends_{30s, 600s, false, {1s}};

    void nothingPendingShowsTheBackendsWord() {
        CPPUNIT_ASSERT(overlay(backends_, {}) == backends_);
        CPPUNIT_ASSERT(overlay(std::nullopt, {}) == std::nullopt);
        CPPUNIT_ASSERT(overlay(true, {}));
        CPPUNIT_ASSERT(!overlay(false, {}));
    }

    void progressMovesAndKeepsCompleted() {
        Progress done = backends_;
        done.completed = true;
        const std::vector pending{make(IntentKind::Progress, 40s, 601s)};
        CPPUNIT_ASSERT((overlay(done, pending) == Progress{40s, 601s, true, {7s}}));
        CPPUNIT_ASSERT((overlay(std::nullopt, pending) == Progress{40s, 601s, false, {7s}}));
        CPPUNIT_ASSERT(overlay(backends_, std::vector{make(IntentKind::Progress)})->position == 0s);
    }

    void completedKeepsThePositionUnlessItCarriesOne() {
        CPPUNIT_ASSERT((overlay(backends_, std::vector{make(IntentKind::Completed)}) ==
                        Progress{30s, 600s, true, {7s}}));
        CPPUNIT_ASSERT((overlay(backends_, std::vector{make(IntentKind::Completed, 599s, 600s)}) ==
                        Progress{599s, 600s, true, {7s}}));
        CPPUNIT_ASSERT(overlay(std::nullopt, std::vector{make(IntentKind::Completed)})->completed);
    }

    void uncompletedTakesItBack() {
        const std::vector pending{make(IntentKind::Completed), make(IntentKind::Uncompleted)};
        CPPUNIT_ASSERT((overlay(backends_, pending) == Progress{30s, 600s, false, {7s}}));
        const std::vector alone{make(IntentKind::Uncompleted)};
        CPPUNIT_ASSERT(overlay(std::nullopt, alone) == std::nullopt);
    }

    void unknownDurationHidesNothing() {
        CPPUNIT_ASSERT(overlay(backends_, std::vector{make(IntentKind::Progress, 40s)})->duration == 600s);
    }

    void lastFavouriteWins() {
        const std::vector pending{make(IntentKind::Favorite), make(IntentKind::Unfavorite),
                                  make(IntentKind::Favorite)};
        CPPUNIT_ASSERT(overlay(false, pending));
        CPPUNIT_ASSERT(!overlay(true, std::span(pending).first(2)));
    }

    void completedIsMonotoneUnderProgress() {
        SeededRandom random(11);
        for (int round = 0; round < 500; ++round) {
            auto history = test::someHistory(random, 30);
            std::erase_if(history, [](const Intent& i) { return i.kind == IntentKind::Uncompleted; });
            bool completed = false;
            for (std::size_t n = 0; n <= history.size(); ++n) {
                const auto seen = overlay(std::nullopt, std::span(history).first(n));
                CPPUNIT_ASSERT(!completed || seen->completed);
                completed = seen && seen->completed;
            }
        }
    }

    void familiesDoNotMix() {
        SeededRandom random(12);
        for (int round = 0; round < 500; ++round) {
            const auto history = test::someHistory(random, 30);
            std::vector<Intent> progress, favorite;
            for (const Intent& intent : history)
                (familyOf(intent.kind) == IntentFamily::Progress ? progress : favorite).push_back(intent);
            CPPUNIT_ASSERT(overlay(backends_, history) == overlay(backends_, progress));
            CPPUNIT_ASSERT_EQUAL(overlay(false, history), overlay(false, favorite));
        }
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(OverlayTest);

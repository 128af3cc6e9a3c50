// SPDX-License-Identifier: Apache-2.0
#include "reference/ProgressRules.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

using namespace durus;
using namespace durus::reference;

namespace {

constexpr std::int64_t kHalfHour = 1800;

WallTime at(int seconds) {
    return {Milliseconds{seconds * 1000}};
}

ProgressState state(std::int64_t position, int updatedAt, bool completed = false) {
    return {.positionSeconds = position, .completed = completed, .updatedAt = at(updatedAt)};
}

} // namespace

class ProgressRulesTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ProgressRulesTest);
    CPPUNIT_TEST(firstWriteIsTaken);
    CPPUNIT_TEST(laterWriteWins);
    CPPUNIT_TEST(earlierWriteIsIgnored);
    CPPUNIT_TEST(incomingWinsAtEqualStamps);
    CPPUNIT_TEST(oneMillisecondDecides);
    CPPUNIT_TEST(completionSticks);
    CPPUNIT_TEST(earlierCompletionIsLost);
    CPPUNIT_TEST(completionFollowsFromThePosition);
    CPPUNIT_TEST(shortLecturesHaveNoTail);
    CPPUNIT_TEST(unknownDurationProvesNothing);
    CPPUNIT_TEST(overwriteWinsOverTheFuture);
    CPPUNIT_TEST(overwriteKeepsWhatIsNotGiven);
    CPPUNIT_TEST(savedFollowsTheLaterStamp);
    CPPUNIT_TEST(firstSaveIsRemembered);
    CPPUNIT_TEST(unsavingTheUnknownLeavesATombstone);
    CPPUNIT_TEST_SUITE_END();

public:
    void firstWriteIsTaken() {
        CPPUNIT_ASSERT(merge(std::nullopt, state(100, 10), kHalfHour) == state(100, 10));
    }

    void laterWriteWins() {
        CPPUNIT_ASSERT(merge(state(900, 10), state(100, 11), kHalfHour) == state(100, 11));
    }

    void earlierWriteIsIgnored() { CPPUNIT_ASSERT(!merge(state(100, 10), state(900, 9), kHalfHour)); }

    void incomingWinsAtEqualStamps() {
        CPPUNIT_ASSERT(merge(state(100, 10), state(900, 10), kHalfHour) == state(900, 10));
    }

    void oneMillisecondDecides() {
        ProgressState stored = state(100, 10);
        stored.updatedAt = stored.updatedAt + Milliseconds{1};
        CPPUNIT_ASSERT(!merge(stored, state(900, 10), kHalfHour));
    }

    void completionSticks() {
        CPPUNIT_ASSERT(merge(state(1800, 10, true), state(0, 11), kHalfHour) == state(0, 11, true));
    }

    void earlierCompletionIsLost() {
        CPPUNIT_ASSERT(!merge(state(100, 10), state(1800, 9, true), kHalfHour));
    }

    void completionFollowsFromThePosition() {
        CPPUNIT_ASSERT(!impliesCompletion(1709, kHalfHour));
        CPPUNIT_ASSERT(impliesCompletion(1710, kHalfHour)); // 95 %
        CPPUNIT_ASSERT(!impliesCompletion(69, 100));
        CPPUNIT_ASSERT(impliesCompletion(70, 100)); // 30 s left
        CPPUNIT_ASSERT(impliesCompletion(99'999, kHalfHour));
        CPPUNIT_ASSERT(!impliesCompletion(-5, kHalfHour));
        CPPUNIT_ASSERT(merge(std::nullopt, state(1770, 10), kHalfHour) == state(1770, 10, true));
    }

    void shortLecturesHaveNoTail() {
        CPPUNIT_ASSERT(!impliesCompletion(0, 30));
        CPPUNIT_ASSERT(!impliesCompletion(18, 20));
        CPPUNIT_ASSERT(impliesCompletion(19, 20));
        CPPUNIT_ASSERT(impliesCompletion(1, 31));
    }

    void unknownDurationProvesNothing() {
        CPPUNIT_ASSERT(!impliesCompletion(100'000, 0));
        CPPUNIT_ASSERT(!impliesCompletion(100'000, -1));
    }

    void overwriteWinsOverTheFuture() {
        CPPUNIT_ASSERT(overwrite(state(100, 99'999), 42, false, at(10), kHalfHour) == state(42, 10));
        CPPUNIT_ASSERT(overwrite(state(100, 99'999, true), 42, false, at(10), kHalfHour) ==
                       state(42, 10, true));
    }

    void overwriteKeepsWhatIsNotGiven() {
        CPPUNIT_ASSERT(overwrite(state(100, 5), std::nullopt, false, at(10), kHalfHour) == state(100, 10));
        CPPUNIT_ASSERT(overwrite(std::nullopt, std::nullopt, true, at(10), kHalfHour) == state(0, 10, true));
    }

    void savedFollowsTheLaterStamp() {
        const SavedState stored{.saved = true, .savedAt = at(10), .updatedAt = at(10)};
        CPPUNIT_ASSERT(!mergeSaved(stored, false, at(9)));
        CPPUNIT_ASSERT(!mergeSaved(stored, false, at(10))->saved);
        CPPUNIT_ASSERT(mergeSaved(stored, false, at(11))->updatedAt == at(11));
    }

    void firstSaveIsRemembered() {
        const SavedState first = *mergeSaved(std::nullopt, true, at(10));
        const SavedState gone = *mergeSaved(first, false, at(20));
        const SavedState again = *mergeSaved(gone, true, at(30));
        CPPUNIT_ASSERT(again == (SavedState{.saved = true, .savedAt = at(10), .updatedAt = at(30)}));
    }

    void unsavingTheUnknownLeavesATombstone() {
        const auto gone = mergeSaved(std::nullopt, false, at(10));
        CPPUNIT_ASSERT(gone == (SavedState{.saved = false, .savedAt = {}, .updatedAt = at(10)}));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(ProgressRulesTest);

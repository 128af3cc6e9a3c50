// SPDX-License-Identifier: Apache-2.0
#include <durus/model/Completion.h>

#include <cppunit/extensions/HelperMacros.h>

using namespace durus;
using namespace durus::model;
using namespace std::chrono_literals;

class CompletionTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(CompletionTest);
    CPPUNIT_TEST(needsCoverageAndTail);
    CPPUNIT_TEST(skippingToTheEndCompletesNothing);
    CPPUNIT_TEST(naturalEndStandsForTheTail);
    CPPUNIT_TEST(shortItemMustEndNaturally);
    CPPUNIT_TEST(tailGrowsWithTheItemUpToACap);
    CPPUNIT_TEST(unknownDurationNeverCompletes);
    CPPUNIT_TEST(endWithinToleranceIsNatural);
    CPPUNIT_TEST(resumesNeitherTheBeginningNorWhatIsDone);
    CPPUNIT_TEST_SUITE_END();

    const CompletionPolicy policy_;

    static PlayedRanges upTo(Milliseconds end) {
        PlayedRanges played;
        played.add(0ms, end);
        return played;
    }

    void needsCoverageAndTail() {
        const Milliseconds hour = 1h;
        CPPUNIT_ASSERT(isCompleted(policy_, upTo(hour - 30s), hour - 30s, hour, false));
        CPPUNIT_ASSERT(!isCompleted(policy_, upTo(hour - 31s), hour - 31s, hour, false));
        CPPUNIT_ASSERT(!isCompleted(policy_, upTo(hour * 8 / 9), hour, hour, false));
    }

    void skippingToTheEndCompletesNothing() {
        PlayedRanges played;
        played.add(0ms, 2s);
        played.add(595s, 600s);
        CPPUNIT_ASSERT(!isCompleted(policy_, played, 600s, 600s, true));
    }

    void naturalEndStandsForTheTail() {
        CPPUNIT_ASSERT(isCompleted(policy_, upTo(560s), 560s, 600s, true));
        CPPUNIT_ASSERT(!isCompleted(policy_, upTo(560s), 560s, 600s, false));
    }

    void shortItemMustEndNaturally() {
        CPPUNIT_ASSERT(isCompleted(policy_, upTo(9'600ms), 12s, 12s, true));
        CPPUNIT_ASSERT(!isCompleted(policy_, upTo(9'500ms), 12s, 12s, true));
        CPPUNIT_ASSERT(!isCompleted(policy_, upTo(12s), 12s, 12s, false));
        CPPUNIT_ASSERT(isCompleted(policy_, upTo(60s), 60s, 60s, false));
    }

    void tailGrowsWithTheItemUpToACap() {
        CPPUNIT_ASSERT(isCompleted(policy_, upTo(290s), 290s, 300s, false));
        CPPUNIT_ASSERT(!isCompleted(policy_, upTo(289s), 289s, 300s, false));
        CPPUNIT_ASSERT(isCompleted(policy_, upTo(980s), 980s, 1'000s, false));
        CPPUNIT_ASSERT(!isCompleted(policy_, upTo(9'969s), 9'969s, 10'000s, false));
        CPPUNIT_ASSERT(isCompleted(policy_, upTo(9'970s), 9'970s, 10'000s, false));
    }

    void unknownDurationNeverCompletes() {
        CPPUNIT_ASSERT(!isCompleted(policy_, upTo(600s), 600s, 0s, true));
        CPPUNIT_ASSERT(!isCompleted(policy_, upTo(600s), 600s, -1ms, true));
    }

    void endWithinToleranceIsNatural() {
        CPPUNIT_ASSERT(classifyEnd(10s, 12s) == EndReason::PlayedToEnd);
        CPPUNIT_ASSERT(classifyEnd(9'999ms, 12s) == EndReason::Truncated);
        CPPUNIT_ASSERT(classifyEnd(3'564s, 3'600s) == EndReason::PlayedToEnd);
        CPPUNIT_ASSERT(classifyEnd(3'563s, 3'600s) == EndReason::Truncated);
        CPPUNIT_ASSERT(classifyEnd(700s, 600s) == EndReason::PlayedToEnd);
        CPPUNIT_ASSERT(classifyEnd(3s, 0s) == EndReason::PlayedToEnd);
    }

    void resumesNeitherTheBeginningNorWhatIsDone() {
        CPPUNIT_ASSERT(resumePosition(9'999ms, false) == 0ms);
        CPPUNIT_ASSERT(resumePosition(10s, false) == 10s);
        CPPUNIT_ASSERT(resumePosition(500s, true) == 0ms);
        CPPUNIT_ASSERT(resumePosition(-5s, false) == 0ms);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(CompletionTest);

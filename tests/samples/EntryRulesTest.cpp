// SPDX-License-Identifier: Apache-2.0
#include "reference/EntryRules.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

using namespace durus;
using namespace durus::reference;

namespace {

constexpr std::int64_t kDuration = 1800;

WallTime at(int seconds) {
    return {Milliseconds{seconds * 1000}};
}

Entry entry(const std::string& id, EntryKind kind, std::int64_t position, int seconds) {
    return {.id = id, .listingId = "a", .kind = kind, .positionSeconds = position, .occurredAt = at(seconds)};
}

} // namespace

class EntryRulesTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(EntryRulesTest);
    CPPUNIT_TEST(theLaterStampWinsInWhateverOrderTheyCome);
    CPPUNIT_TEST(anEntryCountsOnce);
    CPPUNIT_TEST(anIdThatComesTwiceInABatchCountsOnce);
    CPPUNIT_TEST(anUnknownListingSpoilsNothingElse);
    CPPUNIT_TEST(aLateCompletionCountsAndMovesNothing);
    CPPUNIT_TEST(takingACompletionBackOutlivesOlderCompletions);
    CPPUNIT_TEST(aCompletionAfterItWasTakenBackCounts);
    CPPUNIT_TEST(aMarkWithoutAPositionMovesNothing);
    CPPUNIT_TEST(favoritesLeaveATombstone);
    CPPUNIT_TEST(onlyWhatChangedIsStored);
    CPPUNIT_TEST_SUITE_END();

    Holdings held_{{"a", {.durationSeconds = kDuration}}};

    EntryOutcome apply(const Entry& entry) { return decide(held_, {}, {entry}).outcomes.front(); }
    const ProgressState& progress() { return *held_.at("a").progress; }

public:
    void theLaterStampWinsInWhateverOrderTheyCome() {
        CPPUNIT_ASSERT(apply(entry("1", EntryKind::Progress, 20, 20)) == EntryOutcome::Ok);
        CPPUNIT_ASSERT(apply(entry("2", EntryKind::Progress, 10, 10)) == EntryOutcome::Stale);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{20}, progress().positionSeconds);
    }

    void anEntryCountsOnce() {
        const Decision decision = decide(held_, {"1"}, {entry("1", EntryKind::Progress, 20, 20)});
        CPPUNIT_ASSERT(decision.outcomes.front() == EntryOutcome::Already);
        CPPUNIT_ASSERT(!held_.at("a").progress);
    }

    void anIdThatComesTwiceInABatchCountsOnce() {
        const Decision decision = decide(
            held_, {}, {entry("1", EntryKind::Progress, 20, 20), entry("1", EntryKind::Progress, 30, 30)});
        CPPUNIT_ASSERT(decision.outcomes.back() == EntryOutcome::Already);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{20}, progress().positionSeconds);
    }

    void anUnknownListingSpoilsNothingElse() {
        Entry stranger = entry("1", EntryKind::Progress, 20, 20);
        stranger.listingId = "b";
        const Decision decision = decide(held_, {}, {stranger, entry("2", EntryKind::Progress, 30, 30)});
        CPPUNIT_ASSERT(decision.outcomes.front() == EntryOutcome::UnknownListing);
        CPPUNIT_ASSERT(decision.outcomes.back() == EntryOutcome::Ok);
    }

    void aLateCompletionCountsAndMovesNothing() {
        apply(entry("1", EntryKind::Progress, 20, 20));
        CPPUNIT_ASSERT(apply(entry("2", EntryKind::Completed, 1800, 10)) == EntryOutcome::Ok);
        CPPUNIT_ASSERT(progress().completed);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{20}, progress().positionSeconds);
        CPPUNIT_ASSERT(progress().updatedAt == at(20));
    }

    void takingACompletionBackOutlivesOlderCompletions() {
        apply(entry("1", EntryKind::Completed, 1800, 10));
        CPPUNIT_ASSERT(apply(entry("2", EntryKind::Uncompleted, 0, 20)) == EntryOutcome::Ok);
        CPPUNIT_ASSERT(apply(entry("3", EntryKind::Completed, 1800, 15)) == EntryOutcome::Stale);
        CPPUNIT_ASSERT(!progress().completed);
    }

    void aCompletionAfterItWasTakenBackCounts() {
        apply(entry("1", EntryKind::Uncompleted, 0, 20));
        apply(entry("2", EntryKind::Progress, 5, 40));
        CPPUNIT_ASSERT(apply(entry("3", EntryKind::Completed, 1800, 30)) == EntryOutcome::Ok);
        CPPUNIT_ASSERT(progress().completed);
    }

    void aMarkWithoutAPositionMovesNothing() {
        apply(entry("1", EntryKind::Progress, 700, 10));
        Entry mark = entry("2", EntryKind::Completed, 0, 20);
        mark.positionSeconds.reset();
        apply(mark);
        CPPUNIT_ASSERT(progress().completed);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{700}, progress().positionSeconds);
        mark = entry("3", EntryKind::Uncompleted, 0, 30);
        mark.positionSeconds.reset();
        apply(mark);
        CPPUNIT_ASSERT(!progress().completed);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{700}, progress().positionSeconds);
    }

    void favoritesLeaveATombstone() {
        apply(entry("1", EntryKind::Favorite, 0, 10));
        CPPUNIT_ASSERT(apply(entry("2", EntryKind::Unfavorite, 0, 20)) == EntryOutcome::Ok);
        CPPUNIT_ASSERT(apply(entry("3", EntryKind::Favorite, 0, 15)) == EntryOutcome::Stale);
        CPPUNIT_ASSERT(held_.at("a").saved && !held_.at("a").saved->saved);
    }

    void onlyWhatChangedIsStored() {
        apply(entry("1", EntryKind::Progress, 20, 20));
        const Decision decision = decide(
            held_, {}, {entry("2", EntryKind::Progress, 10, 10), entry("3", EntryKind::Favorite, 0, 30)});
        CPPUNIT_ASSERT(decision.progress.empty());
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, decision.saved.size());
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(EntryRulesTest);

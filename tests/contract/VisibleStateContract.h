// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "OutboxRig.h"

#include <durus/core/Error.h>

/// What every OutboxStore keeps to about what a person sees (promise P7): the backend's last word with their
/// own unconfirmed intents laid over it, and after a confirmation the backend's answer.
class VisibleStateContract : public OutboxFixture {
    CPPUNIT_TEST_SUITE(VisibleStateContract);
    CPPUNIT_TEST(recordingShowsAtOnce);
    CPPUNIT_TEST(favoriteShowsAtOnce);
    CPPUNIT_TEST(accountsSeeTheirOwn);
    CPPUNIT_TEST(pullShowsTheBackendsWord);
    CPPUNIT_TEST(pullLeavesUnconfirmedOnTop);
    CPPUNIT_TEST(pullOfUnknownListingIsKept);
    CPPUNIT_TEST(pullTakesAFavoriteBack);
    CPPUNIT_TEST(pullKeepsItsCursor);
    CPPUNIT_TEST(pullForNobodyIsRefused);
    CPPUNIT_TEST(answerReplacesBoth);
    CPPUNIT_TEST(answerLeavesLaterIntentsOnTop);
    CPPUNIT_TEST(silentAnswerMakesTheIntentTheWord);
    CPPUNIT_TEST(staleIntentNoLongerShows);
    CPPUNIT_TEST(failedIntentStillShows);
    CPPUNIT_TEST(quarantinedIntentStillShows);
    CPPUNIT_TEST(supersededIntentsStillCount);
    CPPUNIT_TEST(completedSurvivesProgress);
    CPPUNIT_TEST(uncompletedTakesItBack);
    CPPUNIT_TEST_SUITE_END_ABSTRACT();

private:
    const durus::model::ListingId one{"one"};

    std::optional<durus::model::Progress> seen() { return rig_->progress(amina, one); }
    Milliseconds position() {
        const auto progress = seen();
        CPPUNIT_ASSERT(progress.has_value());
        return progress->position;
    }

    durus::model::RemoteProgress remote(Milliseconds position, bool completed = false) {
        return {one, {position, kHour, completed, stamp(500)}};
    }
    void pull(const std::vector<durus::model::RemoteProgress>& progress,
              const std::vector<durus::model::RemoteFavorite>& favorites = {}) {
        outbox().applyPull(lease_, amina, progress, favorites, "cursor");
    }
    void answer(const durus::sync::FrozenBatch& batch, Class outcome,
                const std::vector<durus::model::RemoteProgress>& progress) {
        durus::sync::Settlement settlement{
            .batch = batch.id, .outcomes = {}, .progress = progress, .favorites = {}};
        for (const auto& intent : batch.intents)
            settlement.outcomes.push_back(
                {.sequence = intent.sequence, .outcome = outcome, .detail = {}, .retryAfter = std::nullopt});
        outbox().settle(lease_, settlement);
    }

    void recordingShowsAtOnce() {
        CPPUNIT_ASSERT(!seen());
        record(Kind::Progress, "one", Milliseconds{7'000});
        CPPUNIT_ASSERT(seen() && seen()->position == Milliseconds{7'000} && !seen()->completed);
        CPPUNIT_ASSERT(seen()->duration == kHour && seen()->updatedAt == stamp(1));
    }

    void favoriteShowsAtOnce() {
        CPPUNIT_ASSERT(!rig_->favorite(amina, one));
        record(Kind::Favorite, "one");
        CPPUNIT_ASSERT(rig_->favorite(amina, one));
        record(Kind::Unfavorite, "one");
        CPPUNIT_ASSERT(!rig_->favorite(amina, one));
    }

    void accountsSeeTheirOwn() {
        record(Kind::Progress, "one", Milliseconds{7'000});
        record(Kind::Favorite, "one");
        CPPUNIT_ASSERT(!rig_->progress(bilal, one));
        CPPUNIT_ASSERT(!rig_->favorite(bilal, one));
    }

    void pullShowsTheBackendsWord() {
        pull({remote(Milliseconds{9'000}, true)}, {{one, true, stamp(500)}});
        CPPUNIT_ASSERT(position() == Milliseconds{9'000} && seen()->completed);
        CPPUNIT_ASSERT(rig_->favorite(amina, one));
        pull({remote(Milliseconds{1'000})});
        CPPUNIT_ASSERT(position() == Milliseconds{1'000} && !seen()->completed);
    }

    void pullLeavesUnconfirmedOnTop() {
        record(Kind::Progress, "one", Milliseconds{5'000});
        record(Kind::Unfavorite, "one");
        pull({remote(Milliseconds{9'000}, true)}, {{one, true, stamp(500)}});
        CPPUNIT_ASSERT(position() == Milliseconds{5'000});
        CPPUNIT_ASSERT(seen()->completed);
        CPPUNIT_ASSERT(!rig_->favorite(amina, one));
    }

    void pullOfUnknownListingIsKept() {
        const durus::model::ListingId unknown{"00000000-unknown"};
        pull({{unknown, {Milliseconds{3'000}, kHour, false, stamp(1)}}}, {{unknown, true, stamp(1)}});
        CPPUNIT_ASSERT(rig_->progress(amina, unknown)->position == Milliseconds{3'000});
        CPPUNIT_ASSERT(rig_->favorite(amina, unknown));
    }

    void pullTakesAFavoriteBack() {
        pull({}, {{one, true, stamp(1)}});
        pull({}, {{one, false, stamp(2)}});
        CPPUNIT_ASSERT(!rig_->favorite(amina, one));
    }

    void pullKeepsItsCursor() {
        CPPUNIT_ASSERT_EQUAL(std::string(), outbox().cursor(amina));
        outbox().applyPull(lease_, amina, {}, {}, "2026-11-22T11:05:00.000Z");
        CPPUNIT_ASSERT_EQUAL(std::string("2026-11-22T11:05:00.000Z"), outbox().cursor(amina));
        CPPUNIT_ASSERT_EQUAL(std::string(), outbox().cursor(bilal));
    }

    void pullForNobodyIsRefused() {
        CPPUNIT_ASSERT_THROW(outbox().applyPull(lease_, durus::model::AccountName{"nobody"}, {}, {}, "c"),
                             durus::Error);
    }

    void answerReplacesBoth() {
        pull({remote(Milliseconds{1'000})});
        record(Kind::Progress, "one", Milliseconds{5'000});
        answer(freeze(pending()), Class::Ok, {remote(Milliseconds{6'000}, true)});
        CPPUNIT_ASSERT(position() == Milliseconds{6'000} && seen()->completed);
    }

    void answerLeavesLaterIntentsOnTop() {
        record(Kind::Progress, "one", Milliseconds{5'000});
        const auto batch = freeze(pending());
        record(Kind::Progress, "one", Milliseconds{8'000});
        answer(batch, Class::Ok, {remote(Milliseconds{5'000})});
        CPPUNIT_ASSERT(position() == Milliseconds{8'000});
    }

    void silentAnswerMakesTheIntentTheWord() {
        pull({remote(Milliseconds{1'000})});
        record(Kind::Completed, "one", Milliseconds{5'000});
        answer(freeze(pending()), Class::Ok, {});
        CPPUNIT_ASSERT(position() == Milliseconds{5'000} && seen()->completed);
        record(Kind::Favorite, "one");
        answer(freeze(pending(Family::Favorite), "f"), Class::Already, {});
        CPPUNIT_ASSERT(rig_->favorite(amina, one));
    }

    void staleIntentNoLongerShows() {
        pull({remote(Milliseconds{9'000})});
        record(Kind::Progress, "one", Milliseconds{5'000});
        answer(freeze(pending()), Class::Stale, {});
        CPPUNIT_ASSERT(position() == Milliseconds{9'000});
    }

    void failedIntentStillShows() {
        pull({remote(Milliseconds{1'000})});
        record(Kind::Progress, "one", Milliseconds{5'000});
        answer(freeze(pending()), Class::Transient, {});
        CPPUNIT_ASSERT(position() == Milliseconds{5'000});
    }

    void quarantinedIntentStillShows() {
        record(Kind::Favorite, "one");
        answer(freeze(pending(Family::Favorite)), Class::Permanent, {});
        pull({}, {{one, false, stamp(500)}});
        CPPUNIT_ASSERT(rig_->favorite(amina, one));
    }

    void supersededIntentsStillCount() {
        record(Kind::Progress, "one", Milliseconds{5'000});
        record(Kind::Progress, "one", Milliseconds{6'000});
        pull({remote(Milliseconds{1'000})});
        CPPUNIT_ASSERT(position() == Milliseconds{6'000});
        answer(freeze(pending()), Class::Ok, {remote(Milliseconds{2'000})});
        CPPUNIT_ASSERT(position() == Milliseconds{2'000});
    }

    void completedSurvivesProgress() {
        record(Kind::Completed, "one", kHour);
        record(Kind::Progress, "one", Milliseconds{2'000});
        CPPUNIT_ASSERT(position() == Milliseconds{2'000} && seen()->completed);
    }

    void uncompletedTakesItBack() {
        pull({remote(kHour, true)});
        record(Kind::Uncompleted, "one");
        CPPUNIT_ASSERT(!seen()->completed);
        answer(freeze(pending()), Class::Ok, {});
        CPPUNIT_ASSERT(!seen()->completed && position() == kHour);
    }
};

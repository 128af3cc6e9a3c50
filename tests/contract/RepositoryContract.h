// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "RepositoryModel.h"
#include "reference/Repository.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <memory>
#include <string>
#include <vector>

/// A database, and repositories on it.
class RepositoryRig {
public:
    virtual ~RepositoryRig() = default;
    /// Opens a repository on the rig's database, which others may have open.
    virtual std::unique_ptr<durus::reference::Repository> open() = 0;
};

/// What every Repository keeps to. Derive, say how a rig is made, register with CPPUNIT_TEST_SUB_SUITE.
class RepositoryContract : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(RepositoryContract);
    CPPUNIT_TEST(anAccountIsOpenedOnce);
    CPPUNIT_TEST(anyNameMayOpenAnAccount);
    CPPUNIT_TEST(accountsDoNotSeeEachOther);
    CPPUNIT_TEST(aBatchIsAppliedInItsOrder);
    CPPUNIT_TEST(anEmptyBatchIsNothing);
    CPPUNIT_TEST(ignoredItemsAreReported);
    CPPUNIT_TEST(everyIgnoredItemIsReportedInItsOrder);
    CPPUNIT_TEST(anUnknownListingUndoesTheBatch);
    CPPUNIT_TEST(theFirstUnknownListingIsNamed);
    CPPUNIT_TEST(writesToAnUnknownListingDoNothing);
    CPPUNIT_TEST(aListingGoneFromTheCatalogueStaysKnown);
    CPPUNIT_TEST(aListingMayBeRegisteredTwice);
    CPPUNIT_TEST(completionFollowsFromThePosition);
    CPPUNIT_TEST(completionSticks);
    CPPUNIT_TEST(anOlderCompletionIsIgnored);
    CPPUNIT_TEST(putOverwritesTheFuture);
    CPPUNIT_TEST(putKeepsWhatIsNotGiven);
    CPPUNIT_TEST(sinceIsExclusive);
    CPPUNIT_TEST(equalStampsAreOrderedByListing);
    CPPUNIT_TEST(tombstonesAreGivenOut);
    CPPUNIT_TEST(theFirstSaveIsRemembered);
    CPPUNIT_TEST(putSavedOverwritesTheFuture);
    CPPUNIT_TEST(everythingOutlivesTheProcess);
    CPPUNIT_TEST(whatOneWroteTheOtherReads);
    CPPUNIT_TEST(anOpenRepositoryIsReady);
    CPPUNIT_TEST(anyHistoryIsTheRulesFoldedOverIt);
    CPPUNIT_TEST_SUITE_END_ABSTRACT();

public:
    void setUp() override {
        rig_ = makeRig();
        repository_ = rig_->open();
        repository_->registerListings({{"a", "slug-a", 1800}, {"b", "slug-b", 0}, {"c", "slug-c", 600}});
        account_ = repository_->openAccount("alice", at(1)).id;
    }

    void tearDown() override {
        repository_.reset();
        rig_.reset();
    }

protected:
    using Repository = durus::reference::Repository;
    using Account = durus::reference::Account;
    using UnknownListing = durus::reference::UnknownListing;
    using ProgressItem = durus::reference::ProgressItem;
    using ProgressState = durus::reference::ProgressState;
    using SavedItem = durus::reference::SavedItem;
    using SavedState = durus::reference::SavedState;
    using WallTime = durus::WallTime;

    virtual std::unique_ptr<RepositoryRig> makeRig() = 0;

    static WallTime at(int seconds) { return {durus::Milliseconds{seconds * 1000}}; }

    static ProgressItem item(const std::string& listingId, std::int64_t position, int updatedAt,
                             bool completed = false) {
        return {.listingId = listingId,
                .state = {.positionSeconds = position, .completed = completed, .updatedAt = at(updatedAt)}};
    }

    Repository& repository() { return *repository_; }
    RepositoryRig& rig() { return *rig_; }
    const std::string& account() const { return account_; }

private:
    ProgressStates progress(const std::string& account) { return progressOf(*repository_, account); }
    SavedStates saved(const std::string& account) { return savedOf(*repository_, account); }
    ProgressState stored(const std::string& listingId) { return progress(account_).at(listingId); }

    void anAccountIsOpenedOnce() {
        const Account again = repository_->openAccount("alice", at(99));
        CPPUNIT_ASSERT_EQUAL(account_, again.id);
        CPPUNIT_ASSERT_EQUAL(std::string("alice"), again.name);
        CPPUNIT_ASSERT(again.createdAt == at(1));
        CPPUNIT_ASSERT(repository_->openAccount("bob", at(99)).id != account_);
    }

    void anyNameMayOpenAnAccount() {
        const std::string name = "عبد الله \"\\{},'";
        const Account account = repository_->openAccount(name, at(2));
        CPPUNIT_ASSERT_EQUAL(name, account.name);
        CPPUNIT_ASSERT_EQUAL(account.id, repository_->openAccount(name, at(3)).id);
    }

    void accountsDoNotSeeEachOther() {
        const std::string bob = repository_->openAccount("bob", at(1)).id;
        repository_->syncProgress(account_, {item("a", 100, 10)});
        repository_->syncSaved(account_, {{"a", true, at(10)}});
        CPPUNIT_ASSERT(repository_->progress(bob, {}).empty());
        CPPUNIT_ASSERT(repository_->saved(bob, {}).empty());
    }

    void aBatchIsAppliedInItsOrder() {
        repository_->syncProgress(account_,
                                  {item("a", 1, 10), item("a", 3, 30), item("a", 2, 20), item("a", 4, 30)});
        const auto rows = repository_->progress(account_, {});
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, rows.size());
        CPPUNIT_ASSERT_EQUAL(std::int64_t{4}, rows[0].state.positionSeconds);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1800}, rows[0].durationSeconds);
    }

    void anEmptyBatchIsNothing() {
        CPPUNIT_ASSERT(repository_->syncProgress(account_, {}).ignored.empty());
        CPPUNIT_ASSERT(repository_->syncSaved(account_, {}).ignored.empty());
        CPPUNIT_ASSERT(repository_->progress(account_, {}).empty());
    }

    void ignoredItemsAreReported() {
        repository_->syncProgress(account_, {item("a", 1, 10)});
        const auto outcome = repository_->syncProgress(account_, {item("b", 1, 5), item("a", 2, 5)});
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, outcome.ignored.size());
        CPPUNIT_ASSERT_EQUAL(std::string("a"), outcome.ignored[0]);
    }

    void everyIgnoredItemIsReportedInItsOrder() {
        const std::vector<std::string> expected = {"c", "b", "a", "b"};
        repository_->syncProgress(account_, {item("a", 1, 50), item("b", 1, 10), item("c", 1, 90)});
        const auto outcome =
            repository_->syncProgress(account_, {item("c", 2, 10), item("b", 2, 9), item("a", 2, 40),
                                                 item("b", 3, 20), item("b", 4, 15), item("a", 3, 50)});
        CPPUNIT_ASSERT(expected == outcome.ignored);
        repository_->syncSaved(account_, {{"a", true, at(50)}, {"b", true, at(10)}, {"c", true, at(90)}});
        const auto saves = repository_->syncSaved(account_, {{"c", false, at(10)},
                                                             {"b", false, at(9)},
                                                             {"a", false, at(40)},
                                                             {"b", false, at(20)},
                                                             {"b", true, at(15)},
                                                             {"a", false, at(50)}});
        CPPUNIT_ASSERT(expected == saves.ignored);
    }

    void anUnknownListingUndoesTheBatch() {
        CPPUNIT_ASSERT_THROW(
            repository_->syncProgress(account_, {item("a", 1, 10), item("x", 1, 10), item("b", 1, 10)}),
            UnknownListing);
        CPPUNIT_ASSERT_THROW(repository_->syncSaved(account_, {{"a", true, at(10)}, {"x", true, at(10)}}),
                             UnknownListing);
        CPPUNIT_ASSERT(repository_->progress(account_, {}).empty());
        CPPUNIT_ASSERT(repository_->saved(account_, {}).empty());
        repository_->syncProgress(account_, {item("a", 1, 10)});
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, repository_->progress(account_, {}).size());
    }

    void theFirstUnknownListingIsNamed() {
        repository_->syncProgress(account_, {item("a", 1, 50)});
        try {
            repository_->syncProgress(account_, {item("a", 2, 10), item("y", 1, 10), item("x", 1, 10)});
            CPPUNIT_FAIL("taken");
        } catch (const UnknownListing& unknown) {
            CPPUNIT_ASSERT_EQUAL(std::string("y"), unknown.listingId());
        }
    }

    void writesToAnUnknownListingDoNothing() {
        CPPUNIT_ASSERT_THROW(repository_->putProgress(account_, "x", 1, false, at(10)), UnknownListing);
        CPPUNIT_ASSERT_THROW(repository_->putSaved(account_, "x", true, at(10)), UnknownListing);
        CPPUNIT_ASSERT(repository_->progress(account_, {}).empty());
        CPPUNIT_ASSERT(repository_->saved(account_, {}).empty());
    }

    void aListingGoneFromTheCatalogueStaysKnown() {
        repository_->registerListings({{"b", "slug-b", 70}});
        repository_->syncProgress(account_, {item("a", 1, 10), item("b", 1, 20)});
        const auto rows = repository_->progress(account_, {});
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, rows.size());
        CPPUNIT_ASSERT_EQUAL(std::int64_t{70}, rows[0].durationSeconds);
    }

    void aListingMayBeRegisteredTwice() {
        repository_->registerListings({{"d", "slug-d", 10}, {"d", "slug-d", 20}});
        repository_->syncProgress(account_, {item("d", 1, 10)});
        CPPUNIT_ASSERT_EQUAL(std::int64_t{20}, repository_->progress(account_, {}).at(0).durationSeconds);
    }

    void completionFollowsFromThePosition() {
        repository_->registerListings({{"tiny", "slug-tiny", 30}});
        const std::vector<std::pair<ProgressItem, bool>> cases = {
            {item("a", 1709, 1), false}, {item("a", 1710, 2), true},  {item("c", 569, 1), false},
            {item("c", 570, 2), true},   {item("b", 9999, 1), false}, {item("tiny", 28, 1), false},
            {item("tiny", 29, 2), true}, {item("a", -5, 3), true}};
        for (const auto& [each, completed] : cases) {
            repository_->syncProgress(account_, {each});
            CPPUNIT_ASSERT_EQUAL_MESSAGE(each.listingId + std::to_string(each.state.positionSeconds),
                                         completed, stored(each.listingId).completed);
        }
        const std::string bob = repository_->openAccount("bob", at(1)).id;
        repository_->putProgress(bob, "c", 570, false, at(1));
        CPPUNIT_ASSERT(progress(bob).at("c").completed);
    }

    void completionSticks() {
        repository_->syncProgress(account_, {item("a", 1, 10, true)});
        repository_->syncProgress(account_, {item("a", 2, 20)});
        CPPUNIT_ASSERT(stored("a").completed);
        repository_->syncProgress(account_, {item("c", 1, 10, true), item("c", 2, 20)});
        CPPUNIT_ASSERT(stored("c").completed);
        repository_->putProgress(account_, "c", 3, false, at(30));
        CPPUNIT_ASSERT(stored("c").completed);
    }

    void anOlderCompletionIsIgnored() {
        repository_->syncProgress(account_, {item("a", 1, 20)});
        repository_->syncProgress(account_, {item("a", 2, 10, true), item("a", 3, 30)});
        CPPUNIT_ASSERT(!stored("a").completed);
        repository_->syncProgress(account_, {item("b", 1, 20), item("b", 2, 10, true), item("b", 3, 30)});
        CPPUNIT_ASSERT(!stored("b").completed);
    }

    void putOverwritesTheFuture() {
        repository_->syncProgress(account_, {item("a", 900, 5000)});
        repository_->putProgress(account_, "a", 20, false, at(10));
        CPPUNIT_ASSERT((stored("a") == ProgressState{.positionSeconds = 20, .updatedAt = at(10)}));
    }

    void putKeepsWhatIsNotGiven() {
        repository_->putProgress(account_, "a", {}, false, at(10));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, stored("a").positionSeconds);
        repository_->putProgress(account_, "a", 42, false, at(11));
        repository_->putProgress(account_, "a", {}, true, at(12));
        CPPUNIT_ASSERT(
            (stored("a") == ProgressState{.positionSeconds = 42, .completed = true, .updatedAt = at(12)}));
    }

    void sinceIsExclusive() {
        repository_->syncProgress(account_, {item("a", 1, 10), item("b", 1, 20), item("c", 1, 30)});
        const auto rows = repository_->progress(account_, at(10));
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, rows.size());
        CPPUNIT_ASSERT_EQUAL(std::string("c"), rows[0].listingId);
        CPPUNIT_ASSERT_EQUAL(std::size_t{3}, repository_->progress(account_, at(9)).size());
        CPPUNIT_ASSERT(repository_->progress(account_, at(30)).empty());
        repository_->syncSaved(account_, {{"a", true, at(10)}, {"b", true, at(20)}});
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, repository_->saved(account_, at(10)).size());
    }

    void equalStampsAreOrderedByListing() {
        repository_->registerListings({{"B", "slug-B", 0}, {"-", "slug--", 0}});
        repository_->syncProgress(account_, {item("b", 1, 10), item("B", 1, 10), item("-", 1, 10)});
        std::string order;
        for (const auto& row : repository_->progress(account_, {}))
            order += row.listingId;
        CPPUNIT_ASSERT_EQUAL(std::string("-Bb"), order);
    }

    void tombstonesAreGivenOut() {
        repository_->syncSaved(account_, {{"a", true, at(10)}, {"a", false, at(20)}});
        const auto rows = repository_->saved(account_, at(10));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, rows.size());
        CPPUNIT_ASSERT(!rows[0].state.saved);
        CPPUNIT_ASSERT(rows[0].state.savedAt == at(10));
        repository_->putSaved(account_, "b", false, at(30));
        CPPUNIT_ASSERT((saved(account_).at("b") == SavedState{.updatedAt = at(30)}));
    }

    void theFirstSaveIsRemembered() {
        repository_->syncSaved(account_, {{"a", false, at(5)}, {"a", true, at(10)}, {"a", true, at(20)}});
        CPPUNIT_ASSERT(saved(account_).at("a").savedAt == at(10));
        repository_->syncSaved(account_, {{"a", false, at(30)}, {"a", true, at(40)}});
        repository_->putSaved(account_, "a", true, at(50));
        CPPUNIT_ASSERT(
            (saved(account_).at("a") == SavedState{.saved = true, .savedAt = at(10), .updatedAt = at(50)}));
    }

    void putSavedOverwritesTheFuture() {
        repository_->syncSaved(account_, {{"a", true, at(5000)}});
        repository_->putSaved(account_, "a", false, at(10));
        CPPUNIT_ASSERT((saved(account_).at("a") == SavedState{.savedAt = at(5000), .updatedAt = at(10)}));
    }

    void everythingOutlivesTheProcess() {
        repository_->syncProgress(account_, {item("a", 1, 10)});
        repository_->putSaved(account_, "b", true, at(11));
        repository_.reset();
        repository_ = rig_->open();
        CPPUNIT_ASSERT_EQUAL(account_, repository_->openAccount("alice", at(99)).id);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, repository_->progress(account_, {}).size());
        CPPUNIT_ASSERT(repository_->saved(account_, {}).at(0).state.savedAt == at(11));
    }

    void whatOneWroteTheOtherReads() {
        const auto other = rig_->open();
        other->syncProgress(account_, {item("a", 7, 20)});
        CPPUNIT_ASSERT_EQUAL(std::int64_t{7}, stored("a").positionSeconds);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1},
                             repository_->syncProgress(account_, {item("a", 8, 10)}).ignored.size());
    }

    void anOpenRepositoryIsReady() { CPPUNIT_ASSERT(repository_->isReady()); }

    /// Batches, with listings in them more than once, and writes of the moment, at random: the repository
    /// and the pure rules must agree on every state and on every item that was ignored.
    void anyHistoryIsTheRulesFoldedOverIt() {
        constexpr unsigned kHistories = 12;
        constexpr int kSteps = 25;
        for (unsigned seed = 1; seed <= kHistories; ++seed) {
            const std::string message = "seed " + std::to_string(seed);
            RepositoryModel model(*repository_, repository_->openAccount(message, at(1)).id, seed);
            for (int step = 0; step < kSteps; ++step)
                CPPUNIT_ASSERT_MESSAGE(message, model.step());
            CPPUNIT_ASSERT_MESSAGE(message, model.agrees());
        }
    }

    std::unique_ptr<RepositoryRig> rig_;
    std::unique_ptr<Repository> repository_;
    std::string account_;
};

// SPDX-License-Identifier: Apache-2.0
#include "SyncWorld.h"

#include <durus/core/IsoTime.h>

#include <cppunit/extensions/HelperMacros.h>

using namespace durus;
using namespace std::chrono_literals;
using Kind = model::IntentKind;

/// Two boxes of one listener over docs/wire-protocol.md, beside a third that speaks the platform's API.
class WireProtocolTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(WireProtocolTest);
    CPPUNIT_TEST(whatIsUploadedLateIsSeenByTheNextPullHoweverLate);
    CPPUNIT_TEST(aCompletionIsTakenBack);
    CPPUNIT_TEST(aPersonsMarkMovesNothing);
    CPPUNIT_TEST(favoritesAndTheirTombstonesTravel);
    CPPUNIT_TEST(bothProtocolsTellOneStory);
    CPPUNIT_TEST(oneBadEntryGoesToQuarantineAlone);
    CPPUNIT_TEST(aRestoredBackendIsReadFromTheBeginning);
    CPPUNIT_TEST_SUITE_END();

    ManualClock clock_{fromIso8601("2026-11-22T12:00:00Z").value()};
    World world_{{}, &clock_};
    SyncBox one_{world_, world_.backend().url(), &clock_, "durus"};
    SyncBox two_{world_, world_.backend().url(), &clock_, "durus"};
    std::vector<std::string> lectures_;

    std::optional<model::Progress> progress(SyncBox& box) {
        return box.store().library().progress(box.account, model::ListingId(lectures_[0]));
    }
    static void passes(SyncBox& box) { CPPUNIT_ASSERT(box.pass().succeeded()); }

public:
    void setUp() override {
        CPPUNIT_ASSERT(!one_.pullCatalogue().failure);
        CPPUNIT_ASSERT(!two_.pullCatalogue().failure);
        lectures_ = one_.lectures();
    }

    void whatIsUploadedLateIsSeenByTheNextPullHoweverLate() {
        long position = 5;
        for (const auto lateness : {60min, 60min * 24 * 30}) {
            one_.record(lectures_[0], Kind::Progress, position);
            clock_.advance(lateness);
            two_.record(lectures_[1], Kind::Progress, 6);
            passes(two_);
            passes(one_);
            passes(two_);
            CPPUNIT_ASSERT(progress(two_) && progress(two_)->position == std::chrono::seconds{position++});
        }
    }

    void aCompletionIsTakenBack() {
        one_.record(lectures_[0], Kind::Completed, 5);
        passes(one_);
        passes(two_);
        CPPUNIT_ASSERT(progress(two_)->completed);
        clock_.advance(1min);
        two_.record(lectures_[0], Kind::Uncompleted, 5);
        passes(two_);
        passes(one_);
        CPPUNIT_ASSERT(!progress(one_)->completed);
    }

    void aPersonsMarkMovesNothing() {
        one_.record(lectures_[0], Kind::Progress, 5);
        one_.record(lectures_[0], Kind::Completed);
        passes(one_);
        CPPUNIT_ASSERT(progress(one_)->completed && progress(one_)->position == 5s);
        one_.record(lectures_[0], Kind::Uncompleted);
        passes(one_);
        passes(two_);
        CPPUNIT_ASSERT(!progress(two_)->completed && progress(two_)->position == 5s);
    }

    void favoritesAndTheirTombstonesTravel() {
        const model::ListingId lecture(lectures_[0]);
        one_.record(lectures_[0], Kind::Favorite);
        passes(one_);
        passes(two_);
        CPPUNIT_ASSERT(two_.store().library().favorite(two_.account, lecture));
        clock_.advance(1min);
        one_.record(lectures_[0], Kind::Unfavorite);
        passes(one_);
        passes(two_);
        CPPUNIT_ASSERT(!two_.store().library().favorite(two_.account, lecture));
    }

    void bothProtocolsTellOneStory() {
        SyncBox platform(world_, world_.backend().url(), &clock_);
        CPPUNIT_ASSERT(!platform.pullCatalogue().failure);
        platform.record(lectures_[0], Kind::Progress, 7);
        passes(platform);
        passes(one_);
        CPPUNIT_ASSERT(progress(one_)->position == 7s);
        clock_.advance(1min);
        one_.record(lectures_[0], Kind::Progress, 9);
        passes(one_);
        passes(platform);
        CPPUNIT_ASSERT(progress(platform)->position == 9s);
    }

    void oneBadEntryGoesToQuarantineAlone() {
        one_.record("99999999-0000-4000-8000-000000000000", Kind::Progress, 5);
        one_.record(lectures_[0], Kind::Progress, 5);
        passes(one_);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, one_.counts().quarantined);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, one_.counts().pending);
        CPPUNIT_ASSERT_EQUAL(5L, world_.progress().at(lectures_[0]).positionSeconds);
    }

    void aRestoredBackendIsReadFromTheBeginning() {
        one_.record(lectures_[0], Kind::Progress, 5);
        passes(one_);
        World restored({}, &clock_);
        SyncBox other(restored, restored.backend().url(), &clock_, "durus");
        CPPUNIT_ASSERT(!other.pullCatalogue().failure);
        CPPUNIT_ASSERT(!one_.store().outbox().cursor(one_.account).empty());
        one_.endpoint = other.endpoint;
        passes(one_);
        CPPUNIT_ASSERT_EQUAL(std::string("0"), one_.store().outbox().cursor(one_.account));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(WireProtocolTest);

// SPDX-License-Identifier: Apache-2.0
#include "CuttingProxy.h"
#include "SyncWorld.h"

#include <cppunit/extensions/HelperMacros.h>

#include <future>

using namespace durus;
using Kind = model::IntentKind;
using sync::DeliveryState;
using sync::OutcomeClass;

/// The whole way: SQLite, the platform's plugin, HTTPS, the reference backend, and lines that break.
class SyncOverHttpsTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(SyncOverHttpsTest);
    CPPUNIT_TEST(pullsTheCatalogue);
    CPPUNIT_TEST(whatIsDoneHereIsSeenThere);
    CPPUNIT_TEST(anIntentCanBeFollowedFromItsEventToItsEnd);
    CPPUNIT_TEST(whatWasNeedlessNamesWhatStandsForIt);
    CPPUNIT_TEST(aLineThatBreaksAnywhereLosesNothing);
    CPPUNIT_TEST(aBackendThatGoesAndComesLosesNothing);
    CPPUNIT_TEST(aListingTheBackendDoesNotKnowBlocksNobody);
    CPPUNIT_TEST(aPersonDecidesOnWhatTheBackendRefused);
    CPPUNIT_TEST(refusedCredentialsDropNothing);
    CPPUNIT_TEST(anUntrustedBackendGetsNothing);
    CPPUNIT_TEST_SUITE_END();

    std::unique_ptr<World> world_;
    std::unique_ptr<SyncBox> box_;
    std::vector<std::string> lectures_;

    void connect(const std::string& url) {
        box_ = std::make_unique<SyncBox>(*world_, url);
        const auto report = box_->pullCatalogue();
        CPPUNIT_ASSERT_MESSAGE(report.failure ? report.failure->detail : "", !report.failure);
        lectures_ = box_->lectures();
        CPPUNIT_ASSERT_EQUAL(std::size_t{8}, lectures_.size());
    }

    void assertEverythingArrived(const std::map<std::string, long>& positions) {
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, box_->counts().pending);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, box_->counts().quarantined);
        const auto held = world_->progress();
        CPPUNIT_ASSERT_EQUAL(positions.size(), held.size());
        for (const auto& [listing, position] : positions)
            CPPUNIT_ASSERT_EQUAL(position, held.at(listing).positionSeconds);
    }

public:
    void setUp() override { world_ = std::make_unique<World>(); }
    void tearDown() override {
        box_.reset();
        world_.reset();
    }

    void pullsTheCatalogue() { connect(world_->backend().url()); }

    void whatIsDoneHereIsSeenThere() {
        connect(world_->backend().url());
        for (long second = 1; second <= 5; ++second)
            box_->record(lectures_[0], Kind::Progress, second);
        box_->record(lectures_[1], Kind::Completed, 7);
        box_->record(lectures_[2], Kind::Favorite);
        box_->record(lectures_[3], Kind::Favorite);
        box_->record(lectures_[3], Kind::Unfavorite);
        const auto report = box_->pass();
        CPPUNIT_ASSERT_MESSAGE(report.failure ? report.failure->detail : "", report.succeeded());
        CPPUNIT_ASSERT_EQUAL(5L, world_->progress().at(lectures_[0]).positionSeconds);
        CPPUNIT_ASSERT(world_->progress().at(lectures_[1]).completed);
        CPPUNIT_ASSERT(world_->favorites().at(lectures_[2]));
        CPPUNIT_ASSERT(!world_->favorites()[lectures_[3]]);

        SyncBox other(*world_, world_->backend().url());
        CPPUNIT_ASSERT(!other.pullCatalogue().failure);
        CPPUNIT_ASSERT(other.pass().succeeded());
        const auto there = other.store().library().progress(other.account, model::ListingId(lectures_[0]));
        CPPUNIT_ASSERT(there && there->position == std::chrono::seconds{5});
        CPPUNIT_ASSERT(other.store().library().favorite(other.account, model::ListingId(lectures_[2])));
        CPPUNIT_ASSERT(!other.store().library().favorite(other.account, model::ListingId(lectures_[3])));
    }

    void anIntentCanBeFollowedFromItsEventToItsEnd() {
        CuttingProxy line(world_->backend().port());
        connect(line.url());
        CPPUNIT_ASSERT(box_->pass().succeeded());
        box_->record(lectures_[0], Kind::Completed, 7);
        line.breakAfter(0);
        CPPUNIT_ASSERT(!box_->pass().succeeded());
        line.mend();
        box_->settle();
        const auto entry = box_->store().outbox().entries(box_->account, 1).at(0);
        const auto trail = box_->log.messagesWith("intent=" + entry.intent.id.str());
        const std::vector<std::string> expected{"recorded", "frozen", "sent", "failed", "sent", "acked"};
        CPPUNIT_ASSERT(trail == expected);
        CPPUNIT_ASSERT(box_->log.messagesWith("event=draft-1") == std::vector<std::string>{"recorded"});
    }

    void whatWasNeedlessNamesWhatStandsForIt() {
        connect(world_->backend().url());
        box_->record(lectures_[0], Kind::Progress, 1);
        box_->record(lectures_[0], Kind::Progress, 2);
        const auto entries = box_->store().outbox().entries(box_->account, 2);
        const auto trail = box_->log.messagesWith("intent=" + entries.at(1).intent.id.str());
        CPPUNIT_ASSERT((trail == std::vector<std::string>{"recorded", "superseded"}));
        CPPUNIT_ASSERT((box_->log.messagesWith("by=" + entries.at(0).intent.id.str()) ==
                        std::vector<std::string>{"superseded"}));
    }

    void aLineThatBreaksAnywhereLosesNothing() {
        CuttingProxy line(world_->backend().port());
        connect(line.url());
        SeededRandom dice(17);
        std::map<std::string, long> positions;
        for (long round = 1; round <= 40; ++round) {
            const auto& listing = lectures_[dice.upTo(lectures_.size() - 1)];
            box_->record(listing, Kind::Progress, round);
            positions[listing] = round;
            line.breakAfter(static_cast<std::int64_t>(dice.upTo(6'000)));
            box_->pass();
            if (dice.upTo(3) > 0) continue;
            line.mend();
            box_->settle();
        }
        line.mend();
        box_->settle();
        CPPUNIT_ASSERT(line.breaks() > 10);
        assertEverythingArrived(positions);
        CPPUNIT_ASSERT(world_->backend().counters().retries > 0);
    }

    void aBackendThatGoesAndComesLosesNothing() {
        connect(world_->backend().url());
        std::map<std::string, long> positions;
        for (long round = 1; round <= 15; ++round) {
            for (const auto& listing : lectures_) {
                box_->record(listing, Kind::Progress, round);
                positions[listing] = round;
            }
            // It goes somewhere in the middle of this pass.
            auto passing = std::async(std::launch::async, [this] { return box_->pass(); });
            passing.wait_for(std::chrono::milliseconds{round});
            world_->backend().stop();
            passing.get();
            CPPUNIT_ASSERT(!box_->pass().succeeded());
            world_->backend().start();
        }
        box_->settle();
        assertEverythingArrived(positions);
    }

    void aListingTheBackendDoesNotKnowBlocksNobody() {
        connect(world_->backend().url());
        box_->record("00000000-0000-4000-8000-00000000dead", Kind::Progress, 3);
        std::map<std::string, long> positions;
        for (const auto& listing : lectures_) {
            box_->record(listing, Kind::Progress, 4);
            positions[listing] = 4;
        }
        box_->settle();
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, box_->counts().pending);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, box_->counts().quarantined);
        for (const auto& [listing, position] : positions)
            CPPUNIT_ASSERT_EQUAL(position, world_->progress().at(listing).positionSeconds);
    }

    void aPersonDecidesOnWhatTheBackendRefused() {
        connect(world_->backend().url());
        const std::string unknown = "00000000-0000-4000-8000-00000000dead";
        box_->record(unknown, Kind::Progress, 3);
        box_->record(lectures_[0], Kind::Progress, 4);
        box_->settle();
        auto& outbox = box_->store().outbox();
        const auto refused = outbox.entries(box_->account, 2).at(1);
        CPPUNIT_ASSERT_EQUAL(unknown, refused.intent.listing.str());
        outbox.retry(refused.intent.id);
        box_->record(lectures_[0], Kind::Progress, 5);
        box_->settle();
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, box_->counts().quarantined);
        outbox.discard(refused.intent.id);
        assertEverythingArrived({{lectures_[0], 5}});
    }

    void refusedCredentialsDropNothing() {
        connect(world_->backend().url());
        box_->record(lectures_[0], Kind::Completed, 1);
        box_->endpoint.token = "a-wrong-token-0123456789";
        for (int i = 0; i < 5; ++i)
            CPPUNIT_ASSERT(box_->pass().failure->outcome == OutcomeClass::Unauthorized);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, box_->counts().pending);
        box_->endpoint.token = world_->token();
        box_->settle();
        CPPUNIT_ASSERT(world_->progress().at(lectures_[0]).completed);
    }

    void anUntrustedBackendGetsNothing() {
        connect(world_->backend().url());
        box_->record(lectures_[0], Kind::Completed, 1);
        const auto before = world_->backend().counters().requests;
        // A new process that was given another authority.
        SyncBox distrusting(*world_, world_->backend().url());
        distrusting.endpoint.caFile.clear();
        distrusting.record(lectures_[0], Kind::Completed, 1);
        const auto report = distrusting.pass();
        CPPUNIT_ASSERT(report.failure->outcome == OutcomeClass::Transient);
        CPPUNIT_ASSERT(report.failure->detail.find("not trusted") != std::string::npos);
        CPPUNIT_ASSERT_EQUAL(before, world_->backend().counters().requests);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, distrusting.counts().pending);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(SyncOverHttpsTest);

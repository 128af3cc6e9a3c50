// SPDX-License-Identifier: Apache-2.0
#include "ReadingProxy.h"
#include "SeenWrites.h"
#include "SyncWorld.h"

#include <durus/core/IsoTime.h>

#include <cppunit/extensions/HelperMacros.h>

using namespace durus;
using namespace std::chrono_literals;
using Kind = model::IntentKind;
using Manner = ReadingProxy::Manner;
using sync::OutcomeClass;

/// Real HTTPS over lines that say things twice, too late, or in somebody else's name.
class DeceivingLineTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(DeceivingLineTest);
    CPPUNIT_TEST(whatArrivesTwiceHasOneEffect);
    CPPUNIT_TEST(anAnswerAfterTheDeadlineIsAskedForAgain);
    CPPUNIT_TEST(aWriteThatComesMuchLaterChangesNothing);
    CPPUNIT_TEST(aPortalIsNotBelieved);
    CPPUNIT_TEST(aRedirectToALoginPageIsNotFollowed);
    CPPUNIT_TEST(aPortalIsNotBelievedByABoxThatNeverHeardItsBackend);
    CPPUNIT_TEST(aPortalWithItsOwnCertificateIsToldNothing);
    CPPUNIT_TEST_SUITE_END();

    /// So short that waiting for nothing is over soon, and longer than an answer takes here.
    static constexpr http::ClientLimits kImpatient{.connect = 2'000ms, .idle = 1'500ms, .total = 3'000ms};

    std::unique_ptr<World> world_;
    std::unique_ptr<ReadingProxy> line_;
    std::unique_ptr<SyncBox> box_;
    std::vector<std::string> lectures_;
    long position_ = 0;

    std::unique_ptr<SyncBox> makeBox() {
        auto box = std::make_unique<SyncBox>(*world_, line_->url());
        box->endpoint.url = world_->backend().url();
        CPPUNIT_ASSERT(!box->pullCatalogue().failure);
        lectures_ = box->lectures();
        box->endpoint.url = line_->url();
        box->reconnect(kImpatient);
        return box;
    }

    void record() {
        box_->record(lectures_[0], Kind::Progress, ++position_);
        box_->record(lectures_[1], Kind::Completed, ++position_);
        box_->record(lectures_[2], position_ % 4 == 0 ? Kind::Unfavorite : Kind::Favorite);
    }

    /// All that the backend holds of the listener, stamps included.
    std::string held() {
        std::string all;
        for (const char* path : {"/audio/progress", "/me/library/saved/delta"})
            all += world_->ask({.method = "GET", .path = path, .headers = {}, .body = {}}).body;
        return all;
    }

    void assertNothingLost() {
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{3}, box_->counts().pending);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, box_->counts().quarantined);
        CPPUNIT_ASSERT_EQUAL(world_->token(), box_->store().accounts().token(box_->account));
    }

    void assertArrived() {
        box_->settle();
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, box_->counts().pending);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, box_->counts().quarantined);
        CPPUNIT_ASSERT_EQUAL(position_ - 1, world_->progress().at(lectures_[0]).positionSeconds);
        CPPUNIT_ASSERT(world_->progress().at(lectures_[1]).completed);
        CPPUNIT_ASSERT_EQUAL(position_ % 4 != 0, world_->favorites().at(lectures_[2]));
        for (const std::string& fault : faultsOf(writesOf(line_->requests()), toIso8601(box_->clock.wall())))
            CPPUNIT_FAIL(fault);
    }

    void meetPortal(Manner manner) {
        record();
        line_->setManner(manner);
        for (int i = 0; i < 2; ++i) {
            const auto report = box_->pass();
            CPPUNIT_ASSERT(report.failure && report.failure->outcome == OutcomeClass::NotBackend);
            assertNothingLost();
        }
        line_->setManner(Manner::Carries);
        assertArrived();
    }

public:
    void setUp() override {
        world_ = std::make_unique<World>();
        line_ = std::make_unique<ReadingProxy>(world_->backend().port(),
                                               std::filesystem::path(world_->caFile()).parent_path());
        box_ = makeBox();
        CPPUNIT_ASSERT(box_->pass().succeeded());
    }
    void tearDown() override {
        box_.reset();
        line_.reset();
        world_.reset();
    }

    void whatArrivesTwiceHasOneEffect() {
        for (int round = 0; round < 2; ++round) {
            record();
            line_->setManner(Manner::Duplicates);
            CPPUNIT_ASSERT(box_->pass().succeeded());
            assertArrived();
        }
        CPPUNIT_ASSERT(world_->backend().counters().retries >= 4);
        // The last one of each kind says nothing new, however often it is said.
        const std::string before = held();
        const auto writes = writesOf(line_->requests());
        CPPUNIT_ASSERT(writes.size() >= 4);
        for (std::size_t i = writes.size() - 2; i < writes.size(); ++i)
            CPPUNIT_ASSERT(line_->ask(writes[i].text).starts_with("HTTP/1.1 2"));
        CPPUNIT_ASSERT_EQUAL(before, held());
    }

    void anAnswerAfterTheDeadlineIsAskedForAgain() {
        record();
        line_->setManner(Manner::DelaysAnswers);
        const auto report = box_->pass();
        CPPUNIT_ASSERT(report.failure && report.failure->outcome == OutcomeClass::Transient);
        assertNothingLost();
        CPPUNIT_ASSERT(box_->store().outbox().openBatch(box_->account));
        line_->setManner(Manner::Carries);
        assertArrived();
        CPPUNIT_ASSERT_EQUAL(1, line_->lateAnswers());
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, world_->backend().counters().retries);
    }

    void aWriteThatComesMuchLaterChangesNothing() {
        record();
        line_->setManner(Manner::DelaysWrites);
        CPPUNIT_ASSERT(box_->pass().failure.has_value());
        assertNothingLost();
        line_->setManner(Manner::Carries);
        assertArrived();
        record();
        assertArrived();
        const std::string before = held();
        CPPUNIT_ASSERT_EQUAL(1, line_->deliverLate());
        CPPUNIT_ASSERT_EQUAL(before, held());
        assertArrived();
    }

    void aPortalIsNotBelieved() { meetPortal(Manner::Portal); }
    void aRedirectToALoginPageIsNotFollowed() { meetPortal(Manner::Redirects); }

    void aPortalIsNotBelievedByABoxThatNeverHeardItsBackend() {
        // A world of its own each: within a second nobody knows which of two boxes acted last.
        for (const Manner manner : {Manner::Portal, Manner::Redirects}) {
            tearDown();
            setUp();
            box_ = makeBox();
            meetPortal(manner);
        }
    }

    void aPortalWithItsOwnCertificateIsToldNothing() {
        World portal;
        record();
        const std::string url = std::exchange(box_->endpoint.url, portal.backend().url());
        const auto report = box_->pass();
        CPPUNIT_ASSERT(report.failure && report.failure->outcome == OutcomeClass::Transient);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, portal.backend().counters().requests);
        assertNothingLost();
        box_->endpoint.url = url;
        assertArrived();
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(DeceivingLineTest);

// SPDX-License-Identifier: Apache-2.0
#include "CuttingProxy.h"
#include "SyncWorld.h"

#include <cppunit/extensions/HelperMacros.h>

using namespace durus;
using namespace std::chrono_literals;
using Kind = model::IntentKind;
using Manner = CuttingProxy::Manner;
using sync::OutcomeClass;

/// Real HTTPS over lines that fail in each way a line can, at each stage of an exchange.
class LineFaultsTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(LineFaultsTest);
    CPPUNIT_TEST(survivesAGarbledLine);
    CPPUNIT_TEST(survivesAHalfOpenConnection);
    CPPUNIT_TEST(survivesAReset);
    CPPUNIT_TEST(survivesALineThatDrips);
    CPPUNIT_TEST(survivesAnswersCutAtEveryByte);
    CPPUNIT_TEST_SUITE_END();

    std::unique_ptr<World> world_;
    std::unique_ptr<CuttingProxy> line_;
    std::unique_ptr<SyncBox> box_;
    std::vector<std::string> lectures_;
    long position_ = 0;

    /// So short that waiting for nothing is over soon, and longer than an answer takes here.
    static constexpr http::ClientLimits kImpatient{.connect = 1'000ms, .idle = 500ms, .total = 2'000ms};

    void record() { box_->record(lectures_[0], Kind::Progress, ++position_); }

    void assertArrived() {
        box_->settle();
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, box_->counts().pending);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, box_->counts().quarantined);
        CPPUNIT_ASSERT_EQUAL(position_, world_->progress().at(lectures_[0]).positionSeconds);
    }

    /// The line turns bad once while it is idle, so that a new connection meets it, and once in an exchange
    /// of a connection that was good.
    void survive(Manner manner) {
        for (const bool fresh : {true, false}) {
            record();
            if (fresh) box_->reconnect(kImpatient);
            line_->setManner(manner);
            const auto report = box_->pass();
            CPPUNIT_ASSERT(report.failure && report.failure->outcome == OutcomeClass::Transient);
            CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, box_->counts().pending);
            line_->mend();
            assertArrived();
        }
    }

public:
    void setUp() override {
        world_ = std::make_unique<World>();
        line_ = std::make_unique<CuttingProxy>(world_->backend().port());
        box_ = std::make_unique<SyncBox>(*world_, line_->url());
        CPPUNIT_ASSERT(!box_->pullCatalogue().failure);
        lectures_ = box_->lectures();
        box_->reconnect(kImpatient);
        CPPUNIT_ASSERT(box_->pass().succeeded());
    }
    void tearDown() override {
        box_.reset();
        line_.reset();
        world_.reset();
    }

    void survivesAGarbledLine() { survive(Manner::Garbles); }
    void survivesAHalfOpenConnection() { survive(Manner::Swallows); }
    void survivesAReset() { survive(Manner::Resets); }

    void survivesALineThatDrips() {
        line_->setManner(Manner::Drips);
        record();
        box_->reconnect();
        CPPUNIT_ASSERT(box_->pass().succeeded());
        line_->mend();
        assertArrived();
    }

    void survivesAnswersCutAtEveryByte() {
        // The answers of a pass on a connection that stands are a few hundred bytes of TLS records.
        for (std::int64_t bytes = 0; bytes < 900; bytes += 7) {
            record();
            line_->breakAfter(bytes);
            box_->pass();
            line_->mend();
            assertArrived();
        }
        CPPUNIT_ASSERT(line_->breaks() > 20);
        CPPUNIT_ASSERT(world_->backend().counters().retries > 0);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(LineFaultsTest);

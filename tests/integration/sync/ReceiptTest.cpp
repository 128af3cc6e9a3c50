// SPDX-License-Identifier: Apache-2.0
#include "SyncWorld.h"

#include <durus/core/IsoTime.h>

#include <cppunit/extensions/HelperMacros.h>

using namespace durus;
using namespace std::chrono_literals;
using Kind = model::IntentKind;

/// Loss and copies show at both ends, over docs/wire-protocol.md.
class ReceiptTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ReceiptTest);
    CPPUNIT_TEST(bothEndsCountTheSame);
    CPPUNIT_TEST(aBackendPutBackIsNoticed);
    CPPUNIT_TEST(aCopiedBoxIsNoticed);
    CPPUNIT_TEST(aBoxPutBackIsNoticed);
    CPPUNIT_TEST(thePlatformIsShownNothing);
    CPPUNIT_TEST_SUITE_END();

    ManualClock clock_{fromIso8601("2026-11-22T12:00:00Z").value()};
    World world_{{}, &clock_};
    SyncBox box_{world_, world_.backend().url(), &clock_, "durus"};
    std::vector<std::string> lectures_;

    void act(SyncBox& box, int times) {
        for (int i = 0; i < times; ++i) {
            clock_.advance(1min);
            box.record(lectures_[0], i % 2 == 0 ? Kind::Favorite : Kind::Unfavorite);
            CPPUNIT_ASSERT(box.pass().succeeded());
        }
    }
    static sync::KeptReceipt kept(SyncBox& box) { return box.store().outbox().receipt(box.account).value(); }
    static void isInStep(SyncBox& box) { CPPUNIT_ASSERT(!kept(box).incident); }
    static void noticed(SyncBox& box, sync::Standing standing, std::uint64_t difference) {
        const auto incident = kept(box).incident;
        CPPUNIT_ASSERT(incident);
        CPPUNIT_ASSERT_EQUAL(std::string(name(standing)), std::string(name(incident->standing)));
        CPPUNIT_ASSERT_EQUAL(difference, incident->difference);
        CPPUNIT_ASSERT(!box.log.messagesWith("standing=" + std::string(name(standing))).empty());
    }

public:
    void setUp() override {
        CPPUNIT_ASSERT(!box_.pullCatalogue().failure);
        lectures_ = box_.lectures();
    }

    void bothEndsCountTheSame() {
        act(box_, 4);
        isInStep(box_);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{3}, kept(box_).receipt.count); // the first asked for the box's id
        CPPUNIT_ASSERT_EQUAL(std::size_t{64}, kept(box_).receipt.chain.size());
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, world_.backend().counters().outOfStep);
    }

    void aBackendPutBackIsNoticed() {
        act(box_, 2);
        world_.backUp();
        act(box_, 3);
        isInStep(box_);
        world_.restore();
        act(box_, 1);
        noticed(box_, sync::Standing::BackendBehind, 3);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, world_.backend().counters().outOfStep);
        act(box_, 2);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, world_.backend().counters().outOfStep);
    }

    void aCopiedBoxIsNoticed() {
        act(box_, 2);
        SyncBox copy(world_, box_);
        act(box_, 2);
        act(copy, 1);
        noticed(copy, sync::Standing::BoxBehind, 2);
        act(box_, 1);
        noticed(box_, sync::Standing::BoxBehind, 1);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{2}, world_.backend().counters().outOfStep);
    }

    void aBoxPutBackIsNoticed() {
        act(box_, 2);
        box_.record(lectures_[1], Kind::Favorite);
        SyncBox image(world_, box_);
        act(box_, 3);
        act(image, 1);
        noticed(image, sync::Standing::BoxBehind, 4);
        CPPUNIT_ASSERT(image.counts().pending == 0 && image.counts().quarantined == 0);
    }

    void thePlatformIsShownNothing() {
        SyncBox platform(world_, world_.backend().url(), &clock_);
        CPPUNIT_ASSERT(!platform.pullCatalogue().failure);
        act(platform, 2);
        CPPUNIT_ASSERT(!platform.store().outbox().receipt(platform.account));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(ReceiptTest);

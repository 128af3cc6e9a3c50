// SPDX-License-Identifier: Apache-2.0
#include "CuttingProxy.h"
#include "SyncWorld.h"
#include "support/Process.h"

#include <durus/core/IsoTime.h>

#include <cppunit/extensions/HelperMacros.h>

#include <csignal>
#include <future>
#include <iostream>

using namespace durus;
using namespace std::chrono_literals;
using Kind = model::IntentKind;

/// `durusctl sync`, killed with -9 at every boundary of its conversation with the backend: before, in the
/// middle of and after each piece of TLS that either side sends, from the first of the handshake to the last
/// answer. Another process then goes on.
class NetworkKillTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(NetworkKillTest);
    CPPUNIT_TEST(losesNothingToThePlatform);
    CPPUNIT_TEST(losesNothingToOurOwnProtocol);
    CPPUNIT_TEST_SUITE_END();

    static constexpr std::chrono::seconds kPatience{60};
    /// Where in a piece the process dies.
    enum class Where { Before, Within, After };

    ManualClock clock_{fromIso8601("2026-11-22T12:00:00Z").value()};
    std::unique_ptr<World> world_;
    std::unique_ptr<CuttingProxy> line_;
    std::unique_ptr<SyncBox> box_;
    std::vector<std::string> lectures_;
    long round_ = 0;
    int kills_ = 0;

    void act() {
        ++round_;
        clock_.advance(1s);
        box_->record(lectures_[0], Kind::Progress, round_);
        box_->record(lectures_[1], Kind::Completed, round_);
        box_->record(lectures_[2], round_ % 2 ? Kind::Favorite : Kind::Unfavorite);
    }

    /// Whether there was a piece of that number. At its last pieces the process may have come to its end
    /// before it could be killed.
    bool killAt(int piece, Where where) {
        std::promise<const test::Process*> born;
        const auto victim = born.get_future().share();
        std::atomic<int> seen{0};
        line_->watch([&](int bytes) {
            if (seen++ != piece) return bytes;
            victim.get()->signal(SIGKILL);
            return where == Where::Before ? 0 : where == Where::Within ? bytes / 2 : bytes;
        });
        test::Process child({(test::buildDir() / "bin/durusctl").string(), "--data",
                             (box_->directory / "data").string(), "sync"});
        born.set_value(&child);
        const int status = child.wait(kPatience).value_or(-1);
        line_->watch({});
        const bool reached = seen > piece;
        CPPUNIT_ASSERT_MESSAGE("piece " + std::to_string(piece) + " ended with " + std::to_string(status),
                               status == 0 || (reached && status == 128 + SIGKILL));
        if (status != 0) ++kills_;
        return reached;
    }

    void assertAllArrived(int piece) {
        const std::string message = "killed at piece " + std::to_string(piece);
        box_->settle();
        CPPUNIT_ASSERT_EQUAL_MESSAGE(message, std::uint64_t{0}, box_->counts().pending);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(message, std::uint64_t{0}, box_->counts().quarantined);
        const auto progress = world_->progress();
        CPPUNIT_ASSERT_EQUAL_MESSAGE(message, round_, progress.at(lectures_[0]).positionSeconds);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(message, round_, progress.at(lectures_[1]).positionSeconds);
        CPPUNIT_ASSERT_MESSAGE(message, progress.at(lectures_[1]).completed);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(message, round_ % 2 != 0, world_->favorites().at(lectures_[2]));
    }

    void killEverywhere(const std::string& codec) {
        world_ = std::make_unique<World>(reference::Quirks{}, &clock_);
        line_ = std::make_unique<CuttingProxy>(world_->backend().port());
        box_ = std::make_unique<SyncBox>(*world_, line_->url(), &clock_, codec);
        CPPUNIT_ASSERT(!box_->pullCatalogue().failure);
        box_->reconnect();
        lectures_ = box_->lectures();
        kills_ = 0;
        int piece = 0;
        for (bool reached = true; reached; ++piece)
            for (const Where where : {Where::Before, Where::Within, Where::After}) {
                act();
                reached = killAt(piece, where);
                assertAllArrived(piece);
                box_->reconnect();
            }
        const auto counted = world_->backend().counters();
        std::cerr << codec << ": " << kills_ << " kills at " << piece << " pieces, " << counted.retries
                  << " batches sent again\n";
        CPPUNIT_ASSERT(piece > 8 && kills_ > 2 * piece);
        CPPUNIT_ASSERT_MESSAGE("no kill left a batch in the backend", counted.retries > 0);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, counted.conflicts);
    }

public:
    void tearDown() override {
        box_.reset();
        line_.reset();
        world_.reset();
    }

    void losesNothingToThePlatform() { killEverywhere("platform"); }
    void losesNothingToOurOwnProtocol() { killEverywhere("durus"); }
};

CPPUNIT_TEST_SUITE_REGISTRATION(NetworkKillTest);

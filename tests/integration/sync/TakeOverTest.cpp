// SPDX-License-Identifier: Apache-2.0
#include "SyncWorld.h"
#include "support/Process.h"

#include <cppunit/extensions/HelperMacros.h>
#include <sys/wait.h>

#include <csignal>
#include <iostream>

using namespace durus;
using Kind = model::IntentKind;
using sync::DeliveryState;

/// Two processes on one data directory, one of which is killed or stands still in the middle of a pass.
class TakeOverTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(TakeOverTest);
    CPPUNIT_TEST(anotherGoesOnWhereOneWasKilled);
    CPPUNIT_TEST(aStoppedOneComesBackWithARequestOfOld);
    CPPUNIT_TEST(aStoppedOneComesBackWithAnAnswerOfOld);
    CPPUNIT_TEST_SUITE_END();

    static constexpr std::chrono::seconds kPatience{60};

    std::unique_ptr<World> world_;
    std::unique_ptr<SyncBox> box_;
    std::vector<std::string> lectures_;

    std::filesystem::path data() const { return box_->directory / "data"; }

    /// A process whose pass halts, and has.
    std::unique_ptr<test::Process> halted(const std::string& how, const std::string& when) {
        auto child = std::make_unique<test::Process>(std::vector<std::string>{
            (test::buildDir() / "bin/sync_halting_child").string(), data().string(),
            (test::buildDir() / "lib/durus/plugins").string(), box_->account.str(), "0", how, when, "write"});
        siginfo_t info{};
        CPPUNIT_ASSERT_EQUAL(
            0, ::waitid(P_PID, static_cast<id_t>(child->pid()), &info, WSTOPPED | WEXITED | WNOWAIT));
        CPPUNIT_ASSERT(info.si_code == (how == "kill" ? CLD_KILLED : CLD_STOPPED));
        return child;
    }

    /// The pass of another process, which waits for its turn.
    void takeOver() {
        const auto before = box_->clock.monotonic();
        const auto finished = test::runProcess(
            {(test::buildDir() / "bin/durusctl").string(), "--data", data().string(), "sync"}, kPatience);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(finished.output, 0, finished.status);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, box_->counts().pending);
        std::cerr << "taken over and settled after " << (box_->clock.monotonic() - before).count() << " ms\n";
    }

    void assertItArrivedOnce(long position) {
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, world_->progress().size());
        CPPUNIT_ASSERT_EQUAL(position, world_->progress().at(lectures_[0]).positionSeconds);
        CPPUNIT_ASSERT(!box_->store().outbox().openBatch(box_->account));
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, box_->counts().quarantined);
    }

    /// What is recorded after the take-over is delivered, and stands when the first one comes back.
    void comesBack(const std::string& when) {
        const auto child = halted("stop", when);
        takeOver();
        box_->record(lectures_[0], Kind::Progress, 9);
        box_->settle();
        child->signal(SIGCONT);
        CPPUNIT_ASSERT_EQUAL(std::string("lease_lost"), child->readLine(kPatience).value_or("nothing"));
        CPPUNIT_ASSERT_EQUAL(1, child->wait(kPatience).value_or(-1));
        assertItArrivedOnce(9);
        for (const auto& entry : box_->store().outbox().entries(box_->account, 10)) {
            CPPUNIT_ASSERT(entry.state == DeliveryState::Acked);
            CPPUNIT_ASSERT_EQUAL(1, entry.attempts);
        }
    }

public:
    void setUp() override {
        world_ = std::make_unique<World>();
        box_ = std::make_unique<SyncBox>(*world_, world_->backend().url());
        CPPUNIT_ASSERT(!box_->pullCatalogue().failure);
        lectures_ = box_->lectures();
        box_->record(lectures_[0], Kind::Progress, 5);
    }
    void tearDown() override {
        box_.reset();
        world_.reset();
    }

    void anotherGoesOnWhereOneWasKilled() {
        const auto child = halted("kill", "after");
        CPPUNIT_ASSERT(box_->store().outbox().openBatch(box_->account));
        CPPUNIT_ASSERT(box_->pass().busyFor);
        takeOver();
        assertItArrivedOnce(5);
    }

    void aStoppedOneComesBackWithARequestOfOld() { comesBack("before"); }
    void aStoppedOneComesBackWithAnAnswerOfOld() { comesBack("after"); }
};

CPPUNIT_TEST_SUITE_REGISTRATION(TakeOverTest);

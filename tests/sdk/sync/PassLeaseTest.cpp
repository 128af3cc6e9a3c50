// SPDX-License-Identifier: Apache-2.0
#include "SyncRig.h"

#include <durus/sync/SyncTuning.h>

#include <cppunit/extensions/HelperMacros.h>

#include <functional>

using namespace durus;
using Kind = model::IntentKind;
using sync::DeliveryState;

namespace {

/// Runs something in the middle of a pass: when its n-th request has reached the backend.
class Interrupted final : public sync::HttpExchange {
public:
    Interrupted(sync::HttpExchange& way, int request, std::function<void()> event)
        : way_(way), request_(request), event_(std::move(event)) {}

    Result<sync::HttpResponse> send(const sync::HttpEndpoint& endpoint,
                                    const sync::HttpRequest& request) override {
        auto answer = way_.send(endpoint, request);
        if (++sent_ == request_) event_();
        return answer;
    }
    int sent() const { return sent_; }
    void cancel() noexcept override { way_.cancel(); }

private:
    sync::HttpExchange& way_;
    const int request_;
    int sent_ = 0;
    std::function<void()> event_;
};

} // namespace

/// Passes of several processes on one store.
class PassLeaseTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(PassLeaseTest);
    CPPUNIT_TEST(aPassGivesTheLeaseBack);
    CPPUNIT_TEST(aSecondPassWaitsForItsTurn);
    CPPUNIT_TEST(aDeadHolderIsSucceededAfterTheTerm);
    CPPUNIT_TEST(aHolderOfAnotherBootIsSucceededAtOnce);
    CPPUNIT_TEST(whoStoodStillInAPushIsRefused);
    CPPUNIT_TEST(whoStoodStillInAPullIsRefused);
    CPPUNIT_TEST_SUITE_END();

    SyncRig rig_;

    sync::FencingToken hold(MonotonicTime until) {
        const auto now = rig_.clock.monotonic();
        return rig_.outbox.takeLease({"process 1", rig_.clock.bootId(), now, until}).token.value();
    }

    /// A pass stands still after its first request, while another process takes over and settles.
    void standStill() {
        Interrupted line(rig_.backend, 1, [this] {
            rig_.wait(sync::tuning::kLeaseTerm);
            CPPUNIT_ASSERT(rig_.pass().succeeded());
        });
        auto context = rig_.context();
        sync::SyncPass pass({context.outbox, context.codec, line, context.serverClock, context.clock,
                             context.random, context.log},
                            rig_.account, {.url = {}, .caFile = {}, .token = "token"});
        try {
            pass.run();
        } catch (const Error& error) {
            CPPUNIT_ASSERT(error.code() == ErrorCode::LeaseLost);
            CPPUNIT_ASSERT_EQUAL(1, line.sent());
            return;
        }
        CPPUNIT_FAIL("it went on as if nobody had taken over");
    }

public:
    void aPassGivesTheLeaseBack() {
        CPPUNIT_ASSERT(rig_.pass().succeeded());
        hold(rig_.clock.monotonic());
    }

    void aSecondPassWaitsForItsTurn() {
        const auto sequence = rig_.record("a", Kind::Progress, 5);
        hold(rig_.clock.monotonic() + Milliseconds{3'000});
        const auto report = rig_.pass();
        CPPUNIT_ASSERT(!report.succeeded());
        CPPUNIT_ASSERT(report.busyFor && *report.busyFor == Milliseconds{2'000});
        CPPUNIT_ASSERT(report.failure->detail.find("process 1") != std::string::npos);
        CPPUNIT_ASSERT(rig_.backend.requests.empty());
        CPPUNIT_ASSERT(rig_.stateOf(sequence) == DeliveryState::Pending);
    }

    void aDeadHolderIsSucceededAfterTheTerm() {
        rig_.record("a", Kind::Progress, 5);
        hold(rig_.clock.monotonic() + sync::tuning::kLeaseTerm);
        CPPUNIT_ASSERT(rig_.pass().busyFor);
        rig_.wait(sync::tuning::kLeaseTerm);
        const auto report = rig_.pass();
        CPPUNIT_ASSERT(report.succeeded() && !report.busyFor);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, report.sent);
    }

    void aHolderOfAnotherBootIsSucceededAtOnce() {
        hold(rig_.clock.monotonic() + Milliseconds{1'000'000});
        rig_.clock.reboot("boot-2");
        CPPUNIT_ASSERT(rig_.pass().succeeded());
    }

    void whoStoodStillInAPushIsRefused() {
        rig_.pass();
        const auto sequence = rig_.record("a", Kind::Progress, 5);
        rig_.record("b", Kind::Favorite);
        standStill();
        CPPUNIT_ASSERT(rig_.stateOf(sequence) == DeliveryState::Acked);
        CPPUNIT_ASSERT_EQUAL(1, rig_.entry(sequence).attempts);
        CPPUNIT_ASSERT_EQUAL(2, rig_.backend.effects);
    }

    void whoStoodStillInAPullIsRefused() {
        const auto sequence = rig_.record("a", Kind::Progress, 5);
        standStill();
        CPPUNIT_ASSERT(rig_.stateOf(sequence) == DeliveryState::Acked);
        CPPUNIT_ASSERT_EQUAL(1, rig_.backend.effects);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(PassLeaseTest);

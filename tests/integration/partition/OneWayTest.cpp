// SPDX-License-Identifier: Apache-2.0
#include "RoutedNetwork.h"
#include "SyncWorld.h"

#include <cppunit/extensions/HelperMacros.h>

#include <future>
#include <thread>

using namespace durus;
using namespace std::chrono_literals;
using Kind = model::IntentKind;
using Way = RoutedNetwork::Way;
using sync::OutcomeClass;

/// A network that carries packets one way only, through a router of the kernel, at every stage of a pass.
class OneWayTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(OneWayTest);
    CPPUNIT_TEST(drainsAfterRequestsWereLost);
    CPPUNIT_TEST(drainsAfterAnswersWereLost);
    CPPUNIT_TEST_SUITE_END();

    enum class Stage { BeforeConnect, BeforeRequest, BeforeAnswer };

    /// So short that a partition is noticed soon.
    static constexpr http::ClientLimits kImpatient{.connect = 400ms, .idle = 400ms, .total = 1'000ms};

    std::unique_ptr<RoutedNetwork> network_;
    std::unique_ptr<World> world_;
    std::unique_ptr<SyncBox> box_;
    std::string lecture_;
    long round_ = 0;

    /// What the backend holds, asked for in its own network.
    long held() {
        network_->enterBackend();
        const auto held = world_->progress();
        network_->enterBox();
        return held.at(lecture_).positionSeconds;
    }

    sync::PassReport passOver(Way lost, Stage stage) {
        box_->reconnect(kImpatient);
        if (stage != Stage::BeforeConnect) CPPUNIT_ASSERT(box_->pass().succeeded());
        box_->record(lecture_, Kind::Progress, ++round_);
        if (stage != Stage::BeforeAnswer) {
            network_->lose(lost);
            return box_->pass();
        }
        world_->backend().database().setHeld(true);
        auto passing = std::async(std::launch::async, [this] { return box_->pass(); });
        while (world_->backend().database().busy() == 0 && passing.wait_for(0ms) != std::future_status::ready)
            std::this_thread::yield();
        network_->lose(lost);
        world_->backend().database().setHeld(false);
        return passing.get();
    }

    /// `arrives`: whether the request is with the backend although the box hears nothing.
    void part(Way lost, Stage stage, bool arrives) {
        const auto retries = world_->backend().counters().retries;
        const auto report = passOver(lost, stage);
        CPPUNIT_ASSERT(report.failure && report.failure->outcome == OutcomeClass::Transient);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, box_->counts().pending);
        CPPUNIT_ASSERT_EQUAL(arrives ? round_ : round_ - 1, held());
        network_->mend();
        box_->reconnect();
        box_->settle();
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, box_->counts().pending);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, box_->counts().quarantined);
        CPPUNIT_ASSERT_EQUAL(round_, held());
        if (arrives) CPPUNIT_ASSERT(world_->backend().counters().retries > retries);
    }

public:
    void setUp() override {
        network_ = std::make_unique<RoutedNetwork>();
        network_->enterBackend();
        world_ = std::make_unique<World>(reference::Quirks{}, nullptr, RoutedNetwork::kBackendAddress);
        network_->enterBox();
        box_ = std::make_unique<SyncBox>(*world_, world_->backend().url());
        CPPUNIT_ASSERT(!box_->pullCatalogue().failure);
        lecture_ = box_->lectures().front();
        box_->record(lecture_, Kind::Progress, ++round_);
        CPPUNIT_ASSERT(box_->pass().succeeded());
    }
    void tearDown() override {
        box_.reset();
        world_.reset();
        network_.reset();
    }

    void drainsAfterRequestsWereLost() {
        for (int i = 0; i < 2; ++i) {
            part(Way::ToBackend, Stage::BeforeConnect, false);
            part(Way::ToBackend, Stage::BeforeRequest, false);
        }
    }

    void drainsAfterAnswersWereLost() {
        for (int i = 0; i < 2; ++i) {
            part(Way::ToBox, Stage::BeforeConnect, false);
            part(Way::ToBox, Stage::BeforeRequest, true);
            part(Way::ToBox, Stage::BeforeAnswer, true);
        }
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(OneWayTest);

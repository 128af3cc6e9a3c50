// SPDX-License-Identifier: Apache-2.0
#include "SmallDisk.h"

#include <durus/core/Clock.h>
#include <durus/core/Error.h>
#include <durus/core/Random.h>
#include <durus/store/Store.h>

#include <cppunit/extensions/HelperMacros.h>

#include <functional>
#include <memory>
#include <string>

using namespace durus;

/// A disk that is really full: what listeners decide is recorded all the same, and delivered.
class FullDiskTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(FullDiskTest);
    CPPUNIT_TEST(takesWhatListenersDecide);
    CPPUNIT_TEST(takesReportsAgainOnceThereIsRoom);
    CPPUNIT_TEST(startsOnAFullDisk);
    CPPUNIT_TEST(deliversFromAFullDisk);
    CPPUNIT_TEST(aReserveThatIsUsedUpRefusesAndLosesNothing);
    CPPUNIT_TEST(aDiskTooSmallForAReserveTakesNoReports);
    CPPUNIT_TEST_SUITE_END();

    static constexpr std::uintmax_t kMiB = 1024 * 1024;
    static constexpr int kDecisions = 500;

    const model::AccountName amina{"amina"};
    ManualClock clock_;
    SeededRandom random_{1};
    std::unique_ptr<SmallDisk> disk_;
    std::unique_ptr<store::Store> store_;
    std::uint64_t events_ = 0;

    std::filesystem::path data() const { return disk_->path() / "data"; }
    void open() {
        store_.reset();
        store_ = store::Store::open(data(), clock_, random_);
    }

    /// As a recorder: journals one event, and has it translated.
    void record(const model::PlaybackEvent::Body& body) {
        clock_.advance(Milliseconds{1'000});
        const std::string number = std::to_string(++events_);
        const model::PlaybackEvent event{.sequence = 0,
                                         .session = model::SessionId{"session"},
                                         .account = amina,
                                         .listing = model::ListingId{"lecture-" + number},
                                         .monotonic = clock_.monotonic(),
                                         .wall = clock_.wall(),
                                         .body = body};
        const auto last = store_->journal().append(std::span(&event, 1));
        const bool report = std::holds_alternative<model::ProgressReported>(body);
        store_->journal().commit(
            {"translator",
             last,
             {{.account = amina,
               .listing = event.listing,
               .kind = report ? model::IntentKind::Progress : model::IntentKind::Completed,
               .position = Milliseconds{1'000},
               .duration = Milliseconds{60'000},
               .dedupeKey = number,
               .wall = event.wall,
               .monotonic = event.monotonic}}});
    }
    void report() { record(model::ProgressReported{Milliseconds{1'000}, Milliseconds{60'000}, 0.1}); }
    void complete() { record(model::CompletionReached{Milliseconds{59'000}, Milliseconds{60'000}, 0.98}); }

    std::uint64_t pending() { return store_->outbox().counts(amina).pending; }

    static void assertFull(const std::function<void()>& act) {
        try {
            act();
        } catch (const Error& error) {
            CPPUNIT_ASSERT_MESSAGE(error.what(), error.code() == ErrorCode::StorageFull);
            CPPUNIT_ASSERT(!error.nextStep().empty());
            return;
        }
        CPPUNIT_FAIL("it was recorded");
    }

public:
    void setUp() override {
        disk_ = std::make_unique<SmallDisk>(32 * kMiB);
        open();
        store_->accounts().addBackend({model::BackendName{"home"}, "platform", "https://home.example", ""});
        store_->accounts().addAccount({amina, model::BackendName{"home"}}, "token");
        report();
    }
    void tearDown() override {
        store_.reset();
        disk_.reset();
    }

    void takesWhatListenersDecide() {
        CPPUNIT_ASSERT(!store_->isShortOfRoom());
        disk_->fill();
        for (int i = 0; i < kDecisions; ++i)
            complete();
        assertFull([&] { report(); });
        CPPUNIT_ASSERT(store_->isShortOfRoom());
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{kDecisions + 1}, pending());
        open();
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{kDecisions + 1}, pending());
    }

    void takesReportsAgainOnceThereIsRoom() {
        disk_->fill();
        complete();
        assertFull([&] { report(); });
        disk_->clear();
        CPPUNIT_ASSERT(!store_->isShortOfRoom());
        const auto before = disk_->bytesFree();
        report();
        CPPUNIT_ASSERT(disk_->bytesFree() + store::StoreLimits{}.reserveBytes <= before);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{3}, pending());
    }

    void startsOnAFullDisk() {
        store_.reset();
        disk_->fill();
        open();
        complete();
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{2}, pending());
    }

    void deliversFromAFullDisk() {
        disk_->fill();
        complete();
        auto& outbox = store_->outbox();
        const auto lease = outbox.takeLease({"test", "boot", {}, {Milliseconds{1'000}}}).token.value();
        const auto batch =
            outbox.freeze(lease, {.account = amina,
                                  .family = model::IntentFamily::Progress,
                                  .idempotencyKey = "key",
                                  .request = {"POST", "/", {}, std::string(10'000, 'b')},
                                  .intents = outbox.pending(amina, model::IntentFamily::Progress, 10)});
        sync::Settlement settlement{.batch = batch.value().id};
        for (const model::Intent& intent : batch->intents)
            settlement.outcomes.push_back({.sequence = intent.sequence, .outcome = sync::OutcomeClass::Ok});
        outbox.settle(lease, settlement);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, pending());
    }

    void aReserveThatIsUsedUpRefusesAndLosesNothing() {
        disk_->fill();
        std::uint64_t taken = 1;
        try {
            for (;; ++taken)
                complete();
        } catch (const Error& error) {
            CPPUNIT_ASSERT(error.code() == ErrorCode::StorageFull);
        }
        CPPUNIT_ASSERT(taken > 1'000);
        CPPUNIT_ASSERT_EQUAL(taken, pending());
        disk_->clear();
        open();
        CPPUNIT_ASSERT_EQUAL(taken, pending());
        report();
        CPPUNIT_ASSERT_EQUAL(taken + 1, pending());
    }

    void aDiskTooSmallForAReserveTakesNoReports() {
        store_.reset();
        disk_ = std::make_unique<SmallDisk>(12 * kMiB);
        open();
        store_->accounts().addBackend({model::BackendName{"home"}, "platform", "https://home.example", ""});
        store_->accounts().addAccount({amina, model::BackendName{"home"}}, "token");
        CPPUNIT_ASSERT(store_->isShortOfRoom());
        assertFull([&] { report(); });
        complete();
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, pending());
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(FullDiskTest);

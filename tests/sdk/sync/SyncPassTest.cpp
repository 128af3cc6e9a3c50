// SPDX-License-Identifier: Apache-2.0
#include "SyncRig.h"

#include <durus/sync/SyncTuning.h>

#include <cppunit/extensions/HelperMacros.h>

#include <utility>

using namespace durus;
using Kind = model::IntentKind;
using sync::DeliveryState;
using sync::OutcomeClass;

/// Passes in which nothing goes wrong.
class SyncPassTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(SyncPassTest);
    CPPUNIT_TEST(deliversAndReportsWhatIsPending);
    CPPUNIT_TEST(withNothingPendingItOnlyPulls);
    CPPUNIT_TEST(takesWhatTheBackendKnows);
    CPPUNIT_TEST(pullsFromWhereItStopped);
    CPPUNIT_TEST(collapsesProgress);
    CPPUNIT_TEST(leavesOutWhatIsSupersededMeanwhile);
    CPPUNIT_TEST(goesOnIfAllOfABatchIsSupersededMeanwhile);
    CPPUNIT_TEST(keepsTheOrderOfALane);
    CPPUNIT_TEST(sendsEveryFamily);
    CPPUNIT_TEST(keepsToTheLimitsOfTheBackend);
    CPPUNIT_TEST(keepsToTheBodyLimit);
    CPPUNIT_TEST(whatTheBackendCannotRecordIsQuarantined);
    CPPUNIT_TEST(aCodecMayDecideByItself);
    CPPUNIT_TEST(sendsOnlyWhatBelongsToTheAccount);
    CPPUNIT_TEST(pullsFirstWhileTheTimeIsUnknown);
    CPPUNIT_TEST(stampsAreNeverFromTheFuture);
    CPPUNIT_TEST(anOffsetOfAnEarlierLifeStampsNothing);
    CPPUNIT_TEST(aCalendarThatWasSetBackLosesNothing);
    CPPUNIT_TEST(aCalendarThatJumpedForthAndBackLosesNothing);
    CPPUNIT_TEST(aBoxThatBootedIn1970IsPlacedAtFirstContact);
    CPPUNIT_TEST(theEndOf9999IsADayLikeAnother);
    CPPUNIT_TEST(aBoxAtTheEndOf9999IsPlacedByTheBackend);
    CPPUNIT_TEST(runsOnlyOnce);
    CPPUNIT_TEST_SUITE_END();

    SyncRig rig_;

    std::size_t writes() const {
        return static_cast<std::size_t>(std::count_if(rig_.backend.requests.begin(),
                                                      rig_.backend.requests.end(),
                                                      [](const auto& r) { return r.method == "POST"; }));
    }

public:
    void deliversAndReportsWhatIsPending() {
        const auto sequence = rig_.record("a", Kind::Progress, 42'000);
        const auto report = rig_.pass();
        CPPUNIT_ASSERT(report.succeeded());
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, report.sent);
        CPPUNIT_ASSERT(rig_.stateOf(sequence) == DeliveryState::Acked);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{42'000}, rig_.backend.rows("progress")["a"].position);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, rig_.counts().pending);
        CPPUNIT_ASSERT(!rig_.outbox.openBatch(rig_.account));
    }

    void withNothingPendingItOnlyPulls() {
        CPPUNIT_ASSERT(rig_.pass().succeeded());
        CPPUNIT_ASSERT_EQUAL(std::size_t{0}, writes());
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, rig_.backend.requests.size());
    }

    void takesWhatTheBackendKnows() {
        rig_.backend.rows("progress")["a"] = {.kind = "progress", .position = 7, .stamp = 5, .change = 1};
        rig_.backend.rows("favorite")["b"] = {.kind = "favorite", .stamp = 5, .change = 1};
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, rig_.pass().pulled);
        CPPUNIT_ASSERT(rig_.outbox.progress(rig_.account, model::ListingId("a"))->position ==
                       Milliseconds{7});
        CPPUNIT_ASSERT(rig_.outbox.favorite(rig_.account, model::ListingId("b")));
    }

    void pullsFromWhereItStopped() {
        rig_.record("a", Kind::Progress, 1);
        CPPUNIT_ASSERT_EQUAL(std::size_t{0}, rig_.pass().pulled);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, rig_.pass().pulled);
        CPPUNIT_ASSERT_EQUAL(std::size_t{0}, rig_.pass().pulled);
    }

    void collapsesProgress() {
        std::vector<std::uint64_t> ticks;
        for (long position = 1; position <= 50; ++position)
            ticks.push_back(rig_.record("a", Kind::Progress, position));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, rig_.pass().sent);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, rig_.backend.arrivals.size());
        CPPUNIT_ASSERT_EQUAL(std::int64_t{50}, rig_.backend.rows("progress")["a"].position);
        CPPUNIT_ASSERT(rig_.stateOf(ticks.front()) == DeliveryState::Superseded);
    }

    void leavesOutWhatIsSupersededMeanwhile() {
        const auto first = rig_.record("a", Kind::Progress, 1);
        rig_.record("b", Kind::Progress, 2);
        bool recorded = false;
        rig_.codec.composing = [&] {
            if (!std::exchange(recorded, true)) rig_.record("a", Kind::Progress, 3);
        };
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, rig_.pass().sent);
        CPPUNIT_ASSERT((rig_.backend.arrivals == std::vector<std::string>{"b progress 2", "a progress 3"}));
        CPPUNIT_ASSERT(rig_.stateOf(first) == DeliveryState::Superseded);
    }

    void goesOnIfAllOfABatchIsSupersededMeanwhile() {
        rig_.record("a", Kind::Progress, 1);
        int more = 5;
        rig_.codec.composing = [&] {
            if (more-- > 0) rig_.record("a", Kind::Progress, 10 - more);
        };
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, rig_.pass().sent);
        CPPUNIT_ASSERT((rig_.backend.arrivals == std::vector<std::string>{"a progress 10"}));
    }

    void keepsTheOrderOfALane() {
        rig_.record("b", Kind::Progress, 1);
        rig_.record("a", Kind::Progress, 2);
        rig_.record("b", Kind::Completed, 3);
        rig_.record("b", Kind::Progress, 4);
        CPPUNIT_ASSERT(rig_.pass().succeeded());
        const std::vector<std::string> expected{"a progress 2", "b progress 1", "b completed 3",
                                                "b progress 4"};
        CPPUNIT_ASSERT(rig_.backend.arrivals == expected);
        CPPUNIT_ASSERT(rig_.backend.rows("progress")["b"].completed);
    }

    void sendsEveryFamily() {
        rig_.record("a", Kind::Favorite);
        rig_.record("a", Kind::Unfavorite);
        rig_.record("a", Kind::Favorite);
        rig_.record("a", Kind::Progress, 1);
        CPPUNIT_ASSERT_EQUAL(std::size_t{4}, rig_.pass().sent);
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, writes());
        CPPUNIT_ASSERT_EQUAL(std::string("favorite"), rig_.backend.rows("favorite")["a"].kind);
    }

    void keepsToTheLimitsOfTheBackend() {
        rig_.codec.wanted.maxIntents = 10;
        for (int i = 0; i < 95; ++i)
            rig_.record("listing-" + std::to_string(i), Kind::Progress, i);
        CPPUNIT_ASSERT_EQUAL(std::size_t{95}, rig_.pass().sent);
        CPPUNIT_ASSERT_EQUAL(std::size_t{10}, writes());
    }

    void keepsToTheBodyLimit() {
        rig_.codec.wanted.maxBodyBytes = 2'000;
        for (int i = 0; i < 300; ++i)
            rig_.record("listing-" + std::to_string(i), Kind::Progress, i);
        CPPUNIT_ASSERT_EQUAL(std::size_t{300}, rig_.pass().sent);
        for (const auto& request : rig_.backend.requests)
            CPPUNIT_ASSERT(request.body.size() <= 2'000);
        // One that is too large by itself is the backend's to refuse.
        rig_.codec.wanted.maxBodyBytes = 1;
        rig_.record("x", Kind::Progress, 1);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, rig_.pass().sent);
    }

    void whatTheBackendCannotRecordIsQuarantined() {
        rig_.codec.unsupported = {Kind::Uncompleted};
        const auto before = rig_.record("a", Kind::Progress, 1);
        const auto refused = rig_.record("a", Kind::Uncompleted);
        const auto after = rig_.record("a", Kind::Progress, 2);
        const auto elsewhere = rig_.record("b", Kind::Progress, 3);
        const auto report = rig_.pass();
        CPPUNIT_ASSERT(report.succeeded());
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, report.quarantined);
        CPPUNIT_ASSERT(rig_.stateOf(refused) == DeliveryState::Quarantined);
        CPPUNIT_ASSERT(rig_.entry(refused).lastDetail.find("uncompleted") != std::string::npos);
        CPPUNIT_ASSERT(rig_.stateOf(before) == DeliveryState::Acked);
        CPPUNIT_ASSERT(rig_.stateOf(after) == DeliveryState::Pending);
        CPPUNIT_ASSERT(rig_.stateOf(elsewhere) == DeliveryState::Acked);
    }

    void aCodecMayDecideByItself() {
        class Knowing final : public sync::BackendCodec {
        public:
            class Decided final : public sync::CodecExchange {
            public:
                std::optional<sync::HttpRequest> step(const sync::HttpResponse*) override {
                    return std::nullopt;
                }
                const sync::ExchangeResults& results() const override { return results_; }
                sync::ExchangeResults results_;
            };
            Limits limits() const override { return {}; }
            bool supports(Kind) const override { return true; }
            std::unique_ptr<sync::CodecExchange> push(std::span<const model::Intent> intents) override {
                auto decided = std::make_unique<Decided>();
                for (const auto& intent : intents)
                    decided->results_.outcomes.push_back(
                        {.sequence = intent.sequence, .outcome = OutcomeClass::Already});
                return decided;
            }
            std::unique_ptr<sync::CodecExchange> pull(const std::string&, WallTime) override {
                return std::make_unique<Decided>();
            }
            std::unique_ptr<sync::CodecExchange> catalogue() override { return nullptr; }
        } codec;
        rig_.record("a", Kind::Progress, 1);
        const sync::PassContext context{rig_.outbox, codec,       rig_.backend, *rig_.serverClock,
                                        rig_.clock,  rig_.random, rig_.log};
        const auto report = sync::SyncPass(context, rig_.account, {}).run();
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, report.sent);
        CPPUNIT_ASSERT(rig_.backend.requests.empty());
    }

    void sendsOnlyWhatBelongsToTheAccount() {
        rig_.backend.tokens = {"token", "his"};
        rig_.record("a", Kind::Progress, 1);
        const auto his = rig_.recordFor(rig_.other, "b", Kind::Progress, 2);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, rig_.pass().sent);
        CPPUNIT_ASSERT(rig_.stateOf(his) == DeliveryState::Pending);
        CPPUNIT_ASSERT(!rig_.backend.rows("progress", "token").contains("b"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, rig_.passFor(rig_.other, "his").sent);
        CPPUNIT_ASSERT(!rig_.backend.rows("progress", "his").contains("a"));
    }

    void pullsFirstWhileTheTimeIsUnknown() {
        rig_.record("a", Kind::Progress, 1);
        rig_.pass();
        CPPUNIT_ASSERT_EQUAL(std::string("GET"), rig_.backend.requests.front().method);
        rig_.backend.requests.clear();
        rig_.record("a", Kind::Progress, 2);
        rig_.pass();
        CPPUNIT_ASSERT_EQUAL(std::string("POST"), rig_.backend.requests.front().method);
    }

    void stampsAreNeverFromTheFuture() {
        rig_.clock.setWall(rig_.backendClock.wall() + std::chrono::hours{24 * 400});
        for (int round = 0; round < 5; ++round) {
            rig_.record("a", Kind::Progress, round);
            rig_.record("b", Kind::Completed, round);
            CPPUNIT_ASSERT(rig_.pass().succeeded());
        }
        CPPUNIT_ASSERT_EQUAL(0, rig_.backend.fromTheFuture);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{4}, rig_.backend.rows("progress")["a"].position);
        const auto stamp = WallTime{Milliseconds{rig_.backend.rows("progress")["a"].stamp}};
        CPPUNIT_ASSERT(rig_.backendClock.wall() - stamp < Milliseconds{5'000});
    }

    void anOffsetOfAnEarlierLifeStampsNothing() {
        // This box woke up in 1970 then, and has learned the date since.
        rig_.serverClock->restore(std::chrono::hours{24 * 365 * 56});
        rig_.record("a", Kind::Progress, 1);
        CPPUNIT_ASSERT(rig_.pass().succeeded());
        CPPUNIT_ASSERT_EQUAL(0, rig_.backend.fromTheFuture);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, rig_.backend.rows("progress")["a"].position);
    }

    void aCalendarThatWasSetBackLosesNothing() {
        rig_.pass();
        rig_.record("a", Kind::Progress, 1);
        rig_.clock.setWall(rig_.clock.wall() - std::chrono::hours{24 * 365});
        rig_.record("a", Kind::Completed, 2);
        CPPUNIT_ASSERT(rig_.pass().succeeded());
        CPPUNIT_ASSERT(rig_.backend.rows("progress")["a"].completed);
        CPPUNIT_ASSERT_EQUAL(0, rig_.backend.fromTheFuture);
    }

    void aCalendarThatJumpedForthAndBackLosesNothing() {
        rig_.pass();
        rig_.record("a", Kind::Progress, 1);
        CPPUNIT_ASSERT(rig_.pass().succeeded());
        const auto right = rig_.clock.wall();
        rig_.clock.setWall(right - std::chrono::hours{48});
        rig_.record("a", Kind::Progress, 2);
        rig_.clock.setWall(right + Milliseconds{10});
        CPPUNIT_ASSERT(rig_.pass().succeeded());
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, rig_.backend.rows("progress")["a"].position);
    }

    void aBoxThatBootedIn1970IsPlacedAtFirstContact() {
        rig_.clock.setWall({Milliseconds{20'000}});
        rig_.record("a", Kind::Progress, 1);
        const WallTime truth = rig_.backendClock.wall();
        rig_.wait(std::chrono::hours{30});
        CPPUNIT_ASSERT(rig_.pass().succeeded());
        const WallTime stamp{Milliseconds{rig_.backend.rows("progress")["a"].stamp}};
        CPPUNIT_ASSERT(std::chrono::abs(stamp - truth) < Milliseconds{5'000});
    }

    /// The last moment with four digits of a year, less so much.
    static WallTime endOf9999(Milliseconds before) { return {Milliseconds{253'402'300'799'999} - before}; }

    void theEndOf9999IsADayLikeAnother() {
        rig_.clock.setWall(endOf9999(Milliseconds{3'000}));
        rig_.backendClock.setWall(endOf9999(Milliseconds{3'000}));
        for (int round = 1; round <= 6; ++round) {
            rig_.record("a", Kind::Progress, round);
            rig_.record("b", round % 2 == 0 ? Kind::Uncompleted : Kind::Completed, round);
            CPPUNIT_ASSERT(rig_.pass().succeeded());
            CPPUNIT_ASSERT_EQUAL(std::int64_t{round}, rig_.backend.rows("progress")["a"].position);
            CPPUNIT_ASSERT_EQUAL(round % 2 != 0, rig_.backend.rows("progress")["b"].completed);
        }
        CPPUNIT_ASSERT(rig_.clock.wall() > endOf9999({}));
        CPPUNIT_ASSERT_EQUAL(0, rig_.backend.fromTheFuture);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, rig_.counts().pending);
    }

    void aBoxAtTheEndOf9999IsPlacedByTheBackend() {
        rig_.clock.setWall(endOf9999(Milliseconds{500}));
        rig_.record("a", Kind::Progress, 1);
        rig_.wait(Milliseconds{1'000});
        rig_.record("a", Kind::Completed, 2);
        CPPUNIT_ASSERT(rig_.pass().succeeded());
        CPPUNIT_ASSERT_EQUAL(0, rig_.backend.fromTheFuture);
        CPPUNIT_ASSERT(rig_.backend.rows("progress")["a"].completed);
        const WallTime stamp{Milliseconds{rig_.backend.rows("progress")["a"].stamp}};
        CPPUNIT_ASSERT(rig_.backendClock.wall() - stamp < Milliseconds{5'000});
    }

    void runsOnlyOnce() {
        sync::SyncPass pass(rig_.context(), rig_.account, {.url = {}, .caFile = {}, .token = "token"});
        pass.run();
        CPPUNIT_ASSERT_THROW(pass.run(), Error);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(SyncPassTest);

// SPDX-License-Identifier: Apache-2.0
#include "CuttingProxy.h"
#include "PlatformBodies.h"
#include "SyncWorld.h"

#include <durus/core/IsoTime.h>
#include <durus/sync/RetryPolicy.h>

#include <cppunit/extensions/HelperMacros.h>

#include <future>

using namespace durus;
using namespace std::chrono_literals;
using Kind = model::IntentKind;
using reference::Quirks;
using sync::OutcomeClass;

/// Each trap of the platform that was measured, by its number: first that the reference backend sets it, then
/// that a box does not fall into it.
class QuirksTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(QuirksTest);
    CPPUNIT_TEST(quirk01_anOutageLooksLikeASignOut);
    CPPUNIT_TEST(quirk02_a500IsThreeDifferentThings);
    CPPUNIT_TEST(quirk03_oneItemFailsTheWholeBatch);
    CPPUNIT_TEST(quirk04_oppositeOrdersDeadlock);
    CPPUNIT_TEST(quirk05_theOutcomeOfABrokenExchangeIsUnknown);
    CPPUNIT_TEST(quirk06_lateWritesAreInvisibleToDeltas);
    CPPUNIT_TEST(quirk07_aFutureStampPoisonsAListing);
    CPPUNIT_TEST(quirk08_theYear10000BricksAnAccount);
    CPPUNIT_TEST(quirk09_aPutOverwritesWhatIsNewer);
    CPPUNIT_TEST(quirk10_otherContentTypesAreDiscarded);
    CPPUNIT_TEST(quirk11_positionsAreIntegers);
    CPPUNIT_TEST(quirk12_sinceIsExclusiveToTheMillisecond);
    CPPUNIT_TEST(quirk13_a429ComesForOtherPeoplesTraffic);
    CPPUNIT_TEST(quirk14_refusedBodiesCloseTheConnection);
    CPPUNIT_TEST(quirk15_unsavingMakesATombstone);
    CPPUNIT_TEST(quirk16_summariesAnswerNull);
    CPPUNIT_TEST(quirk17_abandonedRequestsHoldThePool);
    CPPUNIT_TEST_SUITE_END();

    static inline const std::string kUnknown = "00000000-0000-4000-8000-00000000dead";
    static inline const std::string kSync = "/audio/progress/sync";

    ManualClock clock_{fromIso8601("2026-11-22T12:00:00Z").value()};
    std::unique_ptr<World> world_;
    std::unique_ptr<SyncBox> box_;
    std::vector<std::string> lectures_;

    void begin(Quirks quirks = Quirks::all(), const Clock* backendClock = nullptr,
               const Clock* boxClock = nullptr) {
        world_ = std::make_unique<World>(std::move(quirks), backendClock);
        box_ = std::make_unique<SyncBox>(*world_, world_->backend().url(), boxClock);
        CPPUNIT_ASSERT(!box_->pullCatalogue().failure);
        lectures_ = box_->lectures();
        std::sort(lectures_.begin(), lectures_.end());
    }

    sync::HttpResponse get(const std::string& path) {
        return world_->ask({.method = "GET", .path = path, .headers = {}, .body = {}});
    }

    void assertHeld(const std::string& listing, long position) {
        CPPUNIT_ASSERT_EQUAL(position, world_->progress().at(listing).positionSeconds);
    }
    void assertNothingWaits(std::uint64_t quarantined = 0) {
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, box_->counts().pending);
        CPPUNIT_ASSERT_EQUAL(quarantined, box_->counts().quarantined);
    }

public:
    void tearDown() override {
        if (world_) world_->backend().database().setHeld(false);
        box_.reset();
        world_.reset();
    }

    void quirk01_anOutageLooksLikeASignOut() {
        begin();
        box_->record(lectures_[0], Kind::Progress, 5);
        world_->backend().database().setDown(true);
        CPPUNIT_ASSERT_EQUAL(401, get("/audio/progress").status);
        CPPUNIT_ASSERT_EQUAL(std::string("null"), get("/api/auth/get-session").body);
        CPPUNIT_ASSERT_EQUAL(503, get("/health/readyz").status);
        CPPUNIT_ASSERT_EQUAL(200, get("/scholars").status);
        for (int i = 0; i < 4; ++i)
            CPPUNIT_ASSERT(!box_->pass().succeeded());
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, box_->counts().pending);
        CPPUNIT_ASSERT_EQUAL(world_->token(), box_->store().accounts().token(box_->account));

        world_->backend().database().setDown(false);
        box_->settle();
        assertNothingWaits();
        assertHeld(lectures_[0], 5);
    }

    void quirk02_a500IsThreeDifferentThings() {
        begin(Quirks::named("deadlock"));
        box_->record(kUnknown, Kind::Progress, 1);
        box_->record(lectures_[0], Kind::Progress, 5);
        world_->backend().database().setDown(true);
        CPPUNIT_ASSERT_EQUAL(500, get("/audio/progress").status);
        for (int i = 0; i < 20; ++i)
            CPPUNIT_ASSERT(box_->pass().failure->outcome == OutcomeClass::Transient);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{2}, box_->counts().pending);

        world_->backend().database().setDown(false);
        box_->settle();
        assertNothingWaits(1);
        assertHeld(lectures_[0], 5);
    }

    void quirk03_oneItemFailsTheWholeBatch() {
        begin();
        const auto now = quoted(box_->clock.wall());
        CPPUNIT_ASSERT_EQUAL(
            500, world_->post(kSync, batch({item(lectures_[0], "1", now), item(kUnknown, "1", now)})).status);
        CPPUNIT_ASSERT(world_->progress().empty());
        for (const auto& listing : lectures_)
            box_->record(listing, Kind::Progress, 7);
        box_->record(kUnknown, Kind::Progress, 7);
        box_->settle();
        assertNothingWaits(1);
        for (const auto& listing : lectures_)
            assertHeld(listing, 7);
        const auto refused = box_->store().outbox().quarantined(box_->account, 10);
        CPPUNIT_ASSERT_EQUAL(kUnknown, refused.at(0).intent.listing.str());
    }

    void quirk04_oppositeOrdersDeadlock() {
        begin();
        auto& database = world_->backend().database();
        const auto before = quoted(box_->clock.wall() - 1h);
        std::vector<std::string> upwards;
        for (const auto& listing : lectures_)
            upwards.push_back(item(listing, "1", before));
        const std::vector<std::string> downwards(upwards.rbegin(), upwards.rend());
        database.setHeld(true);
        auto first =
            std::async(std::launch::async, [&] { return world_->post(kSync, batch(upwards)).status; });
        await([&] { return database.busy() == 1; });
        const auto second = world_->post(kSync, batch(downwards));
        CPPUNIT_ASSERT_EQUAL(500, second.status);
        CPPUNIT_ASSERT(second.body.find("40P01") != std::string::npos);

        // What a box sends beside it is in the order everybody keeps to.
        for (auto listing = lectures_.rbegin(); listing != lectures_.rend(); ++listing)
            box_->record(*listing, Kind::Progress, 2);
        // Before the first answer a box asks the time; that would be held, too.
        auto passing = std::async(std::launch::async, [&] { return box_->pass(); });
        await([&] { return database.busy() == 2; });
        database.setHeld(false);
        CPPUNIT_ASSERT(passing.get().succeeded());
        CPPUNIT_ASSERT_EQUAL(201, first.get());
        for (const auto& listing : lectures_)
            assertHeld(listing, 2);
    }

    void quirk05_theOutcomeOfABrokenExchangeIsUnknown() {
        begin();
        CuttingProxy line(world_->backend().port());
        box_->endpoint.url = line.url();
        CPPUNIT_ASSERT(box_->pass().succeeded());
        box_->record(lectures_[0], Kind::Progress, 5);
        line.breakAfter(0);
        CPPUNIT_ASSERT(!box_->pass().succeeded());
        line.mend();
        box_->settle();
        assertNothingWaits();
        assertHeld(lectures_[0], 5);
    }

    void quirk06_lateWritesAreInvisibleToDeltas() {
        begin(Quirks::all(), &clock_, &clock_);
        SyncBox other(*world_, world_->backend().url(), &clock_);
        box_->record(lectures_[0], Kind::Progress, 5);
        clock_.advance(1h);
        other.record(lectures_[1], Kind::Progress, 6);
        CPPUNIT_ASSERT(other.pass().succeeded());
        const WallTime seen = clock_.wall();
        clock_.advance(1min);
        CPPUNIT_ASSERT(box_->pass().succeeded());
        CPPUNIT_ASSERT_EQUAL(std::string("[]"), get("/audio/progress?since=" + toIso8601(seen)).body);
        CPPUNIT_ASSERT(other.pass().succeeded());
        const auto progress = other.store().library().progress(other.account, model::ListingId(lectures_[0]));
        CPPUNIT_ASSERT(progress && progress->position == 5s);
    }

    void quirk07_aFutureStampPoisonsAListing() {
        begin();
        SyncBox other(*world_, world_->backend().url());
        CPPUNIT_ASSERT_EQUAL(
            201, world_->post(kSync, batch({item(lectures_[0], "9", "\"2099-01-01T00:00:00Z\"")})).status);
        CPPUNIT_ASSERT_EQUAL(
            201, world_->post(kSync, batch({item(lectures_[0], "10", quoted(box_->clock.wall()))})).status);
        assertHeld(lectures_[0], 9);
        CPPUNIT_ASSERT(other.pass().succeeded());

        box_->record(lectures_[0], Kind::Progress, 20);
        box_->record(lectures_[1], Kind::Progress, 21);
        box_->settle();
        assertNothingWaits();
        assertHeld(lectures_[0], 20);
        // The row is cured for everybody, and nobody's cursor has gone to 2099 with it.
        CPPUNIT_ASSERT(get("/audio/progress").body.find("2099") == std::string::npos);
        CPPUNIT_ASSERT(other.pass().succeeded());
        for (const int i : {0, 1}) {
            const auto listing = model::ListingId(lectures_[static_cast<std::size_t>(i)]);
            const auto progress = other.store().library().progress(other.account, listing);
            CPPUNIT_ASSERT(progress && progress->position == std::chrono::seconds{20 + i});
        }
    }

    void quirk08_theYear10000BricksAnAccount() {
        ManualClock farAway(WallTime{Milliseconds{253'402'300'800'000}} +
                            std::chrono::hours{24 * 365 * 2'000});
        begin(Quirks::all(), nullptr, &farAway);
        box_->record(lectures_[0], Kind::Progress, 5);
        box_->settle();
        assertHeld(lectures_[0], 5);

        // Another client has no such scruples: nothing can be done here, and nothing is given up.
        CPPUNIT_ASSERT_EQUAL(201,
                             world_->post(kSync, batch({item(lectures_[1], "1", "253402300800000")})).status);
        CPPUNIT_ASSERT_EQUAL(500, get("/audio/progress").status);
        box_->record(lectures_[2], Kind::Progress, 6);
        for (int i = 0; i < 5; ++i)
            CPPUNIT_ASSERT(!box_->pass().succeeded());
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, box_->counts().pending);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, box_->counts().quarantined);
    }

    void quirk09_aPutOverwritesWhatIsNewer() {
        begin();
        box_->record(lectures_[0], Kind::Progress, 30);
        box_->settle();
        const auto slug =
            box_->store().library().byId(model::ListingId(lectures_[0]), box_->account)->listing.slug.str();
        const auto put = world_->ask({.method = "PUT",
                                      .path = "/audio/progress/" + reference::percentEncode(slug),
                                      .headers = {{"Content-Type", "application/json"}},
                                      .body = R"({"positionSeconds":3})"});
        CPPUNIT_ASSERT_EQUAL(200, put.status);
        assertHeld(lectures_[0], 3);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, world_->requestsOf("PUT /audio/progress/:slug"));
        box_->settle(); // the listener sees it, and goes on from there
        box_->record(lectures_[0], Kind::Progress, 31);
        box_->record(lectures_[0], Kind::Favorite);
        box_->settle();
        assertHeld(lectures_[0], 31);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, world_->requestsOf("PUT /audio/progress/:slug"));
    }

    void quirk10_otherContentTypesAreDiscarded() {
        begin();
        const auto body = batch({item(lectures_[0], "5", quoted(box_->clock.wall()))});
        for (const char* type : {"text/plain", "application/x-www-form-urlencoded"})
            CPPUNIT_ASSERT_EQUAL_MESSAGE(type, 201, world_->post(kSync, body, type).status);
        CPPUNIT_ASSERT(world_->progress().empty());
        box_->record(lectures_[0], Kind::Progress, 5);
        box_->settle();
        assertHeld(lectures_[0], 5);
    }

    void quirk11_positionsAreIntegers() {
        begin();
        const auto now = quoted(box_->clock.wall());
        CPPUNIT_ASSERT_EQUAL(500, world_->post(kSync, batch({item(lectures_[0], "1.5", now)})).status);
        box_->store().journal().commit({"test",
                                        0,
                                        {{.account = box_->account,
                                          .listing = model::ListingId(lectures_[0]),
                                          .kind = Kind::Progress,
                                          .position = 12'999ms,
                                          .duration = {},
                                          .dedupeKey = "half",
                                          .wall = box_->clock.wall(),
                                          .monotonic = box_->clock.monotonic()}}});
        box_->settle();
        assertNothingWaits();
        assertHeld(lectures_[0], 12);
    }

    void quirk12_sinceIsExclusiveToTheMillisecond() {
        begin();
        const auto stamp = quoted(box_->clock.wall() - 1s);
        world_->post(kSync, batch({item(lectures_[0], "5", stamp)}));
        CPPUNIT_ASSERT(box_->pass().succeeded());
        world_->post(kSync, batch({item(lectures_[1], "6", stamp)}));
        const auto since = stamp.substr(1, stamp.size() - 2);
        CPPUNIT_ASSERT_EQUAL(std::string("[]"), get("/audio/progress?since=" + since).body);
        CPPUNIT_ASSERT(box_->pass().succeeded());
        const auto progress = box_->store().library().progress(box_->account, model::ListingId(lectures_[1]));
        CPPUNIT_ASSERT(progress && progress->position == 6s);
    }

    void quirk13_a429ComesForOtherPeoplesTraffic() {
        begin(Quirks::all(), &clock_);
        for (int i = 0; i < 100; ++i)
            CPPUNIT_ASSERT_EQUAL(200, get("/audio/progress").status);
        const auto refused = get("/audio/progress");
        CPPUNIT_ASSERT_EQUAL(429, refused.status);
        CPPUNIT_ASSERT(refused.header("Retry-After") == "60");
        box_->record(lectures_[0], Kind::Progress, 5);
        const auto failure = box_->pass().failure;
        CPPUNIT_ASSERT(failure && failure->outcome == OutcomeClass::Throttled);
        CPPUNIT_ASSERT(failure->retryAfter == Milliseconds{60s});
        const auto retry = sync::retryAfter(*failure, 1, box_->random);
        CPPUNIT_ASSERT(retry.imposed && retry.delay >= 60s);
        clock_.advance(retry.delay);
        box_->settle();
        assertHeld(lectures_[0], 5);
    }

    void quirk14_refusedBodiesCloseTheConnection() {
        begin();
        const auto truncated = world_->post(kSync, R"({"items":[)");
        CPPUNIT_ASSERT_EQUAL(400, truncated.status);
        CPPUNIT_ASSERT(closes(truncated));
        const auto large = world_->post(kSync, std::string(1'048'577, ' '));
        CPPUNIT_ASSERT_EQUAL(413, large.status);
        CPPUNIT_ASSERT(closes(large));

        // A box whose connection carried such an answer goes on over another one.
        CPPUNIT_ASSERT(box_->pass().succeeded());
        box_->record("00000000-0000-4000-8000-00000000beef", Kind::Progress, 1);
        box_->record(lectures_[0], Kind::Progress, 5);
        box_->settle();
        assertNothingWaits(1);
        assertHeld(lectures_[0], 5);
    }

    void quirk15_unsavingMakesATombstone() {
        begin();
        box_->record(lectures_[0], Kind::Unfavorite);
        box_->record(lectures_[1], Kind::Favorite);
        box_->settle();
        CPPUNIT_ASSERT(world_->favorites().contains(lectures_[0]));
        CPPUNIT_ASSERT(!world_->favorites().at(lectures_[0]));
        box_->record(lectures_[1], Kind::Unfavorite);
        box_->settle();
        box_->record(lectures_[1], Kind::Favorite);
        box_->settle();
        SyncBox other(*world_, world_->backend().url());
        CPPUNIT_ASSERT(other.pass().succeeded());
        auto& library = other.store().library();
        CPPUNIT_ASSERT(!library.favorite(other.account, model::ListingId(lectures_[0])));
        CPPUNIT_ASSERT(library.favorite(other.account, model::ListingId(lectures_[1])));
    }

    void quirk16_summariesAnswerNull() {
        begin();
        for (const char* route : {"progress-summary", "last-played"}) {
            CPPUNIT_ASSERT_EQUAL(std::string("null"), get(std::string("/listings/x/") + route).body);
            box_->record(lectures_[0], Kind::Progress, 5);
            box_->settle();
            CPPUNIT_ASSERT_EQUAL(std::uint64_t{1},
                                 world_->requestsOf(std::string("GET /listings/:slug/") + route));
        }
        assertHeld(lectures_[0], 5);
    }

    void quirk17_abandonedRequestsHoldThePool() {
        begin();
        CPPUNIT_ASSERT(box_->pass().succeeded());
        auto& database = world_->backend().database();
        box_->record(lectures_[0], Kind::Progress, 5);
        database.setHeld(true);
        for (int pass = 1; pass <= 3; ++pass) {
            auto passing = std::async(std::launch::async, [&] { return box_->pass(); });
            await([&] { return database.busy() == pass; });
            box_->abandon();
            const auto report = passing.get();
            CPPUNIT_ASSERT(report.failure && report.failure->outcome == OutcomeClass::Transient);
            box_->reconnect();
            // One request a pass, and longer pauses each time: the pool is not hammered.
            CPPUNIT_ASSERT_EQUAL(pass, database.busy());
        }
        database.setHeld(false);
        box_->settle();
        assertNothingWaits();
        assertHeld(lectures_[0], 5);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(QuirksTest);

// SPDX-License-Identifier: Apache-2.0
#include "PlatformExchange.h"

#include <cppunit/extensions/HelperMacros.h>

using namespace durus;
using namespace std::chrono_literals;
using model::Intent;
using model::IntentKind;
using Lines = std::vector<std::string>;

namespace {

const std::string kNoon = "2026-11-22T12:00:00.000Z";
const std::string kLater = "2026-11-22T12:05:00.123Z";
const std::string kFarAway = "2099-01-01T00:00:00.000Z";

Intent progress(std::uint64_t sequence, const std::string& listing, const std::string& stamp,
                Milliseconds position, Milliseconds duration = 1800s) {
    return Platform::intent(sequence, IntentKind::Progress, listing, stamp, position, duration);
}

std::string row(const std::string& listing, const std::string& stamp, int position, bool completed = false) {
    return R"({"listingId":")" + listing + R"(","positionSeconds":)" + std::to_string(position) +
           R"(,"durationSeconds":1800,)" + (completed ? R"("completedAt":")" + stamp + R"(",)" : "") +
           R"("updatedAt":")" + stamp + R"("})";
}

/// An intent whose listing's slug is known.
Intent named(Intent intent) {
    intent.slug = model::Slug("series-one lesson");
    return intent;
}

/// Rows, from a backend that tells the time.
sync::HttpResponse dated(std::string body) {
    auto response = answer(200, std::move(body));
    response.headers.emplace_back("Date", "Sun, 22 Nov 2026 12:06:00 GMT");
    return response;
}

} // namespace

class ProgressPushTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ProgressPushTest);
    CPPUNIT_TEST(writesOneItemForEachListing);
    CPPUNIT_TEST(mergesTheIntentsOfAListing);
    CPPUNIT_TEST(keepsPositionsSane);
    CPPUNIT_TEST(keepsStampsSane);
    CPPUNIT_TEST(marksWithoutAPosition);
    CPPUNIT_TEST(readsBackFromTheOldestStamp);
    CPPUNIT_TEST(believesWhatItReadsBack);
    CPPUNIT_TEST(writesADroppedCompletionAgain);
    CPPUNIT_TEST(leavesACompletionThatIsDroppedAgainAndAgain);
    CPPUNIT_TEST(noticesACompletionThatWasNotTaken);
    CPPUNIT_TEST(curesARowFromTheFuture);
    CPPUNIT_TEST(leavesARowFromTheFutureThatItCannotAddress);
    CPPUNIT_TEST(aRefusedCureChangesNothing);
    CPPUNIT_TEST(noticesWhatWasNotTaken);
    CPPUNIT_TEST(doesNotSendWhatTheBackendCannotTake);
    CPPUNIT_TEST(writesTheSameForTheSameIntents);
    CPPUNIT_TEST(writesAThousandIntentsWithinTheLimit);
    CPPUNIT_TEST_SUITE_END();

public:
    void writesOneItemForEachListing() {
        const auto talk = push(
            {progress(1, Platform::kTwo, kNoon, 100'900ms), progress(2, Platform::kOne, kLater, 42s, 0s)});
        CPPUNIT_ASSERT_EQUAL(std::string("POST"), talk->request().method);
        CPPUNIT_ASSERT_EQUAL(std::string("/audio/progress/sync"), talk->request().path);
        CPPUNIT_ASSERT((sync::HttpHeaders{{"Content-Type", "application/json"},
                                          {"Accept", "application/json"}}) == talk->request().headers);
        CPPUNIT_ASSERT_EQUAL(
            R"({"items":[{"listingId":")" + Platform::kOne + R"(","positionSeconds":42,"updatedAt":")" +
                kLater + R"("},{"listingId":")" + Platform::kTwo +
                R"(","positionSeconds":100,"durationSeconds":1800,"updatedAt":")" + kNoon + R"("}]})",
            talk->request().body);
    }

    void mergesTheIntentsOfAListing() {
        const auto talk =
            push({progress(3, Platform::kOne, kNoon, 1790s),
                  Platform::intent(1, IntentKind::Completed, Platform::kOne, kLater, 1800s, 1800s),
                  progress(2, Platform::kOne, kLater, 1795s)});
        CPPUNIT_ASSERT_EQUAL(R"({"items":[{"listingId":")" + Platform::kOne +
                                 R"(","positionSeconds":1790,"durationSeconds":1800,"completedAt":")" +
                                 kLater + R"(","updatedAt":")" + kLater + R"("}]})",
                             talk->request().body);
        talk->reply(answer(201)).reply(answer(200, '[' + row(Platform::kOne, kLater, 1790, true) + ']'));
        CPPUNIT_ASSERT((Lines{"1 ok", "2 ok", "3 ok"}) == talk->outcomes());
    }

    void keepsPositionsSane() {
        expectPosition("0", -5s, 1800s);
        expectPosition("1800", 99'999s, 1800s);
        expectPosition("12", 12'999ms, 0s);
        expectPosition("2592000", std::chrono::hours{24 * 365}, 0s);
        expectPosition("0", 999ms, 500ms);
    }

    void keepsStampsSane() {
        Intent intent = progress(1, Platform::kOne, kNoon, 5s);
        intent.occurredAt = WallTime{Milliseconds{300'000'000'000'000}};
        CPPUNIT_ASSERT(push({intent})->request().body.find("9999-12-31T23:59:59.999Z") != std::string::npos);
        intent.occurredAt = WallTime{Milliseconds{-1}};
        CPPUNIT_ASSERT(push({intent})->request().body.find("1970-01-01T00:00:00.000Z") != std::string::npos);
    }

    void marksWithoutAPosition() {
        const auto mark = [](std::uint64_t sequence) {
            return Platform::intent(sequence, IntentKind::Completed, Platform::kOne, kLater);
        };
        CPPUNIT_ASSERT(push({mark(1)})->request().body.find("\"positionSeconds\":0,") != std::string::npos);
        CPPUNIT_ASSERT(push({progress(1, Platform::kOne, kNoon, 77s), mark(2)})
                           ->request()
                           .body.find("\"positionSeconds\":77,") != std::string::npos);
    }

    void readsBackFromTheOldestStamp() {
        const auto talk =
            push({progress(1, Platform::kTwo, kNoon, 1s), progress(2, Platform::kOne, kLater, 2s)});
        talk->reply(answer(201));
        CPPUNIT_ASSERT_EQUAL(std::string("GET"), talk->request().method);
        CPPUNIT_ASSERT_EQUAL(std::string("/audio/progress?since=2026-11-22T11%3A59%3A59.999Z"),
                             talk->request().path);
        CPPUNIT_ASSERT(talk->request().body.empty());
    }

    void believesWhatItReadsBack() {
        const auto talk =
            push({progress(1, Platform::kOne, kNoon, 100s), progress(2, Platform::kTwo, kNoon, 100s)});
        talk->reply(answer(201))
            .reply(answer(200, '[' + row(Platform::kThree, kLater, 9) + ',' +
                                   row(Platform::kTwo, kLater, 500) + ',' + row(Platform::kOne, kNoon, 100) +
                                   ']'));
        CPPUNIT_ASSERT(talk->finished());
        CPPUNIT_ASSERT_EQUAL(std::string(), talk->failure());
        CPPUNIT_ASSERT((Lines{"1 ok", "2 stale"}) == talk->outcomes());
        const auto& progress = talk->results().progress;
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, progress.size());
        CPPUNIT_ASSERT_EQUAL(Platform::kOne, progress[0].listing.str());
        CPPUNIT_ASSERT(progress[0].progress.position == 100s);
        CPPUNIT_ASSERT(progress[0].progress.duration == 1800s);
        CPPUNIT_ASSERT(progress[1].progress.position == 500s);
        CPPUNIT_ASSERT(progress[1].progress.updatedAt == fromIso8601(kLater));
    }

    void writesADroppedCompletionAgain() {
        const auto talk =
            push({Platform::intent(1, IntentKind::Completed, Platform::kOne, kNoon, 1800s, 1800s),
                  progress(2, Platform::kTwo, kNoon, 5s)});
        talk->reply(answer(201))
            .reply(answer(200, '[' + row(Platform::kOne, kLater, 12) + ',' + row(Platform::kTwo, kLater, 9) +
                                   ']'));
        CPPUNIT_ASSERT_EQUAL(std::string("POST"), talk->request().method);
        CPPUNIT_ASSERT_EQUAL(R"({"items":[{"listingId":")" + Platform::kOne +
                                 R"(","positionSeconds":12,"durationSeconds":1800,"completedAt":")" + kLater +
                                 R"(","updatedAt":")" + kLater + R"("}]})",
                             talk->request().body);
        talk->reply(answer(201))
            .reply(answer(200, '[' + row(Platform::kOne, kLater, 12, true) + ',' +
                                   row(Platform::kTwo, kLater, 9) + ']'));
        CPPUNIT_ASSERT((Lines{"1 stale", "2 stale"}) == talk->outcomes());
        CPPUNIT_ASSERT(talk->results().progress[0].progress.completed);
    }

    void leavesACompletionThatIsDroppedAgainAndAgain() {
        const auto talk =
            push({Platform::intent(1, IntentKind::Completed, Platform::kOne, kNoon, 1800s, 1800s)});
        int writes = 0;
        while (!talk->finished()) {
            CPPUNIT_ASSERT(++writes < 10);
            talk->reply(answer(201)).reply(answer(200, '[' + row(Platform::kOne, kLater, 12) + ']'));
        }
        CPPUNIT_ASSERT((Lines{"1 transient"}) == talk->outcomes());
    }

    void noticesACompletionThatWasNotTaken() {
        const auto completed =
            Platform::intent(1, IntentKind::Completed, Platform::kOne, kNoon, 1800s, 1800s);
        const auto talk = push({completed});
        talk->reply(answer(201)).reply(answer(200, '[' + row(Platform::kOne, kNoon, 1800) + ']'));
        CPPUNIT_ASSERT((Lines{"1 transient"}) == talk->outcomes());
    }

    void curesARowFromTheFuture() {
        const auto talk =
            push({named(progress(1, Platform::kOne, kNoon, 42s)), progress(2, Platform::kTwo, kNoon, 5s)});
        talk->reply(answer(201))
            .reply(dated('[' + row(Platform::kOne, kFarAway, 9) + ',' + row(Platform::kTwo, kNoon, 5) + ']'));
        CPPUNIT_ASSERT_EQUAL(std::string("PUT"), talk->request().method);
        CPPUNIT_ASSERT_EQUAL(std::string("/audio/progress/series-one%20lesson"), talk->request().path);
        CPPUNIT_ASSERT_EQUAL(
            std::string(R"({"positionSeconds":42,"durationSeconds":1800,"isCompleted":false})"),
            talk->request().body);
        talk->reply(answer(200))
            .reply(dated('[' + row(Platform::kOne, kLater, 42) + ',' + row(Platform::kTwo, kNoon, 5) + ']'));
        CPPUNIT_ASSERT(talk->finished());
        CPPUNIT_ASSERT((Lines{"1 stale", "2 ok"}) == talk->outcomes());
        CPPUNIT_ASSERT(talk->results().progress[0].progress.position == 42s);
    }

    void leavesARowFromTheFutureThatItCannotAddress() {
        auto talk = push({progress(1, Platform::kOne, kNoon, 42s)});
        talk->reply(answer(201)).reply(dated('[' + row(Platform::kOne, kFarAway, 9) + ']'));
        CPPUNIT_ASSERT((Lines{"1 stale"}) == talk->outcomes());
        // Nobody has said what day it is.
        talk = push({named(progress(1, Platform::kOne, kNoon, 42s))});
        talk->reply(answer(201)).reply(answer(200, '[' + row(Platform::kOne, kFarAway, 9) + ']'));
        CPPUNIT_ASSERT((Lines{"1 stale"}) == talk->outcomes());
    }

    void aRefusedCureChangesNothing() {
        const auto talk = push({named(progress(1, Platform::kOne, kNoon, 42s))});
        talk->reply(answer(201));
        for (int round = 0; round < 3; ++round)
            talk->reply(dated('[' + row(Platform::kOne, kFarAway, 9) + ']'))
                .reply(refusal(404, "Listing not found"));
        talk->reply(dated('[' + row(Platform::kOne, kFarAway, 9) + ']'));
        CPPUNIT_ASSERT_EQUAL(std::string(), talk->failure());
        CPPUNIT_ASSERT((Lines{"1 stale"}) == talk->outcomes());
    }

    void noticesWhatWasNotTaken() {
        auto talk = push({progress(1, Platform::kOne, kNoon, 1s)});
        talk->reply(answer(201)).reply(answer(200, "[]"));
        CPPUNIT_ASSERT((Lines{"1 transient"}) == talk->outcomes());
        CPPUNIT_ASSERT(!talk->results().outcomes[0].detail.empty());

        talk = push({progress(1, Platform::kOne, kNoon, 1s), progress(2, Platform::kTwo, kLater, 1s)});
        talk->reply(answer(201))
            .reply(
                answer(200, '[' + row(Platform::kOne, kNoon, 1) + ',' + row(Platform::kTwo, kNoon, 7) + ']'));
        CPPUNIT_ASSERT((Lines{"1 ok", "2 suspected_poison"}) == talk->outcomes());
    }

    void doesNotSendWhatTheBackendCannotTake() {
        CPPUNIT_ASSERT(!platform_.codec.supports(IntentKind::Uncompleted));
        CPPUNIT_ASSERT(platform_.codec.supports(IntentKind::Completed));
        const auto talk =
            push({Platform::intent(1, IntentKind::Uncompleted, Platform::kOne, kNoon),
                  progress(2, "series-one-lesson-1", kNoon, 5s), progress(3, Platform::kOne, kNoon, 5s)});
        CPPUNIT_ASSERT(talk->request().body.find("lesson-1") == std::string::npos);
        talk->reply(answer(201)).reply(answer(200, '[' + row(Platform::kOne, kNoon, 5) + ']'));
        CPPUNIT_ASSERT((Lines{"1 permanent", "2 permanent", "3 ok"}) == talk->outcomes());

        const auto nothing = push({progress(1, "local-1", kNoon, 5s)});
        CPPUNIT_ASSERT(nothing->finished());
        CPPUNIT_ASSERT((Lines{"1 permanent"}) == nothing->outcomes());
        CPPUNIT_ASSERT(nothing->results().outcomes[0].detail.find("local-1") != std::string::npos);
    }

    void writesTheSameForTheSameIntents() {
        std::vector<Intent> intents{progress(1, Platform::kThree, kNoon, 1s),
                                    progress(2, Platform::kOne, kLater, 2s),
                                    progress(3, Platform::kTwo, kNoon, 3s)};
        const auto request = push(intents)->request();
        CPPUNIT_ASSERT(request == push(intents)->request());
        CPPUNIT_ASSERT(request == Talk(Platform().codec.push(intents)).request());
        std::swap(intents[0], intents[2]);
        CPPUNIT_ASSERT(request == push(intents)->request());
    }

    void writesAThousandIntentsWithinTheLimit() {
        const auto limits = platform_.codec.limits();
        std::vector<Intent> intents;
        for (std::size_t i = 0; i < limits.maxIntents; ++i) {
            const auto number = std::to_string(100'000 + i);
            intents.push_back(Platform::intent(i + 1, IntentKind::Completed,
                                               "10000000-0000-4000-8000-000000" + number, kNoon, 2'000'000s,
                                               2'000'000s));
        }
        CPPUNIT_ASSERT(push(intents)->request().body.size() < limits.maxBodyBytes);
        CPPUNIT_ASSERT(limits.maxBodyBytes <= 1'048'576);
    }

private:
    std::unique_ptr<Talk> push(const std::vector<Intent>& intents) {
        return std::make_unique<Talk>(platform_.codec.push(intents));
    }
    void expectPosition(const std::string& seconds, Milliseconds position, Milliseconds duration) {
        const auto body = push({progress(1, Platform::kOne, kNoon, position, duration)})->request().body;
        CPPUNIT_ASSERT_MESSAGE(body, body.find("\"positionSeconds\":" + seconds + ",") != std::string::npos);
    }

    Platform platform_;
};

CPPUNIT_TEST_SUITE_REGISTRATION(ProgressPushTest);

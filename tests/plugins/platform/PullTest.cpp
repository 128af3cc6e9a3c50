// SPDX-License-Identifier: Apache-2.0
#include "PlatformExchange.h"

#include <cppunit/extensions/HelperMacros.h>

using namespace durus;
using namespace std::chrono_literals;

namespace {

const std::string kProgress =
    R"([{"listingId":"10000000-0000-4000-8000-000000000001","positionSeconds":1750,"durationSeconds":1800,
         "completedAt":"2026-11-22T11:05:00.000Z","updatedAt":"2026-11-22T11:05:00.000Z"},
        {"listingId":"10000000-0000-4000-8000-000000000002","positionSeconds":42.9,"completedAt":null,
         "updatedAt":"2026-11-22T11:00:00.000Z","unknown":{"deep":[1]}}])";
const std::string kSaved =
    R"([{"listingId":"10000000-0000-4000-8000-000000000001","updatedAt":"2026-11-22T11:06:00.500Z",
         "savedAt":"2026-11-01T00:00:00.000Z"},
        {"listingId":"10000000-0000-4000-8000-000000000002","updatedAt":"2026-11-22T10:00:00.000Z",
         "deletedAt":"2026-11-22T10:00:00.000Z"}])";

WallTime at(const std::string& stamp) {
    return fromIso8601(stamp).value();
}

const WallTime kNow = at("2026-11-22T12:00:00.000Z");

} // namespace

class PullTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(PullTest);
    CPPUNIT_TEST(readsEverythingAtFirst);
    CPPUNIT_TEST(readsOverTheLastDayAgain);
    CPPUNIT_TEST(readsEverythingAgainOnceAWeek);
    CPPUNIT_TEST(readsEverythingForACursorItDoesNotKnow);
    CPPUNIT_TEST(isNotFooledByTheFuture);
    CPPUNIT_TEST(keepsItsPlaceWhenNothingChanged);
    CPPUNIT_TEST(survivesAClockThatWasSetBack);
    CPPUNIT_TEST(passesOverRowsThatMakeNoSense);
    CPPUNIT_TEST(refusesAListOfSomethingElse);
    CPPUNIT_TEST(givesNoCursorIfHalfFailed);
    CPPUNIT_TEST_SUITE_END();

public:
    void readsEverythingAtFirst() {
        Talk talk(platform_.codec.pull("", kNow));
        CPPUNIT_ASSERT_EQUAL(std::string("/audio/progress"), talk.request().path);
        talk.reply(answer(200, kProgress));
        CPPUNIT_ASSERT_EQUAL(std::string("/me/library/saved/delta"), talk.request().path);
        talk.reply(answer(200, kSaved));
        CPPUNIT_ASSERT(talk.finished());
        const auto& results = talk.results();
        CPPUNIT_ASSERT(!results.failure && results.outcomes.empty());
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, results.progress.size());
        CPPUNIT_ASSERT(results.progress[0].progress.completed && !results.progress[1].progress.completed);
        CPPUNIT_ASSERT(results.progress[1].progress.position == 42s);
        CPPUNIT_ASSERT(results.progress[1].progress.duration == 0s);
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, results.favorites.size());
        CPPUNIT_ASSERT(results.favorites[0].favorite && !results.favorites[1].favorite);
        CPPUNIT_ASSERT(results.cursor.has_value() && !results.cursor->empty());
    }

    void readsOverTheLastDayAgain() {
        const auto cursor = walk("", kNow, kProgress, kSaved);
        expectSince("2026-11-21T11%3A06%3A00.500Z", cursor, kNow + 1h);
    }

    void readsEverythingAgainOnceAWeek() {
        const auto cursor = walk("", kNow, kProgress, kSaved);
        const auto next = walk(cursor, kNow + 24h * 6, "[]", "[]");
        expectSince("2026-11-21T11%3A06%3A00.500Z", next, kNow + 24h * 7 - 1ms);
        expectFull(next, kNow + 24h * 7);
        const auto full = walk(next, kNow + 24h * 7, kProgress, kSaved);
        expectSince("2026-11-21T11%3A06%3A00.500Z", full, kNow + 24h * 13);
    }

    void readsEverythingForACursorItDoesNotKnow() {
        for (const std::string cursor : {"garbage", "2026-11-22T11:06:00.500Z", ";", "1;2", "\n"})
            expectFull(cursor, kNow);
    }

    void isNotFooledByTheFuture() {
        const auto cursor = walk("", kNow,
                                 R"([{"listingId":"x","positionSeconds":1,
                                      "updatedAt":"2099-01-01T00:00:00.000Z"}])",
                                 "[]");
        expectSince("2026-11-21T12%3A00%3A00.000Z", cursor, kNow + 1h);
    }

    void keepsItsPlaceWhenNothingChanged() {
        const auto cursor = walk("", kNow, kProgress, kSaved);
        const auto next = walk(cursor, kNow + 1h, "[]", "[]");
        expectSince("2026-11-21T11%3A06%3A00.500Z", next, kNow + 2h);
        CPPUNIT_ASSERT_EQUAL(std::string(), walk("", kNow, "[]", "[]"));
    }

    void survivesAClockThatWasSetBack() {
        const auto cursor = walk("", kNow, kProgress, kSaved);
        expectFull(cursor, kNow - 24h * 365);
        Talk talk(platform_.codec.pull("", WallTime{Milliseconds{-5}}));
        talk.reply(answer(200, kProgress)).reply(answer(200, kSaved));
        CPPUNIT_ASSERT(talk.finished() && talk.failure().empty());
    }

    void passesOverRowsThatMakeNoSense() {
        Talk talk(platform_.codec.pull("", kNow));
        talk.reply(answer(200, R"([null, 5, "x", [], {}, {"listingId":5},
            {"listingId":"a","positionSeconds":1,"updatedAt":"yesterday"},
            {"listingId":"a","positionSeconds":"1","updatedAt":"2026-11-22T11:05:00.000Z"},
            {"listingId":"a","positionSeconds":-1,"updatedAt":"2026-11-22T11:05:00.000Z"},
            {"listingId":"a","positionSeconds":1e300,"updatedAt":"2026-11-22T11:05:00.000Z"},
            {"listingId":"../a","positionSeconds":1,"updatedAt":"2026-11-22T11:05:00.000Z"},
            {"listingId":"","positionSeconds":1,"updatedAt":"2026-11-22T11:05:00.000Z"},
            {"listingId":"good","positionSeconds":1,"updatedAt":"2026-11-22T11:05:00.000Z"}])"));
        talk.reply(answer(200, "[]"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, talk.results().progress.size());
        CPPUNIT_ASSERT_EQUAL(std::string("good"), talk.results().progress[0].listing.str());
    }

    void refusesAListOfSomethingElse() {
        for (const std::string body : {R"([{"a":1}])", "{}", "null", "7", R"("text")"}) {
            Talk talk(platform_.codec.pull("", kNow));
            talk.reply(answer(200, body));
            CPPUNIT_ASSERT_MESSAGE(body, talk.finished());
            CPPUNIT_ASSERT(talk.results().failure.value().outcome == sync::OutcomeClass::NotBackend);
        }
    }

    void givesNoCursorIfHalfFailed() {
        Talk talk(platform_.codec.pull("", kNow));
        talk.reply(answer(200, kProgress)).reply(refusal(500, "Internal Server Error"));
        CPPUNIT_ASSERT(talk.results().failure.has_value());
        CPPUNIT_ASSERT(!talk.results().cursor.has_value());
    }

private:
    std::string walk(const std::string& cursor, WallTime now, const std::string& progress,
                     const std::string& saved) {
        Talk talk(platform_.codec.pull(cursor, now));
        talk.reply(answer(200, progress)).reply(answer(200, saved));
        CPPUNIT_ASSERT_EQUAL(std::string(), talk.failure());
        return talk.results().cursor.value();
    }
    void expectSince(const std::string& since, const std::string& cursor, WallTime now) {
        Talk talk(platform_.codec.pull(cursor, now));
        CPPUNIT_ASSERT_EQUAL("/audio/progress?since=" + since, talk.request().path);
        talk.reply(answer(200, "[]"));
        CPPUNIT_ASSERT_EQUAL("/me/library/saved/delta?since=" + since, talk.request().path);
    }
    void expectFull(const std::string& cursor, WallTime now) {
        CPPUNIT_ASSERT_EQUAL(std::string("/audio/progress"),
                             Talk(platform_.codec.pull(cursor, now)).request().path);
    }

    Platform platform_;
};

CPPUNIT_TEST_SUITE_REGISTRATION(PullTest);

// SPDX-License-Identifier: Apache-2.0
#include <durus/core/IsoTime.h>
#include <durus/core/Random.h>
#include <durus/sync/ServerClock.h>

#include <cppunit/extensions/HelperMacros.h>

#include <ctime>
#include <string>

using durus::fromIso8601;
using durus::ManualClock;
using durus::Milliseconds;
using durus::SeededRandom;
using durus::WallTime;
using durus::model::Intent;
using durus::sync::ServerClock;

namespace {

WallTime at(const char* iso) {
    return fromIso8601(iso).value();
}

std::string dateOf(WallTime time) {
    const std::time_t seconds = time.sinceEpoch.count() / 1000;
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    char text[64];
    return {text, std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts)};
}

constexpr Milliseconds kDay{86'400'000};

} // namespace

class ServerClockTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ServerClockTest);
    CPPUNIT_TEST(knowsNothingBeforeTheFirstAnswer);
    CPPUNIT_TEST(readsADate);
    CPPUNIT_TEST(anythingElseTeachesNothing);
    CPPUNIT_TEST(neverRunsAheadOfTheBackend);
    CPPUNIT_TEST(getsBetterWithEveryAnswer);
    CPPUNIT_TEST(theOffsetIsSteady);
    CPPUNIT_TEST(aJumpOfOurCalendarChangesNothing);
    CPPUNIT_TEST(followsABackendThatWasSet);
    CPPUNIT_TEST(placesWhatThisBootRecorded);
    CPPUNIT_TEST(placesWhatWasRecordedBeforeTheFirstAnswer);
    CPPUNIT_TEST(placesWhatAnEarlierBootRecorded);
    CPPUNIT_TEST(correctsTheCalendarOfAnUnknownBoot);
    CPPUNIT_TEST(aCalendarThatWasNeverSetCountsAsNow);
    CPPUNIT_TEST(followsWhatTheBackendHasJustStamped);
    CPPUNIT_TEST(nothingIsStampedFromTheFuture);
    CPPUNIT_TEST(aRestoredOffsetIsCorrected);
    CPPUNIT_TEST_SUITE_END();

    ManualClock clock_{at("2026-11-22T12:00:00Z")};
    ServerClock server_{clock_};

    /// An intent of which only the calendar is known.
    static Intent recorded(WallTime calendar) {
        Intent intent;
        intent.occurredAt = calendar;
        return intent;
    }

    /// An intent recorded now.
    Intent recordedNow() const {
        Intent intent = recorded(clock_.wall());
        intent.monotonic = clock_.monotonic();
        intent.bootId = clock_.bootId();
        return intent;
    }

    static bool isClose(WallTime a, WallTime b) { return std::chrono::abs(a - b) < Milliseconds{2'000}; }

    /// An exchange that takes 200 ms with a backend whose calendar is `ahead` and whose Date is `lag` old.
    void exchange(Milliseconds ahead, Milliseconds lag) {
        const auto sentAt = clock_.monotonic();
        clock_.advance(Milliseconds{100});
        const WallTime told = clock_.wall() + ahead - lag;
        clock_.advance(Milliseconds{100});
        server_.learn(dateOf(told), sentAt);
    }

public:
    void knowsNothingBeforeTheFirstAnswer() {
        CPPUNIT_ASSERT(!server_.offset());
        CPPUNIT_ASSERT(server_.now() == clock_.wall());
        CPPUNIT_ASSERT(!server_.boot());
        CPPUNIT_ASSERT(server_.stamp(recorded(at("2024-01-01T00:00:00Z"))) == at("2024-01-01T00:00:00Z"));
        CPPUNIT_ASSERT(server_.stamp(recorded(at("2099-01-01T00:00:00Z"))) == clock_.wall());
    }

    void readsADate() {
        server_.learn("Sun, 22 Nov 2026 12:00:10 GMT", clock_.monotonic());
        CPPUNIT_ASSERT(server_.now() == at("2026-11-22T12:00:10Z"));
        CPPUNIT_ASSERT(server_.offset() == Milliseconds{10'800});
    }

    void anythingElseTeachesNothing() {
        for (const char* text :
             {"", "now", "2026-11-22T12:00:10Z", "Sunday, 22-Nov-26 12:00:10 GMT", "Sun Nov 22 12:00:10 2026",
              "Sun, 22 Nov 2026 12:00:10 CET", "Sun, 22 Nov 2026 12:00:10 gmt",
              "Sun, 32 Nov 2026 12:00:10 GMT", "Sun, 22 Nox 2026 12:00:10 GMT",
              "Sun, 22 Nov 2026 24:00:10 GMT", "Sun, 22 Nov 2026 12:60:10 GMT",
              "Sun, 22 Nov 2026 12:00:61 GMT", " Sun, 22 Nov 2026 12:00:10 GMT",
              "Sun, 22 Nov 2026 12:00:10 GMT ", "Sun, 2  Nov 2026 12:00:10 GMT",
              "Sun, 29 Feb 2026 12:00:10 GMT", "Sun, 22 Nov -026 12:00:10 GMT"}) {
            server_.learn(text, clock_.monotonic());
            CPPUNIT_ASSERT_MESSAGE(text, !server_.offset());
        }
    }

    void neverRunsAheadOfTheBackend() {
        for (const long lag : {0L, 1L, 500L, 999L, 1'000L, 1'599L})
            for (const long phase : {0L, 1L, 333L, 999L}) {
                ServerClock fresh(clock_);
                clock_.advance(Milliseconds{phase});
                const auto sentAt = clock_.monotonic();
                clock_.advance(Milliseconds{150});
                const WallTime truth = clock_.wall() + kDay;
                fresh.learn(dateOf(truth - Milliseconds{lag}), sentAt);
                CPPUNIT_ASSERT(fresh.now() <= truth);
                CPPUNIT_ASSERT(truth - fresh.now() <= Milliseconds{150 + 1'600 + 1'000});
                clock_.advance(Milliseconds{100'000});
                CPPUNIT_ASSERT(fresh.now() <= truth + Milliseconds{100'000});
            }
    }

    void getsBetterWithEveryAnswer() {
        Milliseconds last = Milliseconds::max();
        for (int i = 0; i < 50; ++i) {
            exchange(kDay, Milliseconds{0});
            const Milliseconds behind = clock_.wall() + kDay - server_.now();
            CPPUNIT_ASSERT(behind >= Milliseconds{0});
            CPPUNIT_ASSERT(behind <= last);
            last = behind;
            clock_.advance(Milliseconds{1'037});
        }
        CPPUNIT_ASSERT(last <= Milliseconds{300});
        CPPUNIT_ASSERT(std::chrono::abs(server_.offset().value() - kDay) < Milliseconds{1'000});
    }

    void theOffsetIsSteady() {
        exchange(kDay, Milliseconds{0});
        const auto first = server_.offset();
        for (int i = 0; i < 50; ++i) {
            clock_.advance(Milliseconds{1'037});
            clock_.setWall(clock_.wall() + Milliseconds{i % 3 - 1});
            exchange(kDay, Milliseconds{i * 13 % 600});
            CPPUNIT_ASSERT(server_.offset() == first);
        }
        clock_.setWall(clock_.wall() + Milliseconds{5'000});
        CPPUNIT_ASSERT(*server_.offset() < *first - Milliseconds{3'000});
    }

    void aJumpOfOurCalendarChangesNothing() {
        exchange(Milliseconds{0}, Milliseconds{0});
        const WallTime before = server_.now();
        clock_.setWall(at("2031-01-01T00:00:00Z"));
        CPPUNIT_ASSERT(server_.now() == before);
        clock_.setWall(at("1970-01-01T00:00:00Z"));
        CPPUNIT_ASSERT(server_.now() == before);
        CPPUNIT_ASSERT(std::chrono::abs(WallTime{clock_.wall().sinceEpoch + *server_.offset()} - before) <
                       Milliseconds{2'000});
    }

    void followsABackendThatWasSet() {
        exchange(kDay, Milliseconds{0});
        exchange(-kDay, Milliseconds{0});
        CPPUNIT_ASSERT(std::chrono::abs(*server_.offset() + kDay) < Milliseconds{2'000});
        CPPUNIT_ASSERT(server_.now() <= WallTime{clock_.wall().sinceEpoch - kDay});
    }

    void placesWhatThisBootRecorded() {
        exchange(kDay, Milliseconds{0});
        const WallTime truth = clock_.wall() + kDay;
        const Intent intent = recordedNow();
        for (const char* calendar :
             {"1970-01-01T00:00:00Z", "9999-01-01T00:00:00Z", "2026-11-20T12:00:00Z"}) {
            clock_.advance(Milliseconds{600'000});
            clock_.setWall(at(calendar));
            CPPUNIT_ASSERT_MESSAGE(calendar, isClose(server_.stamp(intent), truth));
        }
    }

    void placesWhatWasRecordedBeforeTheFirstAnswer() {
        clock_.setWall(at("1970-01-01T00:01:00Z"));
        const Intent intent = recordedNow();
        clock_.advance(Milliseconds{3'600'000});
        const WallTime truth = at("2026-11-22T12:00:00Z");
        clock_.setWall(truth + Milliseconds{3'600'000});
        exchange(Milliseconds{0}, Milliseconds{0});
        CPPUNIT_ASSERT(isClose(server_.stamp(intent), truth));
    }

    void placesWhatAnEarlierBootRecorded() {
        clock_.setWall(at("1970-01-01T00:01:00Z"));
        const Intent intent = recordedNow();
        exchange(kDay * 20'000, Milliseconds{0});
        const auto learned = server_.boot();
        CPPUNIT_ASSERT(learned.has_value());
        const WallTime truth = intent.occurredAt + kDay * 20'000;

        clock_.reboot("boot-2");
        clock_.setWall(truth + kDay);
        ServerClock later(clock_);
        later.remember(*learned);
        const auto sentAt = clock_.monotonic();
        later.learn(dateOf(clock_.wall()), sentAt);
        CPPUNIT_ASSERT(isClose(later.stamp(intent), truth));
        CPPUNIT_ASSERT_EQUAL(std::string("boot-2"), later.boot()->bootId);
    }

    void correctsTheCalendarOfAnUnknownBoot() {
        exchange(Milliseconds{0}, Milliseconds{0});
        const WallTime hourAgo = clock_.wall() - Milliseconds{3'600'000};
        Intent intent = recorded(hourAgo);
        CPPUNIT_ASSERT(server_.stamp(intent) == hourAgo);
        intent.clockOffset = -kDay;
        CPPUNIT_ASSERT(server_.stamp(intent) == hourAgo - kDay);
        // What the calendar shows in this boot says nothing of another one.
        clock_.setWall(at("9926-01-01T00:00:00Z"));
        CPPUNIT_ASSERT(server_.stamp(intent) == hourAgo - kDay);
    }

    void aCalendarThatWasNeverSetCountsAsNow() {
        exchange(Milliseconds{0}, Milliseconds{0});
        CPPUNIT_ASSERT(server_.stamp(recorded(at("1970-01-01T00:00:09Z"))) == server_.now());
        CPPUNIT_ASSERT(server_.stamp(recorded(at("2022-12-31T23:59:59Z"))) == server_.now());
    }

    void followsWhatTheBackendHasJustStamped() {
        exchange(Milliseconds{0}, Milliseconds{900});
        Intent intent = recordedNow();
        intent.notBefore = clock_.wall();
        CPPUNIT_ASSERT(server_.now() < intent.notBefore);
        CPPUNIT_ASSERT(server_.stamp(intent) == intent.notBefore);
        intent.notBefore = at("2099-01-01T00:00:00Z");
        CPPUNIT_ASSERT(server_.stamp(intent) <= server_.now());
    }

    void nothingIsStampedFromTheFuture() {
        SeededRandom dice(11);
        for (int i = 0; i < 2'000; ++i) {
            clock_.setWall({Milliseconds{static_cast<long>(dice.upTo(250'000'000'000'000))}});
            const Intent intent = dice.upTo(1) == 0 ? recordedNow() : recorded(clock_.wall());
            clock_.advance(Milliseconds{static_cast<long>(dice.upTo(3'000))});
            if (dice.upTo(3) == 0) server_.learn("Sun, 22 Nov 2026 12:00:10 GMT", clock_.monotonic());
            CPPUNIT_ASSERT(server_.stamp(intent) <= server_.now());
        }
    }

    void aRestoredOffsetIsCorrected() {
        server_.restore(kDay);
        CPPUNIT_ASSERT(server_.offset() == kDay);
        CPPUNIT_ASSERT(!server_.hasHeard());
        exchange(Milliseconds{500}, Milliseconds{0});
        CPPUNIT_ASSERT(server_.hasHeard());
        CPPUNIT_ASSERT(std::chrono::abs(*server_.offset()) < Milliseconds{2'000});
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(ServerClockTest);

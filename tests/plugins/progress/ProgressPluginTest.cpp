// SPDX-License-Identifier: Apache-2.0
#include "Translated.h"

#include <cppunit/extensions/HelperMacros.h>

using namespace durus;
using namespace std::chrono_literals;
using Lines = std::vector<std::string>;

namespace {

model::PlaybackEvent event(model::PlaybackEvent::Body body) {
    return Translated::event("s1", "lesson", std::move(body));
}

/// A lecture heard to its end.
std::vector<model::PlaybackEvent> heardToTheEnd() {
    return {event(model::StateChanged{model::PlaybackState::Opening, 0ms}),
            event(model::ProgressReported{0ms, 0ms, 0}),
            event(model::DurationChanged{60s, model::DurationConfidence::Container}),
            event(model::StateChanged{model::PlaybackState::Playing, 0ms}),
            event(model::ProgressReported{10s, 60s, 0.16}),
            event(model::RateChanged{1.5}),
            event(model::ProgressReported{55s, 60s, 0.91}),
            event(model::CompletionReached{58s, 60s, 0.96}),
            event(model::ProgressReported{60s, 60s, 1.0}),
            event(model::PlaybackEnded{model::EndReason::PlayedToEnd, 60s, 60s, 1.0})};
}

} // namespace

class ProgressPluginTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ProgressPluginTest);
    CPPUNIT_TEST(recordsALectureHeardToItsEnd);
    CPPUNIT_TEST(doesNotRecordAnItemThatWasOnlyOpened);
    CPPUNIT_TEST(recordsASkipToTheEndAsPositionOnly);
    CPPUNIT_TEST(recordsMarksOfAPerson);
    CPPUNIT_TEST(ignoresFavouritesAndFailures);
    CPPUNIT_TEST(tellsSessionsApart);
    CPPUNIT_TEST(isPure);
    CPPUNIT_TEST_SUITE_END();

public:
    void recordsALectureHeardToItsEnd() {
        expect({"progress lesson 10000/60000 progress:s1:5", "progress lesson 55000/60000 progress:s1:7",
                "completed lesson 58000/60000 completed:s1", "progress lesson 60000/60000 progress:s1:9"},
               heardToTheEnd());
    }

    void doesNotRecordAnItemThatWasOnlyOpened() {
        expect({}, {event(model::StateChanged{model::PlaybackState::Opening, 0ms}),
                    event(model::ProgressReported{0ms, 60s, 0}),
                    event(model::PlaybackEnded{model::EndReason::StoppedByUser, 0ms, 60s, 0})});
    }

    void recordsASkipToTheEndAsPositionOnly() {
        expect({"progress lesson 59000/60000 progress:s1:2"},
               {event(model::PositionDiscontinuity{1s, 59s, model::DiscontinuityReason::Seek}),
                event(model::ProgressReported{59s, 60s, 0.02}),
                event(model::PlaybackEnded{model::EndReason::PlayedToEnd, 60s, 60s, 0.03})});
    }

    void recordsMarksOfAPerson() {
        expect({"completed lesson 0/0 completed:s1:1", "uncompleted lesson 0/0 uncompleted:s1:2"},
               {event(model::CompletionMarked{true}), event(model::CompletionMarked{false})});
    }

    void ignoresFavouritesAndFailures() {
        expect({}, {event(model::FavoriteMarked{true}), event(model::PlaybackFailed{"no network", true})});
    }

    void tellsSessionsApart() {
        expect({"completed one 5000/5000 completed:a", "completed two 5000/5000 completed:b"},
               {Translated::event("a", "one", model::CompletionReached{5s, 5s, 1}),
                Translated::event("b", "two", model::CompletionReached{5s, 5s, 1}),
                // The same again, as after a crash of the player's own memory, counts once.
                Translated::event("a", "one", model::CompletionReached{5s, 5s, 1})});
    }

    void isPure() {
        const auto trace = heardToTheEnd();
        Translated other("progress");
        CPPUNIT_ASSERT(plugin_.lines(trace) == other.lines(trace));
        CPPUNIT_ASSERT(plugin_.lines(trace) == plugin_.lines(trace));
    }

private:
    void expect(const Lines& expected, const std::vector<model::PlaybackEvent>& trace) {
        const Lines lines = plugin_.lines(trace);
        for (std::size_t i = 0; i < std::min(expected.size(), lines.size()); ++i)
            CPPUNIT_ASSERT_EQUAL(expected[i], lines[i]);
        CPPUNIT_ASSERT_EQUAL(expected.size(), lines.size());
    }

    Translated plugin_{"progress"};
};

CPPUNIT_TEST_SUITE_REGISTRATION(ProgressPluginTest);

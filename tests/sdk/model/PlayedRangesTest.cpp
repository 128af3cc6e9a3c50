// SPDX-License-Identifier: Apache-2.0
#include <durus/core/Random.h>
#include <durus/model/PlayedRanges.h>

#include <cppunit/extensions/HelperMacros.h>

#include <algorithm>

using namespace durus;
using namespace durus::model;
using namespace std::chrono_literals;

class PlayedRangesTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(PlayedRangesTest);
    CPPUNIT_TEST(emptyAndReversedRangesAddNothing);
    CPPUNIT_TEST(beginsAtZero);
    CPPUNIT_TEST(closesShortGapsOnly);
    CPPUNIT_TEST(oneRangeCanBridgeMany);
    CPPUNIT_TEST(coverageCountsWithinTheDurationOnly);
    CPPUNIT_TEST(isCommutativeAssociativeAndIdempotent);
    CPPUNIT_TEST(orderOfAddingDoesNotMatter);
    CPPUNIT_TEST(staysBoundedAndLosesNothing);
    CPPUNIT_TEST_SUITE_END();

    using Range = PlayedRanges::Range;

    static std::vector<Range> listed(const PlayedRanges& ranges) {
        return {ranges.ranges().begin(), ranges.ranges().end()};
    }
    static bool same(const PlayedRanges& a, const PlayedRanges& b) { return listed(a) == listed(b); }
    static Milliseconds at(Random& random, std::uint64_t bound) {
        return Milliseconds{static_cast<Milliseconds::rep>(random.upTo(bound))};
    }
    static std::vector<Range> someRanges(Random& random) {
        std::vector<Range> ranges(random.upTo(20));
        for (Range& range : ranges) {
            range.begin = at(random, 60'000);
            range.end = range.begin + at(random, 4'000);
        }
        return ranges;
    }
    static PlayedRanges of(const std::vector<Range>& ranges) {
        PlayedRanges played;
        for (const Range& range : ranges)
            played.add(range.begin, range.end);
        return played;
    }
    static PlayedRanges joined(PlayedRanges a, const PlayedRanges& b) {
        a.add(b);
        return a;
    }

    void emptyAndReversedRangesAddNothing() {
        PlayedRanges played;
        played.add(5s, 5s);
        played.add(5s, 4s);
        played.add(-2s, -1s);
        CPPUNIT_ASSERT(played.ranges().empty());
        CPPUNIT_ASSERT(played.total() == 0ms);
        CPPUNIT_ASSERT_EQUAL(0.0, played.coverage(10s));
    }

    void beginsAtZero() {
        PlayedRanges played;
        played.add(-3s, 2s);
        CPPUNIT_ASSERT((listed(played) == std::vector<Range>{{0s, 2s}}));
    }

    void closesShortGapsOnly() {
        PlayedRanges played;
        played.add(0s, 1s);
        played.add(1s + PlayedRanges::kMergeGap, 3s);
        CPPUNIT_ASSERT((listed(played) == std::vector<Range>{{0s, 3s}}));
        played.add(3s + PlayedRanges::kMergeGap + 1ms, 5s);
        CPPUNIT_ASSERT((listed(played) == std::vector<Range>{{0s, 3s}, {3'501ms, 5s}}));
        CPPUNIT_ASSERT(played.total() == 4'499ms);
    }

    void oneRangeCanBridgeMany() {
        PlayedRanges played = of({{0s, 1s}, {10s, 11s}, {20s, 21s}, {30s, 31s}});
        played.add(9s, 25s);
        CPPUNIT_ASSERT((listed(played) == std::vector<Range>{{0s, 1s}, {9s, 25s}, {30s, 31s}}));
    }

    void coverageCountsWithinTheDurationOnly() {
        const PlayedRanges played = of({{0s, 5s}, {8s, 12s}, {20s, 30s}});
        CPPUNIT_ASSERT_DOUBLES_EQUAL(0.7, played.coverage(10s), 1e-9);
        CPPUNIT_ASSERT_EQUAL(0.0, played.coverage(0s));
        CPPUNIT_ASSERT_EQUAL(0.0, played.coverage(-1s));
        CPPUNIT_ASSERT_EQUAL(1.0, of({{0s, 20s}}).coverage(10s));
    }

    void isCommutativeAssociativeAndIdempotent() {
        SeededRandom random(1);
        for (int round = 0; round < 500; ++round) {
            const auto a = of(someRanges(random)), b = of(someRanges(random)), c = of(someRanges(random));
            CPPUNIT_ASSERT(same(joined(a, b), joined(b, a)));
            CPPUNIT_ASSERT(same(joined(joined(a, b), c), joined(a, joined(b, c))));
            CPPUNIT_ASSERT(same(joined(a, a), a));
            CPPUNIT_ASSERT(same(joined(joined(a, b), b), joined(a, b)));
        }
    }

    void orderOfAddingDoesNotMatter() {
        SeededRandom random(2);
        for (int round = 0; round < 500; ++round) {
            auto ranges = someRanges(random);
            const auto straight = of(ranges);
            for (std::size_t i = ranges.size(); i > 1; --i)
                std::swap(ranges[i - 1], ranges[random.upTo(i - 1)]);
            CPPUNIT_ASSERT(same(straight, of(ranges)));
        }
    }

    void staysBoundedAndLosesNothing() {
        SeededRandom random(3);
        PlayedRanges played;
        std::vector<Range> added;
        for (int i = 0; i < 2'000; ++i) {
            const Range range{at(random, 36'000'000), 0ms};
            added.push_back({range.begin, range.begin + 1ms + at(random, 500)});
            played.add(added.back().begin, added.back().end);
            CPPUNIT_ASSERT(played.ranges().size() <= PlayedRanges::kMaxRanges);
        }
        const auto kept = played.ranges();
        for (std::size_t i = 1; i < kept.size(); ++i)
            CPPUNIT_ASSERT(kept[i].begin - kept[i - 1].end > PlayedRanges::kMergeGap);
        for (const Range& range : added) {
            CPPUNIT_ASSERT(std::ranges::any_of(
                kept, [&](const Range& k) { return k.begin <= range.begin && range.end <= k.end; }));
        }
        PlayedRanges other;
        other.add(played);
        other.add(of({{1s, 2s}, {40'000s, 40'001s}}));
        CPPUNIT_ASSERT(other.ranges().size() <= PlayedRanges::kMaxRanges);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(PlayedRangesTest);

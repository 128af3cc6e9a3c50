// SPDX-License-Identifier: Apache-2.0
#include <durus/core/Random.h>

#include <cppunit/extensions/HelperMacros.h>

#include <deque>
#include <limits>
#include <set>

using durus::SeededRandom;
using durus::SystemRandom;

namespace {

constexpr auto kMax = std::numeric_limits<std::uint64_t>::max();

class ScriptedRandom final : public durus::Random {
public:
    explicit ScriptedRandom(std::deque<std::uint64_t> values) : values_(std::move(values)) {}
    std::uint64_t next() override {
        CPPUNIT_ASSERT(!values_.empty());
        const auto value = values_.front();
        values_.pop_front();
        return value;
    }
    std::size_t left() const { return values_.size(); }

private:
    std::deque<std::uint64_t> values_;
};

} // namespace

class RandomTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(RandomTest);
    CPPUNIT_TEST(upToReachesBothEnds);
    CPPUNIT_TEST(upToZeroIsZero);
    CPPUNIT_TEST(upToTheLargestIsAnyNumber);
    CPPUNIT_TEST(valuesThatWouldBiasAreDrawnAgain);
    CPPUNIT_TEST(upToIsUnbiasedWhereARemainderWouldNotBe);
    CPPUNIT_TEST(equalSeedsRepeatThemselves);
    CPPUNIT_TEST(theSystemDoesNotRepeatItself);
    CPPUNIT_TEST_SUITE_END();

public:
    void upToReachesBothEnds() {
        SeededRandom random(1);
        std::set<std::uint64_t> seen;
        for (int i = 0; i < 1000; ++i)
            seen.insert(random.upTo(5));
        CPPUNIT_ASSERT((seen == std::set<std::uint64_t>{0, 1, 2, 3, 4, 5}));
    }

    void upToZeroIsZero() {
        SeededRandom random(1);
        for (int i = 0; i < 100; ++i)
            CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, random.upTo(0));
    }

    void upToTheLargestIsAnyNumber() {
        ScriptedRandom random({kMax, 0});
        CPPUNIT_ASSERT_EQUAL(kMax, random.upTo(kMax));
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, random.upTo(kMax));
    }

    void valuesThatWouldBiasAreDrawnAgain() {
        ScriptedRandom thirds({kMax, 5});
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{2}, thirds.upTo(2));
        CPPUNIT_ASSERT_EQUAL(std::size_t{0}, thirds.left());

        constexpr std::uint64_t kHalf = std::uint64_t{1} << 63U;
        ScriptedRandom justOverHalf({kHalf + 1, kMax, kHalf, 7});
        CPPUNIT_ASSERT_EQUAL(kHalf, justOverHalf.upTo(kHalf));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, justOverHalf.left());
    }

    void upToIsUnbiasedWhereARemainderWouldNotBe() {
        SeededRandom random(11);
        constexpr std::uint64_t kThird = std::uint64_t{1} << 62U;
        int low = 0;
        for (int i = 0; i < 30'000; ++i)
            low += random.upTo(3 * kThird - 1) < kThird ? 1 : 0;
        CPPUNIT_ASSERT(low > 9'500 && low < 10'500);
    }

    void equalSeedsRepeatThemselves() {
        SeededRandom one(77);
        SeededRandom other(77);
        SeededRandom third(78);
        bool differs = false;
        for (int i = 0; i < 100; ++i) {
            const auto value = one.next();
            CPPUNIT_ASSERT_EQUAL(value, other.next());
            differs = differs || value != third.next();
        }
        CPPUNIT_ASSERT(differs);
    }

    void theSystemDoesNotRepeatItself() {
        SystemRandom random;
        std::set<std::uint64_t> seen;
        for (int i = 0; i < 1000; ++i)
            seen.insert(random.next());
        CPPUNIT_ASSERT_EQUAL(std::size_t{1000}, seen.size());
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(RandomTest);

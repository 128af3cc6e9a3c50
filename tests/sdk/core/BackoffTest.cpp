// SPDX-License-Identifier: Apache-2.0
#include <durus/core/Backoff.h>

#include <cppunit/extensions/HelperMacros.h>

#include <algorithm>
#include <limits>

using durus::Backoff;
using durus::Milliseconds;
using durus::SeededRandom;

namespace {

/// Draws what it is told to.
class ScriptedRandom final : public durus::Random {
public:
    std::uint64_t next() override { return value++; }
    std::uint64_t value = 0;
};

Milliseconds longestOf(Backoff& backoff, int draws) {
    Milliseconds longest{0};
    for (int i = 0; i < draws; ++i) {
        longest = std::max(longest, backoff.next());
        backoff.reset();
    }
    return longest;
}

} // namespace

class BackoffTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(BackoffTest);
    CPPUNIT_TEST(delaysStayBelowTheDoublingCeiling);
    CPPUNIT_TEST(jitterIsFull);
    CPPUNIT_TEST(theCapHolds);
    CPPUNIT_TEST(aCapBelowTheBaseWins);
    CPPUNIT_TEST(resetStartsAnew);
    CPPUNIT_TEST(equalSeedsGiveEqualDelays);
    CPPUNIT_TEST(anEndlessOutageDoesNotOverflow);
    CPPUNIT_TEST_SUITE_END();

public:
    void delaysStayBelowTheDoublingCeiling() {
        for (std::uint64_t seed = 1; seed <= 200; ++seed) {
            SeededRandom random(seed);
            Backoff backoff({Milliseconds{100}, Milliseconds{60'000}}, random);
            for (int n = 0; n < 9; ++n) {
                CPPUNIT_ASSERT_EQUAL(n, backoff.failures());
                const auto delay = backoff.next();
                CPPUNIT_ASSERT(delay >= Milliseconds{0});
                CPPUNIT_ASSERT(delay <= Milliseconds{100 << n});
            }
        }
    }

    void jitterIsFull() {
        SeededRandom random(42);
        Backoff backoff({Milliseconds{1000}, Milliseconds{60'000}}, random);
        int low = 0;
        int high = 0;
        for (int i = 0; i < 4000; ++i) {
            const auto delay = backoff.next();
            low += delay < Milliseconds{250} ? 1 : 0;
            high += delay > Milliseconds{750} ? 1 : 0;
            backoff.reset();
        }
        CPPUNIT_ASSERT(low > 900 && low < 1100);
        CPPUNIT_ASSERT(high > 900 && high < 1100);
    }

    void theCapHolds() {
        SeededRandom random(7);
        Backoff backoff({Milliseconds{100}, Milliseconds{450}}, random);
        Milliseconds longest{0};
        for (int n = 0; n < 2000; ++n)
            longest = std::max(longest, backoff.next());
        CPPUNIT_ASSERT(longest <= Milliseconds{450});
        CPPUNIT_ASSERT(longest > Milliseconds{440});
    }

    void aCapBelowTheBaseWins() {
        SeededRandom random(7);
        Backoff backoff({Milliseconds{100}, Milliseconds{10}}, random);
        CPPUNIT_ASSERT(longestOf(backoff, 500) == Milliseconds{10});
    }

    void resetStartsAnew() {
        SeededRandom random(3);
        Backoff backoff({Milliseconds{10}, Milliseconds{60'000}}, random);
        for (int n = 0; n < 12; ++n)
            static_cast<void>(backoff.next());
        backoff.reset();
        CPPUNIT_ASSERT_EQUAL(0, backoff.failures());
        CPPUNIT_ASSERT(backoff.next() <= Milliseconds{10});
    }

    void equalSeedsGiveEqualDelays() {
        SeededRandom one(99);
        SeededRandom other(99);
        Backoff first({Milliseconds{50}, Milliseconds{9000}}, one);
        Backoff second({Milliseconds{50}, Milliseconds{9000}}, other);
        for (int n = 0; n < 50; ++n)
            CPPUNIT_ASSERT(first.next() == second.next());
    }

    void anEndlessOutageDoesNotOverflow() {
        ScriptedRandom random;
        constexpr Milliseconds kForEver{std::numeric_limits<Milliseconds::rep>::max()};
        Backoff backoff({Milliseconds{1}, kForEver}, random);
        for (int n = 0; n < 500; ++n) {
            random.value = std::numeric_limits<std::uint64_t>::max() / 2 - 1;
            CPPUNIT_ASSERT(backoff.next() >= Milliseconds{0});
        }
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(BackoffTest);

// SPDX-License-Identifier: Apache-2.0
#include <durus/core/Uuid.h>

#include <cppunit/extensions/HelperMacros.h>

#include <limits>
#include <set>
#include <string>

using durus::isUuid;
using durus::makeUuidV7;
using durus::Milliseconds;
using durus::SeededRandom;
using durus::WallTime;

namespace {

class ConstantRandom final : public durus::Random {
public:
    explicit ConstantRandom(std::uint64_t value) : value_(value) {}
    std::uint64_t next() override { return value_; }

private:
    std::uint64_t value_;
};

WallTime at(std::int64_t milliseconds) {
    return WallTime{Milliseconds{milliseconds}};
}

} // namespace

class UuidTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(UuidTest);
    CPPUNIT_TEST(layoutIsThatOfTheStandard);
    CPPUNIT_TEST(versionAndVariantAlwaysHold);
    CPPUNIT_TEST(laterIdsSortBehind);
    CPPUNIT_TEST(idsOfOneMillisecondDiffer);
    CPPUNIT_TEST(clocksOutsideTheFieldDoNotBreakTheForm);
    CPPUNIT_TEST(isUuidKnowsTheForm);
    CPPUNIT_TEST_SUITE_END();

public:
    void layoutIsThatOfTheStandard() {
        // The example of RFC 9562, appendix A.6.
        ConstantRandom zero(0);
        ConstantRandom ones(~std::uint64_t{0});
        CPPUNIT_ASSERT_EQUAL(std::string("017f22e2-79b0-7000-8000-000000000000"),
                             makeUuidV7(at(0x017F22E279B0), zero));
        CPPUNIT_ASSERT_EQUAL(std::string("017f22e2-79b0-7fff-bfff-ffffffffffff"),
                             makeUuidV7(at(0x017F22E279B0), ones));
    }

    void versionAndVariantAlwaysHold() {
        SeededRandom random(4);
        for (int i = 0; i < 2000; ++i) {
            const auto id =
                makeUuidV7(at(static_cast<std::int64_t>(random.upTo(std::uint64_t{1} << 47U))), random);
            CPPUNIT_ASSERT_MESSAGE(id, isUuid(id));
            CPPUNIT_ASSERT_EQUAL('7', id[14]);
            CPPUNIT_ASSERT(std::string("89ab").find(id[19]) != std::string::npos);
        }
    }

    void laterIdsSortBehind() {
        SeededRandom random(9);
        std::string last;
        for (std::int64_t now = 1'700'000'000'000; now < 1'700'000'002'000; ++now) {
            const auto id = makeUuidV7(at(now), random);
            CPPUNIT_ASSERT(last < id);
            last = id;
        }
    }

    void idsOfOneMillisecondDiffer() {
        durus::SystemRandom random;
        std::set<std::string> seen;
        for (int i = 0; i < 5000; ++i)
            seen.insert(makeUuidV7(at(1), random));
        CPPUNIT_ASSERT_EQUAL(std::size_t{5000}, seen.size());
    }

    void clocksOutsideTheFieldDoNotBreakTheForm() {
        ConstantRandom zero(0);
        CPPUNIT_ASSERT_EQUAL(makeUuidV7(at(0), zero), makeUuidV7(at(-1), zero));
        CPPUNIT_ASSERT(isUuid(makeUuidV7(at(std::numeric_limits<std::int64_t>::max()), zero)));
        CPPUNIT_ASSERT(isUuid(makeUuidV7(at(std::numeric_limits<std::int64_t>::min()), zero)));
    }

    void isUuidKnowsTheForm() {
        CPPUNIT_ASSERT(isUuid("10000000-0000-4000-8000-00000000000a"));
        CPPUNIT_ASSERT(isUuid("10000000-0000-4000-8000-00000000000A"));
        for (const auto* text :
             {"", "10000000-0000-4000-8000-00000000000", "10000000-0000-4000-8000-00000000000ab",
              "10000000-0000-4000-8000-00000000000g", "1000000000004000800000000000000000aa",
              "{0000000-0000-4000-8000-00000000000}", "10000000-0000-4000-8000_00000000000a",
              "10000000-0000-4000-8000-00000000-00a", "series-one-lesson-1"})
            CPPUNIT_ASSERT_MESSAGE(text, !isUuid(text));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(UuidTest);

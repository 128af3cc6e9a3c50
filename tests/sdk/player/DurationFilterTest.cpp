// SPDX-License-Identifier: Apache-2.0
#include <durus/player/DurationFilter.h>

#include <cppunit/extensions/HelperMacros.h>

using namespace durus;
using namespace durus::player;
using namespace std::chrono_literals;
using durus::model::DurationConfidence;

class DurationFilterTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(DurationFilterTest);
    CPPUNIT_TEST(catalogueIsBelievedBeforeTheContainer);
    CPPUNIT_TEST(containerCountsAfterThreeEqualReadings);
    CPPUNIT_TEST(lengthToldOnceIsConfirmedByTicks);
    CPPUNIT_TEST(growingEstimateIsNotTrusted);
    CPPUNIT_TEST(trustedLengthThatMovesIsDoubtedAtOnce);
    CPPUNIT_TEST(positionBeyondTheLengthRefutesIt);
    CPPUNIT_TEST(naturalEndConfirmsTheEstimate);
    CPPUNIT_TEST(nonsenseReadingsAreIgnored);
    CPPUNIT_TEST_SUITE_END();

    static void expect(const DurationFilter& filter, Milliseconds duration, DurationConfidence confidence) {
        CPPUNIT_ASSERT(filter.duration() == duration);
        CPPUNIT_ASSERT(filter.confidence() == confidence);
    }

    void catalogueIsBelievedBeforeTheContainer() {
        DurationFilter filter(60s);
        for (int i = 0; i < 5; ++i)
            CPPUNIT_ASSERT(!filter.read(12s));
        CPPUNIT_ASSERT(!filter.tick(90s));
        CPPUNIT_ASSERT(!filter.confirm());
        expect(filter, 60s, DurationConfidence::Catalogue);
        expect(DurationFilter(0ms), 0ms, DurationConfidence::Unknown);
        expect(DurationFilter(-1ms), 0ms, DurationConfidence::Unknown);
    }

    void containerCountsAfterThreeEqualReadings() {
        DurationFilter filter(std::nullopt);
        CPPUNIT_ASSERT(filter.read(12'068ms));
        expect(filter, 12'068ms, DurationConfidence::Estimated);
        CPPUNIT_ASSERT(!filter.read(12'070ms));
        CPPUNIT_ASSERT(filter.read(12'069ms));
        expect(filter, 12'069ms, DurationConfidence::Container);
        CPPUNIT_ASSERT(!filter.read(12'070ms));
        CPPUNIT_ASSERT(filter.duration() == 12'069ms);
    }

    void lengthToldOnceIsConfirmedByTicks() {
        DurationFilter filter(std::nullopt);
        CPPUNIT_ASSERT(filter.read(40s));
        CPPUNIT_ASSERT(!filter.tick(250ms));
        CPPUNIT_ASSERT(!filter.tick(500ms));
        CPPUNIT_ASSERT(filter.tick(750ms));
        expect(filter, 40s, DurationConfidence::Container);
        CPPUNIT_ASSERT(!filter.tick(1s));
    }

    void growingEstimateIsNotTrusted() {
        DurationFilter filter(std::nullopt);
        int told = 0;
        for (const auto reading : {11'973ms, 20'000ms, 34'000ms, 56'123ms, 59'075ms}) {
            told += filter.read(reading) ? 1 : 0;
            told += filter.tick(250ms) ? 1 : 0;
            CPPUNIT_ASSERT(!filter.isTrusted());
        }
        CPPUNIT_ASSERT_EQUAL(1, told);
        expect(filter, 59'075ms, DurationConfidence::Estimated);
    }

    void trustedLengthThatMovesIsDoubtedAtOnce() {
        DurationFilter filter(std::nullopt);
        for (int i = 0; i < 3; ++i)
            filter.read(12s);
        CPPUNIT_ASSERT(filter.isTrusted());
        CPPUNIT_ASSERT(filter.read(56s));
        expect(filter, 56s, DurationConfidence::Estimated);
        CPPUNIT_ASSERT(!filter.read(56s));
        CPPUNIT_ASSERT(filter.read(56s));
        expect(filter, 56s, DurationConfidence::Container);
    }

    void positionBeyondTheLengthRefutesIt() {
        DurationFilter filter(std::nullopt);
        for (int i = 0; i < 3; ++i)
            filter.read(12s);
        CPPUNIT_ASSERT(!filter.tick(13s));
        CPPUNIT_ASSERT(filter.tick(15s));
        expect(filter, 0ms, DurationConfidence::Unknown);
        for (int i = 0; i < 5; ++i)
            CPPUNIT_ASSERT(!filter.tick(16s));
        expect(filter, 0ms, DurationConfidence::Unknown);
        CPPUNIT_ASSERT(filter.read(60s));
    }

    void naturalEndConfirmsTheEstimate() {
        DurationFilter filter(std::nullopt);
        CPPUNIT_ASSERT(!filter.confirm());
        filter.read(2s);
        CPPUNIT_ASSERT(filter.confirm());
        expect(filter, 2s, DurationConfidence::Container);
    }

    void nonsenseReadingsAreIgnored() {
        DurationFilter filter(std::nullopt);
        for (const auto reading : {0ms, -1ms, -5'000ms})
            CPPUNIT_ASSERT(!filter.read(reading));
        for (int i = 0; i < 5; ++i)
            CPPUNIT_ASSERT(!filter.tick(i * 250ms));
        expect(filter, 0ms, DurationConfidence::Unknown);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(DurationFilterTest);

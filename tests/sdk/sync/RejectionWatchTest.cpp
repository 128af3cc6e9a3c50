// SPDX-License-Identifier: Apache-2.0
#include <durus/sync/RejectionWatch.h>
#include <durus/sync/SyncTuning.h>

#include <cppunit/extensions/HelperMacros.h>

using namespace durus;
using namespace durus::sync;

class RejectionWatchTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(RejectionWatchTest);
    CPPUNIT_TEST(oneRejectionIsNeverFinal);
    CPPUNIT_TEST(twoApartAreFinal);
    CPPUNIT_TEST(manyAtOnceAreOne);
    CPPUNIT_TEST(beingAcceptedBeginsAnew);
    CPPUNIT_TEST_SUITE_END();

    RejectionWatch watch_;
    static constexpr MonotonicTime kFirst{Milliseconds{5'000}};

public:
    void oneRejectionIsNeverFinal() { CPPUNIT_ASSERT(!watch_.refused(kFirst)); }

    void twoApartAreFinal() {
        watch_.refused(kFirst);
        CPPUNIT_ASSERT(watch_.refused(kFirst + tuning::kRejectionsApart));
    }

    void manyAtOnceAreOne() {
        for (int i = 0; i < 100; ++i)
            CPPUNIT_ASSERT(!watch_.refused(kFirst + Milliseconds{i}));
        CPPUNIT_ASSERT(!watch_.refused(kFirst + (tuning::kRejectionsApart - Milliseconds{1})));
    }

    void beingAcceptedBeginsAnew() {
        watch_.refused(kFirst);
        watch_.accepted();
        CPPUNIT_ASSERT(!watch_.refused(kFirst + tuning::kRejectionsApart));
        CPPUNIT_ASSERT(watch_.refused(kFirst + tuning::kRejectionsApart * 2));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(RejectionWatchTest);

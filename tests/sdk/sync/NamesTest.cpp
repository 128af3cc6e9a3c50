// SPDX-License-Identifier: Apache-2.0
#include <durus/sync/Http.h>
#include <durus/sync/OutboxStore.h>
#include <durus/sync/SyncEngine.h>

#include <cppunit/extensions/HelperMacros.h>

#include <set>

using namespace durus::sync;

class NamesTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(NamesTest);
    CPPUNIT_TEST(outcomesHaveDistinctNames);
    CPPUNIT_TEST(onlyTheBackendsDecisionSettles);
    CPPUNIT_TEST(deliveryStatesComeBack);
    CPPUNIT_TEST(headersAreFoundWhateverTheirCase);
    CPPUNIT_TEST_SUITE_END();

public:
    void outcomesHaveDistinctNames() {
        std::set<std::string_view> names;
        for (int i = 0; i <= static_cast<int>(OutcomeClass::NotBackend); ++i)
            names.insert(name(static_cast<OutcomeClass>(i)));
        CPPUNIT_ASSERT_EQUAL(std::size_t{10}, names.size());
        CPPUNIT_ASSERT(names.contains("suspected_poison"));
        CPPUNIT_ASSERT(names.contains("not_backend"));
    }

    void onlyTheBackendsDecisionSettles() {
        for (const auto outcome : {OutcomeClass::Ok, OutcomeClass::Already, OutcomeClass::Stale})
            CPPUNIT_ASSERT(isSettled(outcome));
        for (const auto outcome : {OutcomeClass::InProgress, OutcomeClass::Unauthorized,
                                   OutcomeClass::Throttled, OutcomeClass::Transient, OutcomeClass::Permanent,
                                   OutcomeClass::SuspectedPoison, OutcomeClass::NotBackend})
            CPPUNIT_ASSERT(!isSettled(outcome));
    }

    void deliveryStatesComeBack() {
        for (int i = 0; i <= static_cast<int>(DeliveryState::Discarded); ++i) {
            const auto state = static_cast<DeliveryState>(i);
            CPPUNIT_ASSERT(deliveryStateFrom(name(state)) == state);
        }
        CPPUNIT_ASSERT(name(DeliveryState::InBatch) == "in_batch");
        CPPUNIT_ASSERT(!deliveryStateFrom("PENDING"));
        CPPUNIT_ASSERT(!deliveryStateFrom(""));
    }

    void headersAreFoundWhateverTheirCase() {
        const HttpResponse answer{
            .status = 200, .headers = {{"Retry-After", "60"}, {"retry-after", "9"}, {"X", ""}}, .body = {}};
        CPPUNIT_ASSERT(answer.header("RETRY-after") == "60");
        CPPUNIT_ASSERT(answer.header("x") == "");
        CPPUNIT_ASSERT(!answer.header("Retry"));
        CPPUNIT_ASSERT(!answer.header("Retry-After-All"));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(NamesTest);

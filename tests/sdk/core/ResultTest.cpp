// SPDX-License-Identifier: Apache-2.0
#include <durus/core/Id.h>
#include <durus/core/Result.h>

#include <cppunit/extensions/HelperMacros.h>

#include <memory>
#include <string>
#include <type_traits>
#include <unordered_set>

using durus::Error;
using durus::ErrorCode;
using durus::Result;

namespace {

using OneId = durus::Id<struct OneTag>;
using OtherId = durus::Id<struct OtherTag>;

static_assert(!std::is_convertible_v<OneId, OtherId>);
static_assert(!std::is_constructible_v<OneId, OtherId>);
static_assert(!std::is_convertible_v<std::string, OneId>);

} // namespace

/// Result and Id.
class ResultTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ResultTest);
    CPPUNIT_TEST(aResultHoldsAValue);
    CPPUNIT_TEST(aResultHoldsAnError);
    CPPUNIT_TEST(aValueCanBeMovedOut);
    CPPUNIT_TEST(idsCompareAndHash);
    CPPUNIT_TEST_SUITE_END();

public:
    void aResultHoldsAValue() {
        const Result<int> result = 42;
        CPPUNIT_ASSERT(static_cast<bool>(result));
        CPPUNIT_ASSERT_EQUAL(42, result.value());
    }

    void aResultHoldsAnError() {
        const Result<std::string> result = Error(ErrorCode::Timeout, "no answer");
        CPPUNIT_ASSERT(!result);
        CPPUNIT_ASSERT(result.error().code() == ErrorCode::Timeout);
        CPPUNIT_ASSERT_THROW(static_cast<void>(result.value()), Error);
    }

    void aValueCanBeMovedOut() {
        Result<std::unique_ptr<int>> result = std::make_unique<int>(7);
        const auto value = std::move(result).value();
        CPPUNIT_ASSERT_EQUAL(7, *value);
    }

    void idsCompareAndHash() {
        CPPUNIT_ASSERT(OneId("a") == OneId("a"));
        CPPUNIT_ASSERT(OneId("a") < OneId("b"));
        CPPUNIT_ASSERT(OneId().empty() && !OneId("a").empty());
        const std::unordered_set<OneId> set{OneId("a"), OneId("b"), OneId("a")};
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, set.size());
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(ResultTest);

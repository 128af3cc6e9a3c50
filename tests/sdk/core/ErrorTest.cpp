// SPDX-License-Identifier: Apache-2.0
#include <durus/core/Error.h>

#include <cppunit/extensions/HelperMacros.h>

#include <array>
#include <set>

using durus::Error;
using durus::ErrorCode;

namespace {

constexpr std::array kAll{
    ErrorCode::InvalidInput, ErrorCode::NotFound,         ErrorCode::AlreadyExists, ErrorCode::Unsupported,
    ErrorCode::WrongState,   ErrorCode::Unauthorized,     ErrorCode::Unavailable,   ErrorCode::Timeout,
    ErrorCode::StorageFull,  ErrorCode::StorageFailure,   ErrorCode::NewerSchema,   ErrorCode::Corrupt,
    ErrorCode::LeaseLost,    ErrorCode::PluginMisbehaved, ErrorCode::Internal,
};

} // namespace

class ErrorTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ErrorTest);
    CPPUNIT_TEST(everyCodeHasANameOfItsOwn);
    CPPUNIT_TEST(namesAreStable);
    CPPUNIT_TEST(onlyPassingFaultsAreRetryable);
    CPPUNIT_TEST(anErrorCarriesItsFaultAndTheWayOut);
    CPPUNIT_TEST_SUITE_END();

public:
    void everyCodeHasANameOfItsOwn() {
        std::set<std::string_view> names;
        for (const auto code : kAll) {
            const auto text = durus::name(code);
            CPPUNIT_ASSERT(!text.empty());
            CPPUNIT_ASSERT(text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string_view::npos);
            CPPUNIT_ASSERT_MESSAGE(std::string(text), names.insert(text).second);
        }
    }

    void namesAreStable() {
        CPPUNIT_ASSERT_EQUAL(std::string_view("not_found"), durus::name(ErrorCode::NotFound));
        CPPUNIT_ASSERT_EQUAL(std::string_view("storage_full"), durus::name(ErrorCode::StorageFull));
        CPPUNIT_ASSERT_EQUAL(std::string_view("internal"), durus::name(static_cast<ErrorCode>(4711)));
    }

    void onlyPassingFaultsAreRetryable() {
        const std::set<ErrorCode> passing{ErrorCode::Unavailable, ErrorCode::Timeout, ErrorCode::StorageFull};
        for (const auto code : kAll)
            CPPUNIT_ASSERT_EQUAL(passing.contains(code), durus::isRetryable(code));
    }

    void anErrorCarriesItsFaultAndTheWayOut() {
        const Error error(ErrorCode::StorageFull, "no space left for a.mp3", "free some space");
        CPPUNIT_ASSERT_EQUAL(std::string("no space left for a.mp3"), std::string(error.what()));
        CPPUNIT_ASSERT_EQUAL(std::string("free some space"), error.nextStep());
        CPPUNIT_ASSERT(error.code() == ErrorCode::StorageFull);
        CPPUNIT_ASSERT(Error(ErrorCode::Internal, "x").nextStep().empty());
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(ErrorTest);

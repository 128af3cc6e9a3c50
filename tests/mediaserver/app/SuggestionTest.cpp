// SPDX-License-Identifier: Apache-2.0
#include "app/Suggestion.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <array>

using namespace durus::mediaserver;

class SuggestionTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(SuggestionTest);
    CPPUNIT_TEST(namesTheNearest);
    CPPUNIT_TEST(namesNothingThatIsFar);
    CPPUNIT_TEST_SUITE_END();

    static constexpr std::array<std::string_view, 4> kWords{"listen", "language", "log.level", "data"};

    static void near(std::string_view expected, std::string_view word) {
        CPPUNIT_ASSERT_EQUAL(expected, nearestWord(word, kWords));
    }

    void namesTheNearest() {
        near("listen", "lisen");
        near("listen", "Listen");
        near("language", "lanugage");
        near("log.level", "loglevel");
        near("data", "dta");
        near("data", "data");
    }

    void namesNothingThatIsFar() {
        near("", "zzzzzzzz");
        near("", "x");
        CPPUNIT_ASSERT_EQUAL(std::string_view(), nearestWord("data", {}));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(SuggestionTest);

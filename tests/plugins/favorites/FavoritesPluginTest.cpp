// SPDX-License-Identifier: Apache-2.0
#include "Translated.h"

#include <cppunit/extensions/HelperMacros.h>

using namespace durus;
using namespace std::chrono_literals;

class FavoritesPluginTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(FavoritesPluginTest);
    CPPUNIT_TEST(recordsWhatAPersonKeeps);
    CPPUNIT_TEST(ignoresPlayback);
    CPPUNIT_TEST_SUITE_END();

public:
    void recordsWhatAPersonKeeps() {
        const std::vector trace{Translated::event("a", "one", model::FavoriteMarked{true}),
                                Translated::event("b", "two", model::FavoriteMarked{true}),
                                Translated::event("c", "one", model::FavoriteMarked{false})};
        const std::vector<std::string> expected{"favorite one 0/0 favorite:a:1",
                                                "favorite two 0/0 favorite:b:2",
                                                "unfavorite one 0/0 unfavorite:c:3"};
        CPPUNIT_ASSERT(expected == plugin_.lines(trace));
        CPPUNIT_ASSERT(expected == Translated("favorites").lines(trace));
    }

    void ignoresPlayback() {
        const std::vector trace{Translated::event("a", "one", model::ProgressReported{5s, 60s, 0.1}),
                                Translated::event("a", "one", model::CompletionReached{60s, 60s, 1}),
                                Translated::event("b", "one", model::CompletionMarked{true})};
        CPPUNIT_ASSERT(plugin_.lines(trace).empty());
    }

private:
    Translated plugin_{"favorites"};
};

CPPUNIT_TEST_SUITE_REGISTRATION(FavoritesPluginTest);

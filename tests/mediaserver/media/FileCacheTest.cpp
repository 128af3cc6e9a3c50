// SPDX-License-Identifier: Apache-2.0
#include "media/FileCache.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

using namespace durus;
using namespace durus::mediaserver;

class FileCacheTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(FileCacheTest);
    CPPUNIT_TEST(keepsWhatWasPut);
    CPPUNIT_TEST(letsGoOfTheOneUsedLongestAgo);
    CPPUNIT_TEST(looksAgainAfterItsLifetime);
    CPPUNIT_TEST(replacesUnderTheSameName);
    CPPUNIT_TEST_SUITE_END();

    ManualClock clock;
    media::FileCache cache{clock, {.files = 2, .lifetime = Milliseconds(1000)}};

    static std::shared_ptr<const http::FileResource> file() { return std::make_shared<http::FileResource>(); }

    void keepsWhatWasPut() {
        const auto resource = file();
        CPPUNIT_ASSERT(!cache.find("a"));
        cache.put("a", resource);
        CPPUNIT_ASSERT(cache.find("a") == resource);
        CPPUNIT_ASSERT(!cache.find("A"));
    }

    void letsGoOfTheOneUsedLongestAgo() {
        const auto first = file();
        cache.put("a", first);
        cache.put("b", file());
        CPPUNIT_ASSERT(cache.find("a"));
        cache.put("c", file());
        CPPUNIT_ASSERT(!cache.find("b"));
        CPPUNIT_ASSERT(cache.find("a") == first);
        cache.put("d", file());
        CPPUNIT_ASSERT(!cache.find("c"));
    }

    void looksAgainAfterItsLifetime() {
        std::weak_ptr<const http::FileResource> watched;
        {
            const auto resource = file();
            watched = resource;
            cache.put("a", resource);
        }
        clock.advance(Milliseconds(1000));
        CPPUNIT_ASSERT(cache.find("a"));
        clock.advance(Milliseconds(1));
        CPPUNIT_ASSERT(!cache.find("a"));
        CPPUNIT_ASSERT_MESSAGE("the descriptor is still held", watched.expired());
    }

    void replacesUnderTheSameName() {
        cache.put("a", file());
        const auto second = file();
        cache.put("a", second);
        CPPUNIT_ASSERT(cache.find("a") == second);
        cache.put("b", file());
        CPPUNIT_ASSERT_MESSAGE("the old one still takes a place", cache.find("a") == second);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(FileCacheTest);

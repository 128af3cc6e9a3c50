// SPDX-License-Identifier: Apache-2.0
#include "AssetUrl.h"

#include <durus/core/Error.h>

#include <cppunit/extensions/HelperMacros.h>

#include <set>

using durus::Error;
using durus::download::fileNameFor;
using durus::download::resolveAssetUrl;

class AssetUrlTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(AssetUrlTest);
    CPPUNIT_TEST(absoluteOnesAreTaken);
    CPPUNIT_TEST(relativeOnesAreResolved);
    CPPUNIT_TEST(othersAreRefused);
    CPPUNIT_TEST(namesAreDistinctAndHarmless);
    CPPUNIT_TEST_SUITE_END();

    static void assertResolves(const std::string& expected, const std::string& base, const std::string& url) {
        CPPUNIT_ASSERT_EQUAL(expected, resolveAssetUrl(base, url));
    }

public:
    void absoluteOnesAreTaken() {
        assertResolves("https://cdn.example/a.mp3", "https://b.example", "https://cdn.example/a.mp3");
        assertResolves("HTTPS://cdn.example/a.mp3", "https://b.example", "HTTPS://cdn.example/a.mp3");
        assertResolves("http://127.0.0.1:9/a.mp3", "http://127.0.0.1:8", "http://127.0.0.1:9/a.mp3");
        assertResolves("https://cdn.example/a.mp3", "http://127.0.0.1:8", "https://cdn.example/a.mp3");
    }

    void relativeOnesAreResolved() {
        assertResolves("https://b.example/audio/rel.mp3", "https://b.example", "audio/rel.mp3");
        assertResolves("https://b.example/v1/audio/rel.mp3", "https://b.example/v1", "audio/rel.mp3");
        assertResolves("https://b.example/v1/audio/rel.mp3", "https://b.example/v1/", "audio/rel.mp3");
        assertResolves("https://b.example:8/audio/x", "https://b.example:8/v1", "/audio/x");
        assertResolves("https://cdn.example/x", "https://b.example", "//cdn.example/x");
        assertResolves("https://b.example/a/b:c.mp3", "https://b.example", "a/b:c.mp3");
        assertResolves("https://b.example/?x=a:b", "https://b.example", "?x=a:b");
    }

    void othersAreRefused() {
        for (const char* url :
             {"", "http://cdn.example/a.mp3", "http://127.0.0.1/a.mp3", "file:///etc/passwd", "ftp://x/y",
              "javascript:alert(1)", "data:audio/mpeg;base64,AA"})
            CPPUNIT_ASSERT_THROW(resolveAssetUrl("https://b.example", url), Error);
        CPPUNIT_ASSERT_THROW(resolveAssetUrl("", "audio/rel.mp3"), Error);
    }

    void namesAreDistinctAndHarmless() {
        std::set<std::string> names;
        for (const char* id :
             {"a", "A", "a b", "a+b", "a/b", "a%2Fb", "..", ".", "../a", "a.part", "-", "%"}) {
            const std::string name = fileNameFor(id);
            CPPUNIT_ASSERT_MESSAGE(name, names.insert(name).second);
            CPPUNIT_ASSERT(name.find_first_of("/.\\ ") == std::string::npos);
        }
        CPPUNIT_ASSERT_EQUAL(std::string("10000000-0000-4000-8000-000000000001"),
                             fileNameFor("10000000-0000-4000-8000-000000000001"));
        CPPUNIT_ASSERT_THROW(fileNameFor(""), Error);
        CPPUNIT_ASSERT_THROW(fileNameFor(std::string(201, 'a')), Error);
        CPPUNIT_ASSERT_THROW(fileNameFor(std::string(70, '/')), Error);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(AssetUrlTest);

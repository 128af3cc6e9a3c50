// SPDX-License-Identifier: Apache-2.0
#include "reference/Router.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

using namespace durus::reference;

class RouterTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(RouterTest);
    CPPUNIT_TEST(fixedSegmentsWinOverNames);
    CPPUNIT_TEST(namesAreDecoded);
    CPPUNIT_TEST(anEncodedSlashSplitsNothing);
    CPPUNIT_TEST(headFindsGet);
    CPPUNIT_TEST(otherShapesFindNothing);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override {
        router_ = {};
        for (const char* pattern : {"/listings/:slug", "/listings/recent", "/listings/:slug/contents"})
            router_.add({.method = "GET", .pattern = pattern, .handler = {}});
        router_.add({.method = "PUT", .pattern = "/audio/progress/:slug", .handler = {}});
    }

    void fixedSegmentsWinOverNames() {
        CPPUNIT_ASSERT_EQUAL(std::string("GET /listings/recent"), found("GET", "/listings/recent"));
        CPPUNIT_ASSERT_EQUAL(std::string("GET /listings/:slug"), found("GET", "/listings/recently"));
        CPPUNIT_ASSERT_EQUAL(std::string("GET /listings/:slug/contents"),
                             found("GET", "/listings/recent/contents"));
    }

    void namesAreDecoded() {
        const auto match = router_.match("GET", "/listings/%D8%A7%D9%84");
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, match.values.size());
        CPPUNIT_ASSERT_EQUAL(std::string("ال"), match.values[0]);
    }

    void anEncodedSlashSplitsNothing() {
        CPPUNIT_ASSERT_EQUAL(std::string("a/contents"),
                             router_.match("GET", "/listings/a%2Fcontents").values.at(0));
    }

    void headFindsGet() {
        CPPUNIT_ASSERT_EQUAL(std::string("GET /listings/:slug"), found("HEAD", "/listings/a"));
        CPPUNIT_ASSERT_EQUAL(std::string(), found("HEAD", "/audio/progress/a"));
    }

    void otherShapesFindNothing() {
        for (const char* path : {"", "listings/a", "/", "/listings", "/listings/", "/listings//contents",
                                 "/listings/a/", "/listings/%FF", "/listings/a/contents/more"})
            CPPUNIT_ASSERT_EQUAL_MESSAGE(path, std::string(), found("GET", path));
        CPPUNIT_ASSERT_EQUAL(std::string(), found("POST", "/listings/a"));
    }

private:
    std::string found(const char* method, const char* path) const {
        const auto match = router_.match(method, path);
        return match.route ? match.route->name() : std::string();
    }

    Router router_;
};

CPPUNIT_TEST_SUITE_REGISTRATION(RouterTest);

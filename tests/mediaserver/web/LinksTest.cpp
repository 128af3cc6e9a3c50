// SPDX-License-Identifier: Apache-2.0
#include "web/Links.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

using namespace durus;
using namespace durus::mediaserver;
using std::string;
using web::Language;
using web::Links;

class LinksTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(LinksTest);
    CPPUNIT_TEST(carryALanguageOnlyIfItWasAskedFor);
    CPPUNIT_TEST(encodeWhatTheyAreMadeOf);
    CPPUNIT_TEST(changeTheLanguageOfTheSamePage);
    CPPUNIT_TEST(neverLeaveTheServer);
    CPPUNIT_TEST_SUITE_END();

    void carryALanguageOnlyIfItWasAskedFor() {
        const Links silent({Language::Arabic, false});
        const Links asked({Language::Arabic, true});
        CPPUNIT_ASSERT_EQUAL(string("/"), silent.home());
        CPPUNIT_ASSERT_EQUAL(string("/?lang=ar"), asked.home());
        CPPUNIT_ASSERT_EQUAL(string("/search?q=a&page=2&lang=ar"), asked.search("a", 2));
        CPPUNIT_ASSERT_EQUAL(string("/?view=here"), silent.here(1));
        CPPUNIT_ASSERT_EQUAL(string("/?view=here&page=2&lang=ar"), asked.here(2));
    }

    void encodeWhatTheyAreMadeOf() {
        const Links links({Language::English, false});
        CPPUNIT_ASSERT_EQUAL(string("/listing/%D8%AF%D8%B1%D8%B3"), links.listing(model::Slug{"درس"}));
        CPPUNIT_ASSERT_EQUAL(string("/scholar/..%2F%3Fx"), links.scholar(model::Slug{"../?x"}));
        CPPUNIT_ASSERT_EQUAL(string("/search?q=a%26b%3D%22&page=1"), links.search("a&b=\"", 1));
        CPPUNIT_ASSERT_EQUAL(string("/?after=17.4"), links.olderThan("17.4"));
    }

    void changeTheLanguageOfTheSamePage() {
        http::Request request;
        request.path = "/listing/درس \"";
        request.query = {{"lang", "en"}, {"q", "a b"}};
        CPPUNIT_ASSERT_EQUAL(string("/listing/%D8%AF%D8%B1%D8%B3%20%22?q=a%20b&lang=ar"),
                             Links::inLanguage(request, Language::Arabic));
    }

    void neverLeaveTheServer() {
        http::Request request;
        for (const char* path : {"//evil.example/", "*", ""}) {
            request.path = path;
            CPPUNIT_ASSERT_EQUAL(string("/?lang=en"), Links::inLanguage(request, Language::English));
        }
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(LinksTest);

// SPDX-License-Identifier: Apache-2.0
#include "api/SearchApi.h"

#include "ApiFixture.h"

using namespace durus;
using namespace durus::mediaserver;
using std::string;

class SearchApiTest : public ApiFixture {
    CPPUNIT_TEST_SUITE(SearchApiTest);
    CPPUNIT_TEST(groupsByFormat);
    CPPUNIT_TEST(foldsArabic);
    CPPUNIT_TEST(pagesThroughWhatIsFound);
    CPPUNIT_TEST(anyTextIsAQuery);
    CPPUNIT_TEST(refusesLimitsThatMakeNoSense);
    CPPUNIT_TEST_SUITE_END();

    api::SearchApi api{sample.store().library(), clock};

    Poco::JSON::Object::Ptr find(const string& query) { return ok(api.search(get({}, {{"q", query}}))); }

    void groupsByFormat() {
        const auto found = find("explained");
        CPPUNIT_ASSERT_EQUAL(string("collections hasMore lessons series singles"), test::keysOf(found));
        CPPUNIT_ASSERT_EQUAL(string("explained-text"), each(found->getArray("series"), "slug"));
        CPPUNIT_ASSERT_EQUAL(string("available durationSeconds id lectureCount originalLanguage scholarName "
                                    "scholarSlug slug title"),
                             test::keysOf(found->getArray("series")->getObject(0)));
        CPPUNIT_ASSERT_EQUAL(std::size_t{3}, find("explanation")->getArray("lessons")->size());
    }

    void foldsArabic() {
        CPPUNIT_ASSERT_EQUAL(string("far-away"), each(find("درس لم يحمل")->getArray("singles"), "slug"));
    }

    void pagesThroughWhatIsFound() {
        const auto first = ok(api.search(get({}, {{"q", "explanation"}, {"limit", "2"}})));
        CPPUNIT_ASSERT(first->getValue<bool>("hasMore"));
        const auto second = ok(api.search(get({}, {{"q", "explanation"}, {"limit", "2"}, {"offset", "2"}})));
        CPPUNIT_ASSERT(!second->getValue<bool>("hasMore"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, second->getArray("lessons")->size());
    }

    void anyTextIsAQuery() {
        for (const char* query : {"", "\"", "AND OR NOT", "a*b(c", "%", "';--", "\xff", "NEAR("})
            ok(api.search(get({}, {{"q", query}})));
        ok(api.search(get()));
    }

    void refusesLimitsThatMakeNoSense() {
        failed(400, api.search(get({}, {{"q", "a"}, {"limit", "0"}})));
        failed(400, api.search(get({}, {{"q", "a"}, {"offset", "-1"}})));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(SearchApiTest);

// SPDX-License-Identifier: Apache-2.0
#include "api/ListingsApi.h"

#include "ApiFixture.h"

using namespace durus;
using namespace durus::mediaserver;
using std::string;

class ListingsApiTest : public ApiFixture {
    CPPUNIT_TEST_SUITE(ListingsApiTest);
    CPPUNIT_TEST(recentPagesLoseNothing);
    CPPUNIT_TEST(recentRefusesWhatMakesNoSense);
    CPPUNIT_TEST(oneListing);
    CPPUNIT_TEST(aLessonKnowsItsPlace);
    CPPUNIT_TEST(contentsInOrder);
    CPPUNIT_TEST(contentsOfASingleAreItself);
    CPPUNIT_TEST(aStreamIsOurOwnAddress);
    CPPUNIT_TEST(aSeriesStreamsItsFirstLessonThatIsHere);
    CPPUNIT_TEST(noStreamOfWhatIsNotHere);
    CPPUNIT_TEST(unknownListings);
    CPPUNIT_TEST_SUITE_END();

    api::ListingsApi api{sample.store().library(), clock};

    // The catalogue's listings share one time of publication.
    void recentPagesLoseNothing() {
        string slugs;
        string cursor;
        int pages = 0;
        do {
            const auto page = ok(api.recent(get({}, {{"limit", "1"}, {"cursor", cursor}})));
            CPPUNIT_ASSERT_EQUAL(std::size_t{1}, page->getArray("items")->size());
            slugs += each(page->getArray("items"), "slug") + " ";
            cursor = page->optValue<string>("nextCursor", "");
            ++pages;
        } while (!cursor.empty() && pages < 10);
        CPPUNIT_ASSERT_EQUAL(3, pages);
        CPPUNIT_ASSERT_EQUAL(each(ok(api.recent(get()))->getArray("items"), "slug") + " ", slugs);
        CPPUNIT_ASSERT(slugs.find("explained-text ") != string::npos &&
                       slugs.find("far-away ") != string::npos);
    }

    void recentRefusesWhatMakesNoSense() {
        for (const char* limit : {"0", "101", "many", "-5"})
            CPPUNIT_ASSERT_EQUAL(string("limit must be a number from 1 to 100"),
                                 failed(400, api.recent(get({}, {{"limit", limit}}))));
        for (const char* cursor : {"garbage", "2026-11-22T11:55:08.445Z", "1.2.3", "-"})
            failed(400, api.recent(get({}, {{"cursor", cursor}})));
    }

    void oneListing() {
        const auto json = ok(api.one(get("explained-text")));
        CPPUNIT_ASSERT_EQUAL(string("A Text Explained"), json->getValue<string>("title"));
        CPPUNIT_ASSERT_EQUAL(string("adab"), each(json->getArray("topics"), "slug"));
        CPPUNIT_ASSERT(!json->getValue<bool>("available"));
    }

    void aLessonKnowsItsPlace() {
        const auto context = ok(api.one(get("explained-text-2")))->getObject("seriesContext");
        CPPUNIT_ASSERT_EQUAL(string("explained-text"), context->getValue<string>("seriesSlug"));
        CPPUNIT_ASSERT_EQUAL(string("explained-text-1"),
                             context->getObject("prevLecture")->getValue<string>("slug"));
        CPPUNIT_ASSERT_EQUAL(string("explained-text-3"),
                             context->getObject("nextLecture")->getValue<string>("slug"));
    }

    void contentsInOrder() {
        const auto json = ok(api.contents(get("explained-text")));
        CPPUNIT_ASSERT_EQUAL(string("series"), json->getValue<string>("format"));
        CPPUNIT_ASSERT_EQUAL(string("1 2 3"), each(json->getArray("items"), "orderIndex"));
        const auto here = ok(api.contents(get("patience-in-learning")))->getArray("items")->getObject(0);
        CPPUNIT_ASSERT_EQUAL(string("available durationSeconds id orderIndex primaryAudioAsset slug title"),
                             test::keysOf(here));
        CPPUNIT_ASSERT(here->getObject("primaryAudioAsset")
                           ->getValue<string>("url")
                           .starts_with("http://box.local:8080/audio/"));
    }

    void contentsOfASingleAreItself() {
        const auto json = ok(api.contents(get("far-away")));
        CPPUNIT_ASSERT_EQUAL(string("single"), json->getValue<string>("format"));
        CPPUNIT_ASSERT_EQUAL(string("far-away"), each(json->getArray("items"), "slug"));
    }

    void aStreamIsOurOwnAddress() {
        const auto json = ok(api.stream(get("patience-small-steps")));
        CPPUNIT_ASSERT(json->getValue<string>("url").starts_with("http://box.local:8080/audio/"));
        CPPUNIT_ASSERT(json->getValue<string>("url").ends_with(".ogg"));
        CPPUNIT_ASSERT_EQUAL(39, json->getValue<int>("durationSeconds"));
    }

    void aSeriesStreamsItsFirstLessonThatIsHere() {
        const auto json = ok(api.stream(get("patience-in-learning")));
        CPPUNIT_ASSERT(json->getValue<string>("url").ends_with(".mp3"));
    }

    void noStreamOfWhatIsNotHere() {
        CPPUNIT_ASSERT_EQUAL(string("No audio assets found for listing far-away"),
                             failed(404, api.stream(get("far-away"))));
        CPPUNIT_ASSERT_EQUAL(string("No audio assets found for listing explained-text"),
                             failed(404, api.stream(get("explained-text"))));
    }

    void unknownListings() {
        CPPUNIT_ASSERT_EQUAL(string("Listing \"nope\" not found"), failed(404, api.one(get("nope"))));
        CPPUNIT_ASSERT_EQUAL(string("Listing \"nope\" not found"), failed(404, api.contents(get("nope"))));
        CPPUNIT_ASSERT_EQUAL(string("Listing with ID nope not found"), failed(404, api.stream(get("nope"))));
        // Only slugs name a listing, as on the platform.
        failed(404, api.one(get("id-of-far-away")));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(ListingsApiTest);

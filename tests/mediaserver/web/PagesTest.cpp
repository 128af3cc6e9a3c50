// SPDX-License-Identifier: Apache-2.0
#include "web/HomePage.h"
#include "web/ListingPage.h"
#include "web/SearchPage.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

using namespace durus;
using namespace durus::mediaserver;
using std::string;

class PagesTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(PagesTest);
    CPPUNIT_TEST(aTitleNeverBecomesMarkup);
    CPPUNIT_TEST(aTitleHasItsOwnLanguageAndDirection);
    CPPUNIT_TEST(aPlayerOnlyForWhatIsHere);
    CPPUNIT_TEST(aSeriesWithSomeLessonsHereSaysHowMany);
    CPPUNIT_TEST(aLessonLeadsToItsNeighbours);
    CPPUNIT_TEST(theChoiceOfViewsIsShownWhereItMatters);
    CPPUNIT_TEST(theScholarsOfAFullHouseHaveAPageOfTheirOwn);
    CPPUNIT_TEST(aQueryIsIsolatedAndEscaped);
    CPPUNIT_TEST_SUITE_END();

    http::Request request;
    web::StaticFiles files;
    web::PageContext english{request, files, {web::Language::English, false}, ""};
    web::PageContext arabic{request, files, {web::Language::Arabic, false}, ""};

    static store::LibraryItem lecture(const string& slug, const string& title,
                                      const string& language = "en") {
        store::LibraryItem item;
        item.listing.id = model::ListingId{"id-" + slug};
        item.listing.slug = model::Slug{slug};
        item.listing.title = title;
        item.listing.language = language;
        item.lectureCount = 1;
        return item;
    }

    static store::LibraryItem here(store::LibraryItem item) {
        item.stored = download::StoredAsset{.asset = model::AssetId{"asset"},
                                            .listing = item.listing.id,
                                            .file = "audio/ab/abc.mp3",
                                            .format = "mp3",
                                            .mediaType = "audio/mpeg",
                                            .sha256 = string(64, 'a'),
                                            .sizeBytes = 10,
                                            .duration = Milliseconds(65'000)};
        item.storedCount = 1;
        return item;
    }

    static void contains(const string& page, const string& part) {
        CPPUNIT_ASSERT_MESSAGE(part + " not in " + page, page.find(part) != string::npos);
    }
    static void lacks(const string& page, const string& part) {
        CPPUNIT_ASSERT_MESSAGE(part + " in " + page, page.find(part) == string::npos);
    }

    void aTitleNeverBecomesMarkup() {
        const string evil = "\"><script>alert(1)</script>";
        store::LibraryItem item = here(lecture(evil, evil, evil));
        item.listing.description = evil;
        item.scholarName = evil;
        item.scholarSlug = model::Slug{evil};
        item.parentTitle = evil;
        item.parentSlug = model::Slug{evil};
        for (const web::PageContext* context : {&english, &arabic}) {
            const string page =
                listingPage(*context, {.item = item, .topics = {}, .contents = {}, .siblings = {}});
            lacks(page, "<script>");
            web::HomeContent home;
            home.items = {item};
            lacks(homePage(*context, home), "<script>");
        }
    }

    void aTitleHasItsOwnLanguageAndDirection() {
        web::HomeContent home;
        home.items = {lecture("a", "درس", "ara"), lecture("b", "Talk", "en"), lecture("c", "Unknown", "")};
        const string page = homePage(english, home);
        contains(page, "<bdi lang=\"ar\" dir=\"rtl\">درس</bdi>");
        contains(page, "<bdi lang=\"en\" dir=\"ltr\">Talk</bdi>");
        contains(page, "<bdi dir=\"auto\">Unknown</bdi>");
        contains(homePage(arabic, home), "<html lang=\"ar\" dir=\"rtl\">");
    }

    void aPlayerOnlyForWhatIsHere() {
        const string page = listingPage(
            english, {.item = here(lecture("a", "A")), .topics = {}, .contents = {}, .siblings = {}});
        contains(page, "<audio controls preload=\"metadata\"");
        contains(page, "src=\"/audio/" + string(32, 'a') + ".mp3\"");
        const string away =
            listingPage(english, {.item = lecture("a", "A"), .topics = {}, .contents = {}, .siblings = {}});
        lacks(away, "<audio");
        contains(away, "has not been downloaded");
    }

    void aSeriesWithSomeLessonsHereSaysHowMany() {
        store::LibraryItem series = lecture("s", "S");
        series.listing.format = model::ListingFormat::Series;
        series.lectureCount = 12;
        series.storedCount = 3;
        web::HomeContent home;
        home.items = {series};
        contains(homePage(english, home), "3 of 12 downloaded");
        contains(homePage(arabic, home), "المحمَّل ٣ من ١٢");
        contains(homePage(arabic, home), "١٢ درسًا");
    }

    void aLessonLeadsToItsNeighbours() {
        std::vector<store::LibraryItem> lessons;
        for (const char* slug : {"one", "two", "three"})
            lessons.push_back(lecture(slug, slug));
        const string middle =
            listingPage(english, {.item = lessons[1], .topics = {}, .contents = {}, .siblings = lessons});
        contains(middle, "rel=\"prev\" href=\"/listing/one\"");
        contains(middle, "rel=\"next\" href=\"/listing/three\"");
        const string last =
            listingPage(english, {.item = lessons[2], .topics = {}, .contents = {}, .siblings = lessons});
        lacks(last, "rel=\"next\"");
    }

    void theChoiceOfViewsIsShownWhereItMatters() {
        web::HomeContent home;
        home.items = {lecture("a", "A")};
        home.counts.lectures = 5;
        home.counts.stored = 2;
        contains(homePage(english, home), "?view=here");
        home.counts.stored = 5;
        lacks(homePage(english, home), "?view=here");
        home.counts.stored = 0;
        lacks(homePage(english, home), "?view=here");
    }

    void theScholarsOfAFullHouseHaveAPageOfTheirOwn() {
        std::vector<store::ScholarItem> scholars(web::kScholarsOnHome + 1);
        web::HomeContent home;
        home.scholars = scholars;
        contains(homePage(english, home), "href=\"/scholars\"");
        home.scholars.pop_back();
        lacks(homePage(english, home), "href=\"/scholars\"");
        lacks(scholarsPage(english, scholars), "href=\"/scholars\"");
    }

    void aQueryIsIsolatedAndEscaped() {
        const string page = searchPage(arabic, "<b>x", {}, 1);
        contains(page, "\u2068&lt;b&gt;x\u2069");
        contains(page, "value=\"&lt;b&gt;x\"");
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(PagesTest);

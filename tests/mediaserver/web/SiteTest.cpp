// SPDX-License-Identifier: Apache-2.0
#include "web/Site.h"

#include "SampleLibrary.h"
#include "support/Process.h"
#include "support/TempDir.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

using namespace durus;
using namespace durus::mediaserver;
using std::string;

class SiteTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(SiteTest);
    CPPUNIT_TEST(everyPageAnswers);
    CPPUNIT_TEST(unknownAddressesAre404);
    CPPUNIT_TEST(oddParametersAre400);
    CPPUNIT_TEST(readyToPlayHoldsOnlyWhatIsHere);
    CPPUNIT_TEST(searchFoldsWhatPeopleType);
    CPPUNIT_TEST(theBoxHasItsOwnName);
    CPPUNIT_TEST_SUITE_END();

    test::TempDir directory;
    test::SampleLibrary sample{directory.path()};
    web::StaticFiles files;
    web::Site site{
        sample.store().library(), files, {.name = "Masjid <An-Nur>", .fallback = web::Language::English}};
    string slug;

public:
    void setUp() override {
        sample.addCatalogue();
        slug = sample.import(test::sourceDir() / "samples/library/audio/patience-2-small-steps.ogg");
    }

private:
    static http::Request get(std::vector<http::Request::Pair> query = {}, const string& slug = {}) {
        http::Request request;
        request.path = "/";
        request.query = std::move(query);
        request.parameters.emplace_back("slug", slug);
        return request;
    }

    static void answers(http::Status status, const http::Response& response, const string& part = {}) {
        CPPUNIT_ASSERT_EQUAL(http::statusCode(status), http::statusCode(response.status));
        CPPUNIT_ASSERT_EQUAL(std::string_view("text/html; charset=utf-8"),
                             *response.headers.get("Content-Type"));
        CPPUNIT_ASSERT_EQUAL(std::string_view("Accept-Language"), *response.headers.get("Vary"));
        CPPUNIT_ASSERT_MESSAGE(part, response.body.text().find(part) != string::npos);
    }

    void everyPageAnswers() {
        answers(http::Status::Ok, site.home(get()), "A Text Explained");
        answers(http::Status::Ok, site.scholars(get()), "Yusuf of the Catalogue");
        answers(http::Status::Ok, site.scholar(get({}, "yusuf-catalogue")), "A Text Explained");
        answers(http::Status::Ok, site.listing(get({}, "explained-text")), "Explanation, part 3");
        answers(http::Status::Ok, site.listing(get({}, slug)), "<audio");
        answers(http::Status::Ok, site.search(get({{"q", "patience"}})), "Small Steps");
        answers(http::Status::Ok, site.search(get()), "<h1>Search</h1>");
    }

    void unknownAddressesAre404() {
        answers(http::Status::NotFound, site.listing(get({}, "nope")), "does not exist");
        answers(http::Status::NotFound, site.scholar(get({}, "nope")), "does not exist");
        answers(http::Status::NotFound, site.home(get({{"view", "here"}, {"page", "2"}})));
        answers(http::Status::NotFound, site.search(get({{"q", "patience"}, {"page", "2"}})));
    }

    void oddParametersAre400() {
        answers(http::Status::BadRequest, site.home(get({{"after", "garbage"}})));
        for (const char* page : {"0", "-1", "x", "1e3", "99999999999999999999"}) {
            answers(http::Status::BadRequest, site.search(get({{"q", "a"}, {"page", page}})));
            answers(http::Status::BadRequest, site.home(get({{"view", "here"}, {"page", page}})));
        }
    }

    void readyToPlayHoldsOnlyWhatIsHere() {
        const string page = site.home(get({{"view", "here"}})).body.text();
        CPPUNIT_ASSERT(page.find("A Text Explained") == string::npos);
        CPPUNIT_ASSERT(page.find("Patience in Learning") != string::npos);
    }

    void searchFoldsWhatPeopleType() {
        answers(http::Status::Ok, site.search(get({{"q", "درس لم يحمل بعد"}})), "درسٌ لم يُحمَّل بعدُ");
    }

    void theBoxHasItsOwnName() {
        answers(http::Status::Ok, site.home(get()), "<title>Masjid &lt;An-Nur&gt;</title>");
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(SiteTest);

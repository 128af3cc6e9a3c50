// SPDX-License-Identifier: Apache-2.0
#include "PlatformExchange.h"

#include <cppunit/extensions/HelperMacros.h>

#include <map>

using namespace durus;
using namespace std::chrono_literals;
using model::ListingFormat;

namespace {

/// A backend with one scholar, a series of two lessons, two singles and a collection.
const std::map<std::string, std::string> kBackend{
    {"/scholars", R"({"scholars":[{"id":"scholar_1","slug":"test-scholar","name":"Test Scholar",
        "mainLanguage":"ar","originalLanguage":"en","title":"sheikh","lectureCount":7}],"hasMore":false})"},
    {"/topics", R"([{"id":"topic_1","slug":"aqeedah","name":{"ar":"عقيدة","en":"Aqeedah"},"orderIndex":1}])"},
    {"/scholars/test-scholar/content", R"({"items":[
        {"id":"s","slug":"series-one","title":"Series One","type":"series","lectureCount":2},
        {"id":"a","slug":"single-one","title":"Single One","type":"single"},
        {"id":"b","slug":"single-mute","title":"No audio","type":"single"},
        {"id":"c","slug":"collection-one","title":"Collection","type":"collection"}]})"},
    {"/listings/series-one", R"({"id":"s","slug":"series-one","title":"Series One",
        "description":"Two lessons","format":"series","language":"en","originalLanguage":"en",
        "publishedAt":"2026-11-22T11:55:08.445Z",
        "scholar":{"id":"scholar_1","slug":"test-scholar","name":"Test Scholar"},
        "topics":[{"id":"topic_1","slug":"aqeedah","name":"Aqeedah"},{"id":"topic_2","slug":"new","name":"New"}],
        "primaryAudioAsset":null,"seriesContext":null,"rootListing":null})"},
    {"/listings/series-one/contents", R"({"format":"series","items":[
        {"id":"l1","slug":"lesson-1","title":"Lesson 1","durationSeconds":1800,"orderIndex":1,
         "primaryAudioAsset":{"id":"asset_1","url":"https://cdn.example.org/1.mp3","format":"mp3",
                              "bitrateKbps":64,"durationSeconds":1801}},
        {"id":"l2","slug":"lesson-2","title":"Lesson 2","primaryAudioAsset":null}]})"},
    {"/listings/single-one", R"({"id":"a","slug":"single-one","title":"Single One","format":"single",
        "language":"ar","durationSeconds":0,"scholar":{"id":"scholar_2","slug":"other","name":"Other"},
        "topics":[],"primaryAudioAsset":{"id":"asset_a","url":"audio/a.mp3","durationSeconds":600}})"},
    {"/listings/single-mute", R"({"id":"b","slug":"single-mute","title":"No audio","format":"single",
        "language":"en","primaryAudioAsset":null})"},
    {"/listings/collection-one", R"({"id":"c","slug":"collection-one","title":"Collection",
        "format":"collection","language":"ar"})"},
    {"/listings/collection-one/contents", R"({"format":"collection","modules":[
        {"id":"m","slug":"module-1","title":"Module 1","lessons":[
            {"id":"l3","slug":"lesson-3","title":"Lesson 3","primaryAudioAsset":null}]}]})"},
};

} // namespace

class CatalogueTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(CatalogueTest);
    CPPUNIT_TEST(walksTheWholeCatalogue);
    CPPUNIT_TEST(readsWhatTheBackendSays);
    CPPUNIT_TEST(tellsWhatIsReferredToFirst);
    CPPUNIT_TEST(leavesOutWhatIsNotFound);
    CPPUNIT_TEST(givesUpOnAnyOtherTrouble);
    CPPUNIT_TEST(suspectsABackendThatFindsNothing);
    CPPUNIT_TEST(tellsEverythingOnce);
    CPPUNIT_TEST(escapesSlugs);
    CPPUNIT_TEST(passesOverImpossibleThings);
    CPPUNIT_TEST(clipsWhatIsTooLong);
    CPPUNIT_TEST(takesAnEmptyCatalogue);
    CPPUNIT_TEST_SUITE_END();

public:
    void walksTheWholeCatalogue() {
        walk();
        const std::vector<std::string> expected{"/scholars",
                                                "/topics",
                                                "/scholars/test-scholar/content",
                                                "/listings/series-one",
                                                "/listings/series-one/contents",
                                                "/listings/single-one",
                                                "/listings/single-mute",
                                                "/listings/collection-one",
                                                "/listings/collection-one/contents"};
        CPPUNIT_ASSERT(expected == asked_);
    }

    void readsWhatTheBackendSays() {
        const auto results = walk();
        CPPUNIT_ASSERT_EQUAL(std::string("Test Scholar"), results.scholars.at(0).name);
        CPPUNIT_ASSERT_EQUAL(std::string("ar"), results.scholars[0].language);
        CPPUNIT_ASSERT_EQUAL(std::string("عقيدة"), results.topics.at(0).name);

        const auto& series = find(results, "s");
        CPPUNIT_ASSERT(series.format == ListingFormat::Series);
        CPPUNIT_ASSERT_EQUAL(std::string("Two lessons"), series.description);
        CPPUNIT_ASSERT(series.publishedAt == fromIso8601("2026-11-22T11:55:08.445Z"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, series.topics.size());
        CPPUNIT_ASSERT(!series.asset && !series.duration && series.parent.empty());

        const auto& lesson = find(results, "l1");
        CPPUNIT_ASSERT(lesson.format == ListingFormat::Lesson);
        CPPUNIT_ASSERT_EQUAL(std::string("s"), lesson.parent.str());
        CPPUNIT_ASSERT_EQUAL(std::string("scholar_1"), lesson.scholar.str());
        CPPUNIT_ASSERT_EQUAL(std::string("en"), lesson.language);
        CPPUNIT_ASSERT(lesson.duration == 1800s);
        CPPUNIT_ASSERT(lesson.asset.value().duration == 1801s);
        CPPUNIT_ASSERT_EQUAL(64, lesson.asset->bitrateKbps);
        CPPUNIT_ASSERT_EQUAL(2, find(results, "l2").orderIndex);
        CPPUNIT_ASSERT(!find(results, "l2").asset);

        const auto& single = find(results, "a");
        CPPUNIT_ASSERT(single.format == ListingFormat::Single);
        CPPUNIT_ASSERT(single.duration == 600s);
        CPPUNIT_ASSERT_EQUAL(std::string("audio/a.mp3"), single.asset.value().url);
        CPPUNIT_ASSERT_EQUAL(std::string("scholar_2"), single.scholar.str());
        CPPUNIT_ASSERT_EQUAL(std::string("scholar_1"), find(results, "b").scholar.str());

        CPPUNIT_ASSERT(find(results, "m").format == ListingFormat::Series);
        CPPUNIT_ASSERT_EQUAL(std::string("c"), find(results, "m").parent.str());
        CPPUNIT_ASSERT_EQUAL(std::string("m"), find(results, "l3").parent.str());
        CPPUNIT_ASSERT_EQUAL(std::string("ar"), find(results, "l3").language);
    }

    void tellsWhatIsReferredToFirst() {
        const auto results = walk();
        std::vector<std::string> seen;
        const auto isSeen = [&](const std::string& id) {
            return id.empty() || std::find(seen.begin(), seen.end(), id) != seen.end();
        };
        for (const auto& scholar : results.scholars)
            seen.push_back(scholar.id.str());
        for (const auto& topic : results.topics)
            seen.push_back(topic.id.str());
        for (const auto& listing : results.listings) {
            CPPUNIT_ASSERT(isSeen(listing.scholar.str()) && isSeen(listing.parent.str()));
            for (const auto& topic : listing.topics)
                CPPUNIT_ASSERT(isSeen(topic.str()));
            seen.push_back(listing.id.str());
        }
    }

    void leavesOutWhatIsNotFound() {
        backend_.erase("/listings/single-one");
        backend_.erase("/listings/series-one/contents");
        backend_.erase("/topics");
        const auto results = walk();
        CPPUNIT_ASSERT(!results.failure);
        CPPUNIT_ASSERT_EQUAL(std::size_t{5}, results.listings.size());
    }

    void givesUpOnAnyOtherTrouble() {
        for (const auto& [path, body] : kBackend) {
            odd_ = {path, refusal(503, "Service Unavailable")};
            CPPUNIT_ASSERT_MESSAGE(path, walk().failure.value().outcome == sync::OutcomeClass::Transient);
            odd_ = {path, answer(404, "<html>", "text/html")};
            CPPUNIT_ASSERT_MESSAGE(path, walk().failure.value().outcome == sync::OutcomeClass::NotBackend);
        }
        odd_ = {"/scholars", refusal(404, "Cannot GET /scholars")};
        CPPUNIT_ASSERT(walk().failure.value().outcome == sync::OutcomeClass::NotBackend);
        odd_ = {"/scholars", answer(200, R"({"users":[]})")};
        CPPUNIT_ASSERT(walk().failure.value().outcome == sync::OutcomeClass::NotBackend);
    }

    void suspectsABackendThatFindsNothing() {
        std::erase_if(backend_, [](const auto& entry) { return entry.first.starts_with("/listings/"); });
        CPPUNIT_ASSERT(walk().failure.value().outcome == sync::OutcomeClass::Transient);
    }

    void tellsEverythingOnce() {
        backend_["/scholars"] = R"({"scholars":[{"id":"scholar_1","slug":"test-scholar"},
            {"id":"scholar_1","slug":"test-scholar"},{"id":"other","slug":"test-scholar"}]})";
        backend_["/listings/single-mute"] = R"({"id":"a","slug":"single-mute","title":"Taken id"})";
        const auto results = walk();
        std::vector<std::string> ids;
        for (const auto& listing : results.listings)
            ids.push_back(listing.id.str());
        std::sort(ids.begin(), ids.end());
        CPPUNIT_ASSERT(std::adjacent_find(ids.begin(), ids.end()) == ids.end());
        CPPUNIT_ASSERT_EQUAL(std::string("single-one"), find(results, "a").slug.str());
        CPPUNIT_ASSERT_EQUAL(std::string("test-scholar"), results.scholars[0].name);
    }

    void escapesSlugs() {
        backend_["/scholars/test-scholar/content"] = R"({"items":[{"slug":"شرح?a=b&c#d%","type":"single"}]})";
        walk();
        CPPUNIT_ASSERT_EQUAL(std::string("/listings/%D8%B4%D8%B1%D8%AD%3Fa%3Db%26c%23d%25"), asked_.back());
    }

    void passesOverImpossibleThings() {
        backend_["/scholars"] = R"({"scholars":[null,7,{"id":"","slug":"x"},{"id":"../x","slug":"a/b"},
            {"id":"scholar_1","slug":"test-scholar","name":5}]})";
        backend_["/topics"] = R"({"not":"a list"})";
        backend_["/listings/single-one"] = R"({"id":"a\u0000b c","slug":"single-one"})";
        backend_["/listings/single-mute"] = R"({"id":"b","slug":"../up","title":null,"durationSeconds":-4,
            "format":"opera","publishedAt":"soon","orderIndex":1e99,"topics":{"a":1},"scholar":[],
            "primaryAudioAsset":{"id":"x/y","url":"http://a"},"language":"a b"})";
        const auto results = walk();
        CPPUNIT_ASSERT(!results.failure);
        const auto& odd = find(results, "b");
        CPPUNIT_ASSERT_EQUAL(std::string("single-mute"), odd.slug.str());
        CPPUNIT_ASSERT_EQUAL(std::string("single-mute"), odd.title);
        CPPUNIT_ASSERT(odd.format == ListingFormat::Single);
        CPPUNIT_ASSERT(!odd.duration && !odd.publishedAt && !odd.asset && odd.topics.empty());
        CPPUNIT_ASSERT(odd.language.empty());
        for (const auto& listing : results.listings)
            CPPUNIT_ASSERT(listing.id.str().find(' ') == std::string::npos);
    }

    void clipsWhatIsTooLong() {
        std::string title;
        for (int i = 0; i < 3000; ++i)
            title += "ش";
        backend_["/listings/single-mute"] = R"({"id":"b","slug":"single-mute","title":")" + title +
                                            R"(","description":")" + std::string(200'000, 'd') + R"("})";
        const auto results = walk();
        CPPUNIT_ASSERT_EQUAL(std::size_t{2000}, find(results, "b").title.size());
        CPPUNIT_ASSERT_EQUAL(std::size_t{100'000}, find(results, "b").description.size());
    }

    void takesAnEmptyCatalogue() {
        backend_ = {{"/scholars", R"({"scholars":[]})"}, {"/topics", "[]"}};
        const auto results = walk();
        CPPUNIT_ASSERT(!results.failure && results.listings.empty());
    }

private:
    sync::ExchangeResults walk() {
        asked_.clear();
        Talk talk(platform_.codec.catalogue());
        while (!talk.finished()) {
            const auto path = talk.request().path;
            asked_.push_back(path);
            CPPUNIT_ASSERT_EQUAL(std::string("GET"), talk.request().method);
            const auto found = backend_.find(path);
            if (odd_ && odd_->first == path)
                talk.reply(odd_->second);
            else if (found != backend_.end())
                talk.reply(answer(200, found->second));
            else
                talk.reply(refusal(404, "not found"));
        }
        return talk.results();
    }
    static const model::Listing& find(const sync::ExchangeResults& results, const std::string& id) {
        for (const auto& listing : results.listings)
            if (listing.id.str() == id) return listing;
        CPPUNIT_FAIL("no listing " + id);
        return results.listings.front();
    }

    Platform platform_;
    std::map<std::string, std::string> backend_ = kBackend;
    std::optional<std::pair<std::string, sync::HttpResponse>> odd_;
    std::vector<std::string> asked_;
};

CPPUNIT_TEST_SUITE_REGISTRATION(CatalogueTest);

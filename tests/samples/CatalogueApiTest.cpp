// SPDX-License-Identifier: Apache-2.0
#include "BackendUnderTest.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

using namespace durus::test;

/// The read API against the shapes seen on the platform.
class CatalogueApiTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(CatalogueApiTest);
    CPPUNIT_TEST(scholars);
    CPPUNIT_TEST(scholar);
    CPPUNIT_TEST(scholarContent);
    CPPUNIT_TEST(scholarTopics);
    CPPUNIT_TEST(topics);
    CPPUNIT_TEST(series);
    CPPUNIT_TEST(contentsOfASeries);
    CPPUNIT_TEST(single);
    CPPUNIT_TEST(recent);
    CPPUNIT_TEST(stream);
    CPPUNIT_TEST(search);
    CPPUNIT_TEST(health);
    CPPUNIT_TEST(onlySlugsFindListings);
    CPPUNIT_TEST(errorsHaveOneShape);
    CPPUNIT_TEST(urlsFollowTheHostHeader);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override {
        under_ = std::make_unique<BackendUnderTest>();
        client_ = std::make_unique<HttpsClient>(under_->client());
    }

    void scholars() {
        const Reply reply = get("/scholars");
        CPPUNIT_ASSERT_EQUAL(
            std::string(R"({"scholars":[{"id":"scholar_1","slug":"test-scholar","name":"Test Scholar",)"
                        R"("mainLanguage":"en","originalLanguage":"en","lectureCount":5}],"hasMore":false})"),
            reply.body);
        CPPUNIT_ASSERT_EQUAL(std::string("application/json; charset=utf-8"), reply.header("content-type"));
        CPPUNIT_ASSERT_EQUAL(std::string("public, max-age=300"), reply.header("cache-control"));
        CPPUNIT_ASSERT_EQUAL(std::string("Accept-Language"), reply.header("vary"));
    }

    void scholar() {
        const auto json = get("/scholars/test-scholar").object();
        CPPUNIT_ASSERT_EQUAL(5, json->getValue<int>("lectureCount"));
        CPPUNIT_ASSERT_EQUAL(1, json->getValue<int>("seriesCount"));
        CPPUNIT_ASSERT_EQUAL(6000, json->getValue<int>("totalDurationSeconds"));
        CPPUNIT_ASSERT_EQUAL(std::string("2026-11-19T08:00:00.000Z"),
                             json->getValue<std::string>("createdAt"));
        CPPUNIT_ASSERT_EQUAL(std::string("2026-11-21T08:00:00.000Z"),
                             json->getValue<std::string>("updatedAt"));
    }

    void scholarContent() {
        const auto items = get("/scholars/test-scholar/content").object()->getArray("items");
        CPPUNIT_ASSERT_EQUAL(std::size_t{3}, items->size());
        const auto entry = items->getObject(1);
        CPPUNIT_ASSERT_EQUAL(std::string("series"), entry->getValue<std::string>("type"));
        CPPUNIT_ASSERT_EQUAL(3, entry->getValue<int>("lectureCount"));
        CPPUNIT_ASSERT_EQUAL(5400, entry->getValue<int>("durationSeconds"));
        CPPUNIT_ASSERT_EQUAL(std::string("2026-11-20T08:00:00.000Z"),
                             entry->getValue<std::string>("recencyAt"));
        CPPUNIT_ASSERT(!items->getObject(2)->has("durationSeconds"));
    }

    void scholarTopics() {
        const auto topics = get("/scholars/test-scholar/topics").object()->getArray("topics");
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, topics->size());
        CPPUNIT_ASSERT_EQUAL(std::string("topic_1"), topics->getObject(0)->getValue<std::string>("topicId"));
        CPPUNIT_ASSERT_EQUAL(std::string("Aqeedah"),
                             topics->getObject(0)->getValue<std::string>("topicName"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, topics->getObject(0)->getArray("items")->size());
    }

    void topics() {
        CPPUNIT_ASSERT_EQUAL(std::string(R"([{"id":"topic_1","slug":"aqeedah","name":{"ar":"Aqeedah"},)"
                                         R"("orderIndex":1,"createdAt":"2026-11-20T08:00:00.000Z"}])"),
                             get("/topics").body);
    }

    void series() {
        CPPUNIT_ASSERT_EQUAL(
            std::string(
                R"({"id":"10000000-0000-4000-8000-000000000000","slug":"series-one","title":"Series One",)"
                R"("description":"Three lessons","format":"series","language":"en","originalLanguage":"en",)"
                R"("publishedAt":"2026-11-20T08:00:00.000Z","scholar":{"id":"scholar_1",)"
                R"("slug":"test-scholar","name":"Test Scholar"},"topics":[{"id":"topic_1",)"
                R"("slug":"aqeedah","name":"Aqeedah"}],"primaryAudioAsset":null,"seriesContext":null,)"
                R"("rootListing":null})"),
            get("/listings/series-one").body);
    }

    void contentsOfASeries() {
        const auto json = get("/listings/series-one/contents").object();
        CPPUNIT_ASSERT_EQUAL(std::string("series"), json->getValue<std::string>("format"));
        const auto items = json->getArray("items");
        CPPUNIT_ASSERT_EQUAL(std::size_t{3}, items->size());
        for (unsigned i = 0; i < 3; ++i) {
            CPPUNIT_ASSERT_EQUAL(lessonId(static_cast<int>(i) + 1),
                                 items->getObject(i)->getValue<std::string>("id"));
            CPPUNIT_ASSERT_EQUAL(i + 1, items->getObject(i)->getValue<unsigned>("orderIndex"));
            CPPUNIT_ASSERT_EQUAL(1800, items->getObject(i)->getValue<int>("durationSeconds"));
        }
        const auto asset = items->getObject(0)->getObject("primaryAudioAsset");
        CPPUNIT_ASSERT_EQUAL(under_->backend().url() + "/media/asset_series-one-lesson-1.mp3",
                             asset->getValue<std::string>("url"));
        CPPUNIT_ASSERT_EQUAL(64, asset->getValue<int>("bitrateKbps"));
    }

    void single() {
        const auto json = get("/listings/single-one").object();
        CPPUNIT_ASSERT_EQUAL(std::string("single"), json->getValue<std::string>("format"));
        CPPUNIT_ASSERT_EQUAL(600, json->getValue<int>("durationSeconds"));
        CPPUNIT_ASSERT_EQUAL(std::string("mp3"),
                             json->getObject("primaryAudioAsset")->getValue<std::string>("format"));
        CPPUNIT_ASSERT(!json->has("description"));
        const auto arabic =
            get("/listings/%D8%A7%D9%84%D8%B1%D9%81%D9%82-%D8%A8%D8%A7%D9%84%D9%86%D8%A7%D8%B3").object();
        CPPUNIT_ASSERT_EQUAL(std::string("الرِّفْقُ بِالنَّاسِ"), arabic->getValue<std::string>("title"));
        CPPUNIT_ASSERT(arabic->has("primaryAudioAsset") && arabic->isNull("primaryAudioAsset"));
    }

    void recent() {
        const auto first = get("/listings/recent?limit=2").object();
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, first->getArray("items")->size());
        const auto newest = first->getArray("items")->getObject(0);
        CPPUNIT_ASSERT_EQUAL(std::string("single-one"), newest->getValue<std::string>("slug"));
        CPPUNIT_ASSERT_EQUAL(std::string("test-scholar"), newest->getValue<std::string>("scholarSlug"));
        CPPUNIT_ASSERT(newest->isNull("thumbnailUrl"));
        const auto rest =
            get("/listings/recent?limit=2&cursor=" + first->getValue<std::string>("nextCursor")).object();
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, rest->getArray("items")->size());
        CPPUNIT_ASSERT_EQUAL(0, rest->getArray("items")->getObject(0)->getValue<int>("durationSeconds"));
        CPPUNIT_ASSERT(!rest->has("nextCursor"));
        CPPUNIT_ASSERT_EQUAL(400, get("/listings/recent?limit=x").status);
    }

    void stream() {
        CPPUNIT_ASSERT_EQUAL(R"({"url":")" + under_->backend().url() +
                                 R"(/media/asset_single-one.mp3","durationSeconds":600,"format":"mp3"})",
                             get("/audio/listings/single-one/stream").body);
        const auto first = get("/audio/listings/series-one/stream").object();
        CPPUNIT_ASSERT_EQUAL(under_->backend().url() + "/media/asset_series-one-lesson-1.mp3",
                             first->getValue<std::string>("url"));
        const Reply silent =
            get("/audio/listings/%D8%A7%D9%84%D8%B1%D9%81%D9%82-%D8%A8%D8%A7%D9%84%D9%86%D8%A7%D8%B3/stream");
        CPPUNIT_ASSERT_EQUAL(404, silent.status);
        CPPUNIT_ASSERT_EQUAL(std::string("No audio assets found for listing الرفق-بالناس"), silent.message());
        CPPUNIT_ASSERT_EQUAL(std::string("Listing with ID nope not found"),
                             get("/audio/listings/nope/stream").message());
    }

    void search() {
        expectFound("lesson", 1, 0);
        expectFound("LESSON+scholar", 1, 0);
        expectFound("single", 0, 1);
        expectFound("%D8%A7%D9%84%D8%B1%D9%81%D9%82", 0, 1);
        expectFound("lesson+nothing", 0, 0);
        expectFound("", 0, 0);
        expectFound("%FF%FE", 0, 0);
    }

    void health() {
        CPPUNIT_ASSERT_EQUAL(
            std::string(R"({"status":"ok","info":{"database":{"status":"up"},"cdn":{"status":"up"}},)"
                        R"("error":{},"details":{"database":{"status":"up"},"cdn":{"status":"up"}}})"),
            get("/health").body);
        CPPUNIT_ASSERT_EQUAL(200, get("/health/healthz").status);
        CPPUNIT_ASSERT_EQUAL(200, get("/health/readyz").status);
    }

    void onlySlugsFindListings() {
        CPPUNIT_ASSERT_EQUAL(404, get("/listings/" + singleId(1)).status);
        CPPUNIT_ASSERT_EQUAL(404, get("/audio/listings/" + singleId(1) + "/stream").status);
    }

    void errorsHaveOneShape() {
        get("/scholars");
        const Reply reply = get("/listings/nope?x=1");
        CPPUNIT_ASSERT_EQUAL(404, reply.status);
        const auto json = reply.object();
        CPPUNIT_ASSERT_EQUAL(404, json->getValue<int>("statusCode"));
        CPPUNIT_ASSERT_EQUAL(std::string("Listing \"nope\" not found"), reply.message());
        CPPUNIT_ASSERT_EQUAL(std::string("req-2"), json->getValue<std::string>("requestId"));
        CPPUNIT_ASSERT_EQUAL(std::string("2026-11-22T11:00:00.000Z"),
                             json->getValue<std::string>("timestamp"));
        CPPUNIT_ASSERT_EQUAL(std::string("/listings/nope?x=1"), json->getValue<std::string>("path"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{5}, json->size());
        CPPUNIT_ASSERT_EQUAL(std::string("Scholar \"nope\" not found"), get("/scholars/nope").message());
        CPPUNIT_ASSERT_EQUAL(std::string("Cannot GET /nowhere"), get("/nowhere").message());
        CPPUNIT_ASSERT_EQUAL(404, client_->send("DELETE", "/scholars").status);
        CPPUNIT_ASSERT_EQUAL(404, get("/listings/%FF%FE").status);
        CPPUNIT_ASSERT_EQUAL(404, get("/listings/a%22b%0D%0Ac").status);
    }

    void urlsFollowTheHostHeader() {
        const auto url = [this](const std::string& host) {
            return client_->get("/audio/listings/single-one/stream", {{"Host", host}})
                .object()
                ->getValue<std::string>("url");
        };
        CPPUNIT_ASSERT_EQUAL(std::string("https://localhost:8443/media/asset_single-one.mp3"),
                             url("localhost:8443"));
        CPPUNIT_ASSERT_EQUAL(under_->backend().url() + "/media/asset_single-one.mp3", url("evil\"/x"));
    }

private:
    Reply get(const std::string& path) { return client_->get(path); }

    void expectFound(const std::string& query, std::size_t series, std::size_t singles) {
        const auto json = get("/search?q=" + query).object();
        CPPUNIT_ASSERT_EQUAL_MESSAGE(query, series, json->getArray("series")->size());
        CPPUNIT_ASSERT_EQUAL_MESSAGE(query, singles, json->getArray("singles")->size());
        CPPUNIT_ASSERT(json->getArray("collections")->size() == 0 && !json->getValue<bool>("hasMore"));
    }

    std::unique_ptr<BackendUnderTest> under_;
    std::unique_ptr<HttpsClient> client_;
};

CPPUNIT_TEST_SUITE_REGISTRATION(CatalogueApiTest);

// SPDX-License-Identifier: Apache-2.0
#include "api/ScholarsApi.h"

#include "ApiFixture.h"

using namespace durus;
using namespace durus::mediaserver;
using std::string;

class ScholarsApiTest : public ApiFixture {
    CPPUNIT_TEST_SUITE(ScholarsApiTest);
    CPPUNIT_TEST(allScholars);
    CPPUNIT_TEST(oneScholar);
    CPPUNIT_TEST(contentIsTopLevelOnly);
    CPPUNIT_TEST(topicsHoldTheirListings);
    CPPUNIT_TEST(allTopics);
    CPPUNIT_TEST(unknownScholars);
    CPPUNIT_TEST_SUITE_END();

    api::ScholarsApi api{sample.store().library(), clock};

    void allScholars() {
        const auto json = ok(api.all(get()));
        CPPUNIT_ASSERT_EQUAL(string("hasMore scholars"), test::keysOf(json));
        CPPUNIT_ASSERT_EQUAL(std::size_t{3}, json->getArray("scholars")->size());
    }

    void oneScholar() {
        const auto json = ok(api.one(get("yusuf-catalogue")));
        CPPUNIT_ASSERT_EQUAL(string("Yusuf of the Catalogue"), json->getValue<string>("name"));
        CPPUNIT_ASSERT_EQUAL(3, json->getValue<int>("lectureCount"));
        CPPUNIT_ASSERT_EQUAL(1, json->getValue<int>("seriesCount"));
        CPPUNIT_ASSERT_EQUAL(5400, json->getValue<int>("totalDurationSeconds"));
        CPPUNIT_ASSERT_EQUAL(string("2023-11-14T22:13:20.000Z"), json->getValue<string>("createdAt"));
    }

    void contentIsTopLevelOnly() {
        const auto items = ok(api.content(get("yusuf-catalogue")))->getArray("items");
        CPPUNIT_ASSERT_EQUAL(string("explained-text"), each(items, "slug"));
        CPPUNIT_ASSERT_EQUAL(string("series"), each(items, "type"));
    }

    void topicsHoldTheirListings() {
        const auto topics = ok(api.topics(get("salim-catalogue")))->getArray("topics");
        CPPUNIT_ASSERT_EQUAL(string("items topicId topicName"), test::keysOf(topics->getObject(0)));
        CPPUNIT_ASSERT_EQUAL(string("far-away"), each(topics->getObject(0)->getArray("items"), "slug"));
    }

    void allTopics() {
        const auto topics = test::parseArray(api.allTopics(get()).body.text());
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, topics->size());
        CPPUNIT_ASSERT_EQUAL(string("id name orderIndex slug"), test::keysOf(topics->getObject(0)));
        CPPUNIT_ASSERT_EQUAL(string("Adab"), topics->getObject(0)->getObject("name")->getValue<string>("en"));
    }

    void unknownScholars() {
        CPPUNIT_ASSERT_EQUAL(string("Scholar \"nope\" not found"), failed(404, api.one(get("nope"))));
        failed(404, api.content(get("nope")));
        failed(404, api.topics(get("")));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(ScholarsApiTest);

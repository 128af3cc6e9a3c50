// SPDX-License-Identifier: Apache-2.0
#include "api/CatalogueJson.h"

#include "Shape.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

using namespace durus;
using namespace durus::mediaserver;
using api::CatalogueJson;
using api::JsonWriter;
using std::string;

// The shapes are those the platform was observed to answer with, and "available" beside them.
class CatalogueJsonTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(CatalogueJsonTest);
    CPPUNIT_TEST(aSingleThatIsHere);
    CPPUNIT_TEST(aSingleThatIsNotHere);
    CPPUNIT_TEST(aSeries);
    CPPUNIT_TEST(aLessonHasItsSeriesAndNeighbours);
    CPPUNIT_TEST(recentEntries);
    CPPUNIT_TEST(contentEntriesLeaveOutWhatIsUnknown);
    CPPUNIT_TEST(scholars);
    CPPUNIT_TEST(streams);
    CPPUNIT_TEST_SUITE_END();

    static store::LibraryItem single() {
        store::LibraryItem item;
        item.listing.id = model::ListingId{"20000000-0000-4000-8000-000000000001"};
        item.listing.slug = model::Slug{"single-one"};
        item.listing.title = "Single One";
        item.listing.language = "en";
        item.listing.scholar = model::ScholarId{"scholar_1"};
        item.listing.duration = Milliseconds(600'000);
        item.listing.publishedAt = WallTime{Milliseconds{1'795'348'508'445}};
        item.listing.asset = model::AudioAsset{.id = model::AssetId{"asset_single-one"},
                                               .url = "https://cdn.invalid/single-one.mp3",
                                               .format = "mp3",
                                               .bitrateKbps = 64,
                                               .duration = Milliseconds(600'000)};
        item.scholarName = "Test Scholar";
        item.scholarSlug = model::Slug{"test-scholar"};
        item.lectureCount = 1;
        return item;
    }

    static store::LibraryItem here(store::LibraryItem item) {
        item.stored = download::StoredAsset{.asset = model::AssetId{"asset_single-one"},
                                            .listing = item.listing.id,
                                            .file = "audio/ab/ab.mp3",
                                            .format = "mp3",
                                            .mediaType = "audio/mpeg",
                                            .sha256 = string(64, 'c'),
                                            .sizeBytes = 9,
                                            .duration = Milliseconds(598'700)};
        item.storedCount = 1;
        return item;
    }

    static store::LibraryItem series() {
        store::LibraryItem item = single();
        item.listing.format = model::ListingFormat::Series;
        item.listing.description = "Three lessons";
        item.listing.asset.reset();
        item.listing.duration.reset();
        item.lectureCount = 3;
        item.lecturesDuration = Milliseconds(5'400'000);
        return item;
    }

    template<typename Write>
    static Poco::JSON::Object::Ptr written(Write write) {
        JsonWriter json;
        write(json);
        return test::parseObject(std::move(json).finish());
    }

    static Poco::JSON::Object::Ptr detail(const store::LibraryItem& item,
                                          CatalogueJson::Neighbours neighbours = {}) {
        return written([&](JsonWriter& json) {
            CatalogueJson("http://box:8080")
                .detail(json, item, {{model::TopicId{"topic_1"}, model::Slug{"aqeedah"}, "Aqeedah"}},
                        neighbours);
        });
    }

    void aSingleThatIsHere() {
        const auto json = detail(here(single()));
        CPPUNIT_ASSERT_EQUAL(string("available durationSeconds format id language originalLanguage "
                                    "primaryAudioAsset publishedAt rootListing scholar seriesContext slug "
                                    "title topics"),
                             test::keysOf(json));
        CPPUNIT_ASSERT_EQUAL(string("single"), json->getValue<string>("format"));
        CPPUNIT_ASSERT_EQUAL(string("2026-11-22T11:55:08.445Z"), json->getValue<string>("publishedAt"));
        CPPUNIT_ASSERT(json->isNull("seriesContext") && json->isNull("rootListing"));
        CPPUNIT_ASSERT(json->getValue<bool>("available"));
        CPPUNIT_ASSERT_EQUAL(string("id name slug"), test::keysOf(json->getObject("scholar")));
        CPPUNIT_ASSERT_EQUAL(string("id name slug"), test::keysOf(json->getArray("topics")->getObject(0)));
        const auto asset = json->getObject("primaryAudioAsset");
        CPPUNIT_ASSERT_EQUAL(string("bitrateKbps durationSeconds format id url"), test::keysOf(asset));
        CPPUNIT_ASSERT_EQUAL("http://box:8080/audio/" + string(32, 'c') + ".mp3",
                             asset->getValue<string>("url"));
        CPPUNIT_ASSERT_EQUAL(599, asset->getValue<int>("durationSeconds"));
    }

    void aSingleThatIsNotHere() {
        const auto json = detail(single());
        CPPUNIT_ASSERT(json->has("primaryAudioAsset") && json->isNull("primaryAudioAsset"));
        CPPUNIT_ASSERT(!json->getValue<bool>("available"));
        CPPUNIT_ASSERT_EQUAL(600, json->getValue<int>("durationSeconds"));
    }

    void aSeries() {
        const auto json = detail(series());
        CPPUNIT_ASSERT_EQUAL(string("available description format id language originalLanguage "
                                    "primaryAudioAsset publishedAt rootListing scholar seriesContext slug "
                                    "title topics"),
                             test::keysOf(json));
        CPPUNIT_ASSERT_EQUAL(string("series"), json->getValue<string>("format"));
    }

    void aLessonHasItsSeriesAndNeighbours() {
        store::LibraryItem lesson = here(single());
        lesson.listing.format = model::ListingFormat::Lesson;
        lesson.listing.parent = model::ListingId{"series-id"};
        lesson.parentTitle = "Series One";
        lesson.parentSlug = model::Slug{"series-one"};
        store::LibraryItem next = single();
        const auto json = detail(lesson, {.previous = nullptr, .next = &next});
        CPPUNIT_ASSERT_EQUAL(string("single"), json->getValue<string>("format"));
        const auto context = json->getObject("seriesContext");
        CPPUNIT_ASSERT_EQUAL(string("nextLecture prevLecture seriesId seriesSlug seriesTitle"),
                             test::keysOf(context));
        CPPUNIT_ASSERT(context->isNull("prevLecture"));
        CPPUNIT_ASSERT_EQUAL(string("id slug title"), test::keysOf(context->getObject("nextLecture")));
    }

    void recentEntries() {
        store::LibraryItem unknown = single();
        unknown.listing.duration.reset();
        unknown.listing.asset.reset();
        for (const store::LibraryItem& item : {series(), unknown}) {
            const auto json = written([&](JsonWriter& out) { CatalogueJson::recent(out, item); });
            CPPUNIT_ASSERT_EQUAL(
                string("available durationSeconds id kind originalLanguage publishedAt "
                       "publishedLectureCount scholarName scholarSlug slug thumbnailUrl title"),
                test::keysOf(json));
            CPPUNIT_ASSERT(json->isNull("thumbnailUrl"));
        }
        CPPUNIT_ASSERT_EQUAL(0, written([&](JsonWriter& out) {
                                    CatalogueJson::recent(out, unknown);
                                })->getValue<int>("durationSeconds"));
    }

    void contentEntriesLeaveOutWhatIsUnknown() {
        const auto json = written([](JsonWriter& out) { CatalogueJson::content(out, series()); });
        CPPUNIT_ASSERT_EQUAL(
            string("available durationSeconds id lectureCount originalLanguage recencyAt slug title type"),
            test::keysOf(json));
        CPPUNIT_ASSERT_EQUAL(5400, json->getValue<int>("durationSeconds"));
        store::LibraryItem bare = single();
        bare.listing.duration.reset();
        bare.listing.asset.reset();
        bare.listing.language.clear();
        CPPUNIT_ASSERT_EQUAL(
            string("available id lectureCount recencyAt slug title type"),
            test::keysOf(written([&](JsonWriter& out) { CatalogueJson::content(out, bare); })));
    }

    void scholars() {
        const store::ScholarItem scholar{
            {model::ScholarId{"scholar_1"}, model::Slug{"test-scholar"}, "Test Scholar", "en"}, 7, 2};
        CPPUNIT_ASSERT_EQUAL(
            string("available id lectureCount mainLanguage name originalLanguage slug"),
            test::keysOf(written([&](JsonWriter& out) { CatalogueJson::scholar(out, scholar); })));
        const auto json = written([&](JsonWriter& out) {
            CatalogueJson::scholarDetail(out, scholar, {series(), single()});
        });
        CPPUNIT_ASSERT_EQUAL(string("available createdAt id isActive lectureCount mainLanguage name "
                                    "originalLanguage seriesCount slug totalDurationSeconds updatedAt"),
                             test::keysOf(json));
        CPPUNIT_ASSERT_EQUAL(1, json->getValue<int>("seriesCount"));
        CPPUNIT_ASSERT_EQUAL(6000, json->getValue<int>("totalDurationSeconds"));
        CPPUNIT_ASSERT_EQUAL(7, json->getValue<int>("lectureCount"));
    }

    void streams() {
        const auto json = written([](JsonWriter& out) { CatalogueJson("").stream(out, here(single())); });
        CPPUNIT_ASSERT_EQUAL(string("durationSeconds format url"), test::keysOf(json));
        CPPUNIT_ASSERT_EQUAL("/audio/" + string(32, 'c') + ".mp3", json->getValue<string>("url"));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(CatalogueJsonTest);

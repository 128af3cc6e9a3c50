// SPDX-License-Identifier: Apache-2.0
#include "StoreFixture.h"

#include <limits>

class LibraryTest : public StoreFixture {
    CPPUNIT_TEST_SUITE(LibraryTest);
    CPPUNIT_TEST(itemShowsAllAboutIt);
    CPPUNIT_TEST(unknownIsNotFound);
    CPPUNIT_TEST(seriesCountsItsLessons);
    CPPUNIT_TEST(lessonsInheritTheScholar);
    CPPUNIT_TEST(listIsSortedSeriesFirstThenLessons);
    CPPUNIT_TEST(listFilters);
    CPPUNIT_TEST(listPages);
    CPPUNIT_TEST(personalStateIsTheAccounts);
    CPPUNIT_TEST(contentsAreInOrder);
    CPPUNIT_TEST(recentLosesNothingOnEqualTimes);
    CPPUNIT_TEST(badCursorIsRefused);
    CPPUNIT_TEST(scholarsAndTopics);
    CPPUNIT_TEST(countsAndRevision);
    CPPUNIT_TEST(storedFileByAsset);
    CPPUNIT_TEST(withdrawnShowsOnlyWhileStored);
    CPPUNIT_TEST(withdrawnSeriesShowsWhileALessonIsStored);
    CPPUNIT_TEST(lessonsMoveBetweenSeries);
    CPPUNIT_TEST(listingsThatHoldEachOtherDoNoHarm);
    CPPUNIT_TEST(progressOfUnknownListings);
    CPPUNIT_TEST_SUITE_END();

    durus::store::LibraryItem item(const std::string& id) {
        return library().byId(ListingId{id}, local).value();
    }
    Strings slugs(const durus::store::LibraryFilter& filter) {
        return slugsOf(library().list(filter, amina).items);
    }

    /// A series of two lessons by "Alif", a single by "Ba", and a topic.
    void offerSmallCatalogue() {
        auto series = listing("s", "A series", Format::Series);
        series.scholar = durus::model::ScholarId{"alif"};
        series.topics = {durus::model::TopicId{"t"}};
        auto first = listing("l1", "Zeroth in name", Format::Lesson, "s");
        first.orderIndex = 1;
        auto second = listing("l2", "Another", Format::Lesson, "s");
        second.orderIndex = 2;
        auto single = listing("x", "Single", Format::Single);
        single.scholar = durus::model::ScholarId{"ba"};
        offer({second, single, series, first}, {scholar("alif", "Alif"), scholar("ba", "Ba")},
              {{durus::model::TopicId{"t"}, Slug{"topic"}, "Topic"},
               {durus::model::TopicId{"u"}, Slug{"unused"}, "Unused"}});
    }

    void itemShowsAllAboutIt() {
        offerSmallCatalogue();
        storeAudio("l1");
        const auto found = library().bySlug(Slug{"slug-l1"}, local);
        CPPUNIT_ASSERT(found.has_value());
        CPPUNIT_ASSERT(found->listing.format == Format::Lesson && !found->withdrawn);
        CPPUNIT_ASSERT(found->listing.origin == durus::model::ListingOrigin::Backend);
        CPPUNIT_ASSERT_EQUAL(std::string("A series"), found->parentTitle);
        CPPUNIT_ASSERT_EQUAL(std::string("slug-s"), found->parentSlug.str());
        CPPUNIT_ASSERT_EQUAL(std::string("Alif"), found->scholarName);
        CPPUNIT_ASSERT_EQUAL(std::string("scholar-alif"), found->scholarSlug.str());
        CPPUNIT_ASSERT_EQUAL(std::string("audio/l1.mp3"), found->stored.value().file.string());
        CPPUNIT_ASSERT_EQUAL(std::string("asset-l1"), found->listing.asset.value().id.str());
        CPPUNIT_ASSERT(found->listing.duration == Milliseconds{60'000});
        CPPUNIT_ASSERT(!found->progress && !found->favorite);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, found->lectureCount);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, found->storedCount);
    }

    void unknownIsNotFound() {
        CPPUNIT_ASSERT(!library().bySlug(Slug{"nowhere"}, local));
        CPPUNIT_ASSERT(!library().byId(ListingId{"'; DROP TABLE listing; --"}, local));
        CPPUNIT_ASSERT(library().contents(Slug{""}, local).empty());
        CPPUNIT_ASSERT(!library().scholar(Slug{"nobody"}));
        CPPUNIT_ASSERT(!library().asset(durus::model::AssetId{"none"}));
    }

    void seriesCountsItsLessons() {
        auto collection = listing("c", "A collection", Format::Collection);
        auto series = listing("s", "A series", Format::Series, "c");
        offer({collection, series, listing("l1", "One", Format::Lesson, "s"),
               listing("l2", "Two", Format::Lesson, "s")});
        storeAudio("l2");
        for (const std::string id : {"s", "c"}) {
            CPPUNIT_ASSERT_EQUAL(std::size_t{2}, item(id).lectureCount);
            CPPUNIT_ASSERT_EQUAL(std::size_t{1}, item(id).storedCount);
            CPPUNIT_ASSERT(item(id).lecturesDuration == Milliseconds{120'000});
            CPPUNIT_ASSERT(!item(id).stored);
        }
    }

    void lessonsInheritTheScholar() {
        offerSmallCatalogue();
        CPPUNIT_ASSERT_EQUAL(std::string("alif"), item("l2").listing.scholar.str());
    }

    void listIsSortedSeriesFirstThenLessons() {
        offerSmallCatalogue();
        CPPUNIT_ASSERT((slugs({}) == Strings{"slug-s", "slug-l1", "slug-l2", "slug-x"}));
    }

    void listFilters() {
        addAmina();
        offerSmallCatalogue();
        storeAudio("l2");
        record(Kind::Favorite, "x", "k1", amina);
        record(Kind::Progress, "l1", "k2", amina);
        durus::store::LibraryFilter filter;
        filter.downloadedOnly = true;
        CPPUNIT_ASSERT((slugs(filter) == Strings{"slug-s", "slug-l2"}));
        filter = {};
        filter.topLevelOnly = true;
        CPPUNIT_ASSERT((slugs(filter) == Strings{"slug-s", "slug-x"}));
        filter = {};
        filter.favoritesOnly = true;
        CPPUNIT_ASSERT((slugs(filter) == Strings{"slug-x"}));
        filter = {};
        filter.startedOnly = true;
        CPPUNIT_ASSERT((slugs(filter) == Strings{"slug-l1"}));
        filter = {};
        filter.scholar = Slug{"scholar-ba"};
        CPPUNIT_ASSERT((slugs(filter) == Strings{"slug-x"}));
        filter = {};
        filter.parent = Slug{"slug-s"};
        CPPUNIT_ASSERT((slugs(filter) == Strings{"slug-l1", "slug-l2"}));
        filter = {};
        filter.topic = Slug{"topic"};
        CPPUNIT_ASSERT((slugs(filter) == Strings{"slug-s"}));
        filter.parent = Slug{"slug-s"};
        filter.scholar = Slug{"nobody"};
        CPPUNIT_ASSERT(slugs(filter).empty());
    }

    void listPages() {
        offerSmallCatalogue();
        durus::store::LibraryFilter filter;
        filter.limit = 3;
        auto page = library().list(filter, local);
        CPPUNIT_ASSERT(page.hasMore && page.items.size() == 3);
        filter.offset = 3;
        page = library().list(filter, local);
        CPPUNIT_ASSERT(!page.hasMore && page.items.size() == 1);
        filter.offset = 4;
        CPPUNIT_ASSERT(library().list(filter, local).items.empty());
        filter.offset = 0;
        filter.limit = std::numeric_limits<std::size_t>::max();
        CPPUNIT_ASSERT_EQUAL(std::size_t{4}, library().list(filter, local).items.size());
        filter.limit = 0;
        CPPUNIT_ASSERT(library().list(filter, local).hasMore);
    }

    void personalStateIsTheAccounts() {
        offerSmallCatalogue();
        record(Kind::Completed, "x", "k1", amina);
        record(Kind::Favorite, "x", "k2", amina);
        const auto hers = library().byId(ListingId{"x"}, amina);
        CPPUNIT_ASSERT(hers->favorite && hers->progress.value().completed);
        CPPUNIT_ASSERT(!item("x").favorite && !item("x").progress);
    }

    void contentsAreInOrder() {
        offerSmallCatalogue();
        CPPUNIT_ASSERT((slugsOf(library().contents(Slug{"slug-s"}, local)) == Strings{"slug-l1", "slug-l2"}));
        CPPUNIT_ASSERT(library().contents(Slug{"slug-x"}, local).empty());
    }

    void recentLosesNothingOnEqualTimes() {
        std::vector<durus::model::Listing> listings;
        for (int i = 0; i < 5; ++i) {
            listings.push_back(listing(std::to_string(i), "Title"));
            listings.back().publishedAt = durus::WallTime{Milliseconds{i < 4 ? 1'000 : 2'000}};
        }
        listings.push_back(listing("never", "Unpublished"));
        offer(listings);
        Strings all;
        std::string cursor;
        do {
            const auto page = library().recent(2, cursor, local);
            for (const auto& slug : slugsOf(page.items))
                all.push_back(slug);
            cursor = page.nextCursor;
        } while (!cursor.empty());
        CPPUNIT_ASSERT_EQUAL(std::size_t{5}, all.size());
        CPPUNIT_ASSERT_EQUAL(std::string("slug-4"), all[0]);
        std::sort(all.begin(), all.end());
        CPPUNIT_ASSERT(std::adjacent_find(all.begin(), all.end()) == all.end());
    }

    void badCursorIsRefused() {
        for (const std::string cursor : {"x", "1", "1.", ".1", "1.2x", "1.2.3", "99999999999999999999.1"})
            CPPUNIT_ASSERT(errorOf([&] { library().recent(2, cursor, local); }).code() ==
                           ErrorCode::InvalidInput);
    }

    void scholarsAndTopics() {
        offerSmallCatalogue();
        storeAudio("x");
        const auto scholars = library().scholars();
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, scholars.size());
        CPPUNIT_ASSERT_EQUAL(std::string("Alif"), scholars[0].scholar.name);
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, scholars[0].lectureCount);
        CPPUNIT_ASSERT_EQUAL(std::size_t{0}, scholars[0].storedCount);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, library().scholar(Slug{"scholar-ba"}).value().storedCount);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, library().topics().size());
        CPPUNIT_ASSERT_EQUAL(std::string("topic"), library().topics()[0].slug.str());
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, library().topics(Slug{"scholar-alif"}).size());
        CPPUNIT_ASSERT(library().topics(Slug{"scholar-ba"}).empty());
    }

    void countsAndRevision() {
        const auto before = library().revision();
        offerSmallCatalogue();
        const auto offered = library().revision();
        CPPUNIT_ASSERT(offered != before);
        offerSmallCatalogue();
        CPPUNIT_ASSERT_EQUAL(offered, library().revision());
        storeAudio("x");
        CPPUNIT_ASSERT(library().revision() != offered);
        const auto counts = library().counts();
        CPPUNIT_ASSERT_EQUAL(std::size_t{3}, counts.lectures);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, counts.stored);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, counts.series);
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, counts.scholars);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1000}, counts.storedBytes);
    }

    void storedFileByAsset() {
        offerSmallCatalogue();
        CPPUNIT_ASSERT(!library().asset(durus::model::AssetId{"asset-x"}));
        storeAudio("x");
        CPPUNIT_ASSERT_EQUAL(std::string("x"),
                             library().asset(durus::model::AssetId{"asset-x"}).value().listing.str());
    }

    void withdrawnShowsOnlyWhileStored() {
        offer({listing("kept", "Kept title"), listing("gone", "Gone title")});
        storeAudio("kept");
        offer({});
        CPPUNIT_ASSERT((slugs({}) == Strings{"slug-kept"}));
        CPPUNIT_ASSERT((slugsOf(library().search("title", 10, 0, local).items) == Strings{"slug-kept"}));
        CPPUNIT_ASSERT(item("gone").withdrawn);
    }

    void withdrawnSeriesShowsWhileALessonIsStored() {
        offerSmallCatalogue();
        storeAudio("l1");
        offer({});
        CPPUNIT_ASSERT((slugs({}) == Strings{"slug-s", "slug-l1"}));
        CPPUNIT_ASSERT((slugsOf(library().contents(Slug{"slug-s"}, local)) == Strings{"slug-l1"}));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, item("s").lectureCount);
    }

    void lessonsMoveBetweenSeries() {
        const auto from = listing("from", "B from", Format::Series);
        const auto to = listing("to", "A to", Format::Series);
        offer({from, to, listing("l", "Lesson", Format::Lesson, "from")});
        storeAudio("l");
        offer({from, to, listing("l", "Lesson", Format::Lesson, "to")});
        CPPUNIT_ASSERT((slugs({}) == Strings{"slug-to", "slug-l", "slug-from"}));
        durus::store::LibraryFilter downloaded;
        downloaded.downloadedOnly = true;
        CPPUNIT_ASSERT((slugs(downloaded) == Strings{"slug-to", "slug-l"}));
        CPPUNIT_ASSERT((slugsOf(library().search("from lesson", 10, 0, local).items).empty()));
        CPPUNIT_ASSERT((slugsOf(library().search("to lesson", 10, 0, local).items) == Strings{"slug-l"}));
    }

    void listingsThatHoldEachOtherDoNoHarm() {
        offer({listing("a", "A", Format::Series, "b"), listing("b", "B", Format::Series, "a"),
               listing("c", "C", Format::Lesson, "c"), listing("d", "D", Format::Lesson, "nowhere")});
        storeAudio("c");
        CPPUNIT_ASSERT_EQUAL(std::size_t{4}, slugs({}).size());
        CPPUNIT_ASSERT_EQUAL(std::size_t{0}, item("a").lectureCount);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, store().assets().want(Slug{"slug-d"}));
    }

    void progressOfUnknownListings() {
        clock_.advance(Milliseconds{1'000});
        record(Kind::Progress, "unknown-1", "k1");
        clock_.advance(Milliseconds{1'000});
        record(Kind::Completed, "unknown-2", "k2");
        record(Kind::Favorite, "unknown-3", "k3");
        const auto all = library().progressOf(local);
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, all.size());
        CPPUNIT_ASSERT_EQUAL(std::string("unknown-2"), all[0].listing.str());
        CPPUNIT_ASSERT(all[0].progress.completed && !all[1].progress.completed);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, library().favoritesOf(local).size());
        CPPUNIT_ASSERT(library().progressOf(amina).empty());
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(LibraryTest);

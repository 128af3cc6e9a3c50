// SPDX-License-Identifier: Apache-2.0
#include "StoreFixture.h"

class LocalRecordingsTest : public StoreFixture {
    CPPUNIT_TEST_SUITE(LocalRecordingsTest);
    CPPUNIT_TEST(recordingIsAListing);
    CPPUNIT_TEST(sameContentIsAddedOnce);
    CPPUNIT_TEST(seriesAndScholarAreSharedByFoldedName);
    CPPUNIT_TEST(equalSeriesOfTwoScholarsStayApart);
    CPPUNIT_TEST(backendsScholarIsReused);
    CPPUNIT_TEST(catalogueNeverTouchesThem);
    CPPUNIT_TEST(nothingOfThemIsDelivered);
    CPPUNIT_TEST(theyAreRecent);
    CPPUNIT_TEST(incompleteIsRefused);
    CPPUNIT_TEST_SUITE_END();

    static durus::store::LocalRecording recording(const std::string& title, const std::string& digest,
                                                  const std::string& scholar = {},
                                                  const std::string& series = {}, int orderIndex = 0) {
        return {.title = title,
                .scholar = scholar,
                .series = series,
                .description = "about it",
                .language = "ar",
                .orderIndex = orderIndex,
                .duration = Milliseconds{61'000},
                .file = "local/" + digest + ".opus",
                .format = "opus",
                .mediaType = "audio/ogg; codecs=opus",
                .sha256 = digest,
                .sizeBytes = 77};
    }

    void recordingIsAListing() {
        const auto added = library().addLocal(recording("Mine", "d1", "Somebody"));
        CPPUNIT_ASSERT(added.added);
        const auto item = library().bySlug(added.slug, local).value();
        CPPUNIT_ASSERT(item.listing.id == added.listing);
        CPPUNIT_ASSERT(item.listing.origin == durus::model::ListingOrigin::Local);
        CPPUNIT_ASSERT(item.listing.format == Format::Single);
        CPPUNIT_ASSERT_EQUAL(std::string("Somebody"), item.scholarName);
        CPPUNIT_ASSERT_EQUAL(std::string("about it"), item.listing.description);
        CPPUNIT_ASSERT_EQUAL(std::string("local/d1.opus"), item.stored.value().file.string());
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{77}, item.stored->sizeBytes);
        CPPUNIT_ASSERT(item.listing.asset.value().url.empty());
        CPPUNIT_ASSERT(library().asset(item.listing.asset->id).has_value());
        CPPUNIT_ASSERT(store().assets().unfinished().empty());
        CPPUNIT_ASSERT_EQUAL(std::size_t{0}, store().assets().want(added.slug));
        CPPUNIT_ASSERT_EQUAL(std::size_t{0}, store().assets().wantAll());
    }

    void sameContentIsAddedOnce() {
        const auto first = library().addLocal(recording("Mine", "d1"));
        const auto again = library().addLocal(recording("Another title", "d1"));
        CPPUNIT_ASSERT(first.added && !again.added);
        CPPUNIT_ASSERT(first.listing == again.listing && first.slug == again.slug);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, library().counts().lectures);
    }

    void seriesAndScholarAreSharedByFoldedName() {
        library().addLocal(recording("Two", "d2", "الأَلْبَانِي", "شَرْح", 2));
        library().addLocal(recording("One", "d1", "الالباني", "شرح", 1));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, library().scholars().size());
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, library().counts().series);
        durus::store::LibraryFilter top;
        top.topLevelOnly = true;
        const auto items = library().list(top, local).items;
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, items.size());
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, items[0].lectureCount);
        CPPUNIT_ASSERT((slugsOf(library().contents(items[0].listing.slug, local)) == Strings{"one", "two"}));
    }

    void equalSeriesOfTwoScholarsStayApart() {
        library().addLocal(recording("One", "d1", "First", "Same"));
        library().addLocal(recording("Two", "d2", "Second", "Same"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, library().counts().series);
    }

    void backendsScholarIsReused() {
        offer({}, {scholar("alif", "Al-Albānī")});
        const auto added = library().addLocal(recording("Mine", "d1", "al-albani"));
        CPPUNIT_ASSERT_EQUAL(std::string("scholar-alif"),
                             library().bySlug(added.slug, local).value().scholarSlug.str());
        offer({});
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, library().scholars().size());
    }

    void catalogueNeverTouchesThem() {
        const auto added = library().addLocal(recording("Mine", "d1"));
        auto hijack = listing(added.listing.str(), "Hijacked");
        offer({hijack});
        offer({});
        const auto item = library().bySlug(added.slug, local).value();
        CPPUNIT_ASSERT(!item.withdrawn);
        CPPUNIT_ASSERT_EQUAL(std::string("Mine"), item.listing.title);
        CPPUNIT_ASSERT(item.listing.asset.value().url.empty());
    }

    void nothingOfThemIsDelivered() {
        addAmina();
        const auto added = library().addLocal(recording("Mine", "d1"));
        record(Kind::Completed, added.listing.str(), "k1", amina);
        record(Kind::Favorite, added.listing.str(), "k2", amina);
        CPPUNIT_ASSERT(store().outbox().entries({}, 10).empty());
        CPPUNIT_ASSERT(library().favorite(amina, added.listing));
        CPPUNIT_ASSERT(library().progress(amina, added.listing).value().completed);
    }

    void theyAreRecent() {
        clock_.advance(Milliseconds{5'000});
        const auto added = library().addLocal(recording("Mine", "d1"));
        const auto recent = library().recent(10, {}, local);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, recent.items.size());
        CPPUNIT_ASSERT(recent.items[0].listing.publishedAt == clock_.wall());
        CPPUNIT_ASSERT(recent.nextCursor.empty());
    }

    void incompleteIsRefused() {
        for (auto broken : {recording("", "d"), recording("Title", "")})
            CPPUNIT_ASSERT(errorOf([&] { library().addLocal(broken); }).code() == ErrorCode::InvalidInput);
        auto nowhere = recording("Title", "d");
        nowhere.file.clear();
        CPPUNIT_ASSERT_THROW(library().addLocal(nowhere), durus::Error);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(LocalRecordingsTest);

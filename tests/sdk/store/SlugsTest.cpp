// SPDX-License-Identifier: Apache-2.0
#include "StoreFixture.h"

class SlugsTest : public StoreFixture {
    CPPUNIT_TEST_SUITE(SlugsTest);
    CPPUNIT_TEST(equalSlugsGetNumbers);
    CPPUNIT_TEST(missingSlugIsMadeFromTheTitle);
    CPPUNIT_TEST(missingEverythingStillHasASlug);
    CPPUNIT_TEST(hostileSlugIsCleaned);
    CPPUNIT_TEST(slugsMayBeSwapped);
    CPPUNIT_TEST(slugStaysOverPulls);
    CPPUNIT_TEST(withdrawnGivesItsSlugAway);
    CPPUNIT_TEST(storedKeepsItsSlug);
    CPPUNIT_TEST(backendAndLocalDoNotClash);
    CPPUNIT_TEST(intentCarriesTheBackendsSlug);
    CPPUNIT_TEST(scholarsOfTwoBackends);
    CPPUNIT_TEST_SUITE_END();

    std::string slugOf(const std::string& id) {
        return library().byId(ListingId{id}, local).value().listing.slug.str();
    }
    static durus::model::Listing slugged(const std::string& id, const std::string& slug,
                                         const std::string& title = "Title") {
        auto one = listing(id, title);
        one.slug = Slug{slug};
        return one;
    }
    static durus::store::LocalRecording recording(const std::string& title, const std::string& digest) {
        return {.title = title,
                .scholar = {},
                .series = {},
                .description = {},
                .language = "en",
                .orderIndex = 0,
                .duration = Milliseconds{1'000},
                .file = "local/" + digest,
                .format = "mp3",
                .mediaType = "audio/mpeg",
                .sha256 = digest,
                .sizeBytes = 1};
    }

    void equalSlugsGetNumbers() {
        offer({slugged("a", "same"), slugged("b", "same"), slugged("c", "same"), slugged("d", "same-2")});
        CPPUNIT_ASSERT_EQUAL(std::string("same"), slugOf("a"));
        CPPUNIT_ASSERT_EQUAL(std::string("same-2"), slugOf("b"));
        CPPUNIT_ASSERT_EQUAL(std::string("same-3"), slugOf("c"));
        CPPUNIT_ASSERT_EQUAL(std::string("same-2-2"), slugOf("d"));
    }

    void missingSlugIsMadeFromTheTitle() {
        offer({slugged("a", "", "شَرْحُ السُّنَّة"), slugged("b", "", "Éa, bé!")});
        CPPUNIT_ASSERT_EQUAL(std::string("شرح-السنه"), slugOf("a"));
        CPPUNIT_ASSERT_EQUAL(std::string("ea-be"), slugOf("b"));
    }

    void missingEverythingStillHasASlug() {
        offer({slugged("id-7", "", ""), slugged("!", "", "?")});
        CPPUNIT_ASSERT_EQUAL(std::string("id-7"), slugOf("id-7"));
        CPPUNIT_ASSERT(!slugOf("!").empty());
    }

    void hostileSlugIsCleaned() {
        offer({slugged("a", "\x01 a\r\n b\x7F"), slugged("b", "\x01")});
        CPPUNIT_ASSERT_EQUAL(std::string("ab"), slugOf("a"));
        CPPUNIT_ASSERT_EQUAL(std::string("title"), slugOf("b"));
    }

    void slugsMayBeSwapped() {
        offer({slugged("a", "x"), slugged("b", "y")});
        offer({slugged("a", "y"), slugged("b", "x")});
        CPPUNIT_ASSERT_EQUAL(std::string("y"), slugOf("a"));
        CPPUNIT_ASSERT_EQUAL(std::string("x"), slugOf("b"));
    }

    void slugStaysOverPulls() {
        offer({slugged("a", "same"), slugged("b", "same")});
        offer({slugged("b", "same", "Changed"), slugged("a", "same", "Changed")});
        CPPUNIT_ASSERT_EQUAL(std::string("same-2"), slugOf("b"));
    }

    void withdrawnGivesItsSlugAway() {
        offer({slugged("a", "x")});
        offer({slugged("b", "x")});
        CPPUNIT_ASSERT_EQUAL(std::string("x"), slugOf("b"));
        CPPUNIT_ASSERT_EQUAL(std::string("x-2"), slugOf("a"));
    }

    void storedKeepsItsSlug() {
        offer({slugged("a", "x")});
        storeAudio("a");
        offer({slugged("b", "x")});
        CPPUNIT_ASSERT_EQUAL(std::string("x"), slugOf("a"));
        CPPUNIT_ASSERT_EQUAL(std::string("x-2"), slugOf("b"));
    }

    void backendAndLocalDoNotClash() {
        CPPUNIT_ASSERT_EQUAL(std::string("a-title"),
                             library().addLocal(recording("A title", "d1")).slug.str());
        CPPUNIT_ASSERT_EQUAL(std::string("a-title-2"),
                             library().addLocal(recording("A title", "d2")).slug.str());
        offer({slugged("a", "a-title")});
        CPPUNIT_ASSERT_EQUAL(std::string("a-title-3"), slugOf("a"));
    }

    void intentCarriesTheBackendsSlug() {
        addAmina();
        library().addLocal(recording("A title", "d1"));
        offer({slugged("a", "a-title")});
        record(Kind::Favorite, "a", "k", amina);
        const auto pending = store().outbox().pending(amina, durus::model::IntentFamily::Favorite, 10);
        CPPUNIT_ASSERT_EQUAL(std::string("a-title"), pending.at(0).slug.str());
    }

    void scholarsOfTwoBackends() {
        auto first = scholar("one", "First");
        auto second = scholar("two", "Second");
        second.slug = first.slug;
        offer({}, {first});
        store().catalogue().replaceCatalogue(durus::model::BackendName{"other"},
                                             std::vector<durus::model::Scholar>{second}, {}, {});
        CPPUNIT_ASSERT_EQUAL(std::string("First"), library().scholar(first.slug).value().scholar.name);
        CPPUNIT_ASSERT_EQUAL(std::string("Second"),
                             library().scholar(Slug{first.slug.str() + "-2"}).value().scholar.name);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(SlugsTest);

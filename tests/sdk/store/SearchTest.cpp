// SPDX-License-Identifier: Apache-2.0
#include "StoreFixture.h"

#include <durus/core/Random.h>

#include <set>

class SearchTest : public StoreFixture {
    CPPUNIT_TEST_SUITE(SearchTest);
    CPPUNIT_TEST(vocalisedTitleByPlainWords);
    CPPUNIT_TEST(alefAndTaaMarbutaVariants);
    CPPUNIT_TEST(arabicDigits);
    CPPUNIT_TEST(accentedLatinByPlainLetters);
    CPPUNIT_TEST(lastWordMayBeBegun);
    CPPUNIT_TEST(everyWordMustBeThere);
    CPPUNIT_TEST(scholarSeriesAndDescriptionCount);
    CPPUNIT_TEST(titleWeighsMost);
    CPPUNIT_TEST(pagesDoNotOverlap);
    CPPUNIT_TEST(wordsThatVeryManyHaveAreFoundByTitleFirst);
    CPPUNIT_TEST(noWordsFindNothing);
    CPPUNIT_TEST(noQueryIsASyntaxError);
    CPPUNIT_TEST(veryLongQuery);
    CPPUNIT_TEST(changedTitleIsFoundAnew);
    CPPUNIT_TEST(changedScholarIsFoundAnew);
    CPPUNIT_TEST(localRecordingsAreFound);
    CPPUNIT_TEST_SUITE_END();

    Strings find(const std::string& query) { return slugsOf(library().search(query, 10, 0, local).items); }

    void vocalisedTitleByPlainWords() {
        offer({listing("a", "شَرْحُ الأُصُولِ الثَّلَاثَةِ"), listing("b", "كِتَابُ التَّوْحِيدِ")});
        CPPUNIT_ASSERT((find("شرح") == Strings{"slug-a"}));
        CPPUNIT_ASSERT((find("شرح الأصول") == Strings{"slug-a"}));
        CPPUNIT_ASSERT((find("كتاب التوحيد") == Strings{"slug-b"}));
        CPPUNIT_ASSERT((find("شَرح") == Strings{"slug-a"}));
        CPPUNIT_ASSERT((find("كـــتاب") == Strings{"slug-b"}));
    }

    void alefAndTaaMarbutaVariants() {
        offer({listing("a", "أصول السنة"), listing("b", "إيمان وهدى")});
        CPPUNIT_ASSERT((find("اصول السنه") == Strings{"slug-a"}));
        CPPUNIT_ASSERT((find("آصول") == Strings{"slug-a"}));
        CPPUNIT_ASSERT((find("ايمان وهدي") == Strings{"slug-b"}));
    }

    void arabicDigits() {
        offer({listing("a", "الدرس ٣")});
        CPPUNIT_ASSERT((find("الدرس 3") == Strings{"slug-a"}));
    }

    void accentedLatinByPlainLetters() {
        offer({listing("a", "Éléments de la prière"), listing("b", "Über Geduld")});
        CPPUNIT_ASSERT((find("elements priere") == Strings{"slug-a"}));
        CPPUNIT_ASSERT((find("UBER") == Strings{"slug-b"}));
        CPPUNIT_ASSERT((find("éLÉMENTS") == Strings{"slug-a"}));
    }

    void lastWordMayBeBegun() {
        offer({listing("a", "Making time for study")});
        CPPUNIT_ASSERT((find("making ti") == Strings{"slug-a"}));
        CPPUNIT_ASSERT((find("m") == Strings{"slug-a"}));
        CPPUNIT_ASSERT(find("mak time").empty());
        CPPUNIT_ASSERT(find("aking").empty());
    }

    void everyWordMustBeThere() {
        offer({listing("a", "Patience and gratitude"), listing("b", "Patience")});
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, find("patience").size());
        CPPUNIT_ASSERT((find("gratitude patience") == Strings{"slug-a"}));
    }

    void scholarSeriesAndDescriptionCount() {
        auto series = listing("s", "Forty narrations", Format::Series);
        series.scholar = durus::model::ScholarId{"alif"};
        auto lesson = listing("l", "Lesson one", Format::Lesson, "s");
        lesson.description = "On sincerity";
        offer({lesson, series}, {scholar("alif", "Al-Albānī")});
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, find("albani").size());
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, find("forty").size());
        CPPUNIT_ASSERT((find("sincerity") == Strings{"slug-l"}));
        CPPUNIT_ASSERT((find("sincerity forty albani lesson") == Strings{"slug-l"}));
    }

    void titleWeighsMost() {
        auto mention = listing("a", "Something else entirely");
        mention.description = "It mentions patience, and patience again, and patience";
        offer({mention, listing("b", "Patience")});
        CPPUNIT_ASSERT((find("patience") == Strings{"slug-b", "slug-a"}));
    }

    void wordsThatVeryManyHaveAreFoundByTitleFirst() {
        std::vector<durus::model::Listing> listings;
        for (int i = 0; i < 1'100; ++i) {
            listings.push_back(listing("many-" + std::to_string(i), "Lecture " + std::to_string(i)));
            listings.back().description = "It is common";
        }
        listings.push_back(listing("by-scholar", "Another"));
        listings.back().scholar = durus::model::ScholarId{"s"};
        listings.push_back(listing("by-title", "Common, and rare"));
        offer(listings, {scholar("s", "Common the Scholar")});
        const Strings found = find("common");
        CPPUNIT_ASSERT_EQUAL(std::size_t{10}, found.size());
        CPPUNIT_ASSERT_EQUAL(std::string("slug-by-title"), found[0]);
        CPPUNIT_ASSERT_EQUAL(std::string("slug-by-scholar"), found[1]);
        CPPUNIT_ASSERT((find("common rare") == Strings{"slug-by-title"}));
        CPPUNIT_ASSERT((find("rare comm") == Strings{"slug-by-title"}));
        std::set<std::string> all;
        for (std::size_t offset = 0; offset < 100; offset += 10)
            for (const auto& slug : slugsOf(library().search("common", 10, offset, local).items))
                CPPUNIT_ASSERT_MESSAGE(slug, all.insert(slug).second);
        CPPUNIT_ASSERT_EQUAL(std::size_t{100}, all.size());
    }

    void pagesDoNotOverlap() {
        std::vector<durus::model::Listing> listings;
        for (int i = 0; i < 7; ++i)
            listings.push_back(listing(std::to_string(i), "Same words " + std::to_string(i)));
        offer(listings);
        Strings all;
        for (std::size_t offset = 0; offset < 9; offset += 3) {
            const auto page = library().search("same words", 3, offset, local);
            CPPUNIT_ASSERT_EQUAL(offset + 3 < 7, page.hasMore);
            for (const auto& slug : slugsOf(page.items))
                all.push_back(slug);
        }
        std::sort(all.begin(), all.end());
        CPPUNIT_ASSERT_EQUAL(std::size_t{7}, all.size());
        CPPUNIT_ASSERT(std::adjacent_find(all.begin(), all.end()) == all.end());
    }

    void noWordsFindNothing() {
        offer({listing("a", "Something")});
        for (const std::string query : {"", "   ", "\"\"", "...", "-", "ـ", "\xD9\x8E"})
            CPPUNIT_ASSERT(find(query).empty());
    }

    void noQueryIsASyntaxError() {
        offer({listing("a", "and or not near \"quoted\" title:x")});
        for (const std::string query : {"AND",      "OR OR",    "NOT x",       "NEAR(a b)", "\"",      "a\"b",
                                        "title:",   "title:x*", "{a b}",       "(",         ")",       "^a",
                                        "a + b",    "*",        "a*b",         "-a",        "a:b:c",   "\\",
                                        "';--",     "%",        "\x01",        "a^b",       "col : x", "((((",
                                        "\xFF\xFE", "\xC3",     "\xED\xA0\x80"})
            find(query);
        find(std::string("a\0b", 3));
        CPPUNIT_ASSERT((find("AND") == Strings{"slug-a"}));
        CPPUNIT_ASSERT((find("not NEAR or") == Strings{"slug-a"}));
        durus::SeededRandom random{99};
        for (int n = 0; n < 500; ++n) {
            std::string query;
            for (auto length = random.upTo(12); length > 0; --length)
                query.push_back(static_cast<char>(random.upTo(255)));
            find(query);
        }
    }

    void veryLongQuery() {
        offer({listing("a", "word")});
        std::string query;
        for (int i = 0; i < 20'000; ++i)
            query += "word ";
        CPPUNIT_ASSERT((find(query) == Strings{"slug-a"}));
        CPPUNIT_ASSERT(find(std::string(100'000, 'x')).empty());
    }

    void changedTitleIsFoundAnew() {
        offer({listing("a", "Before")});
        offer({listing("a", "After")});
        CPPUNIT_ASSERT(find("before").empty());
        CPPUNIT_ASSERT((find("after") == Strings{"slug-a"}));
    }

    void changedScholarIsFoundAnew() {
        auto mine = listing("a", "Title");
        mine.scholar = durus::model::ScholarId{"alif"};
        offer({mine}, {scholar("alif", "Before")});
        offer({mine}, {scholar("alif", "After")});
        CPPUNIT_ASSERT(find("before").empty());
        CPPUNIT_ASSERT((find("after") == Strings{"slug-a"}));
    }

    void localRecordingsAreFound() {
        library().addLocal({.title = "دَرْسُ الصَّبْرِ",
                            .scholar = "الشيخ",
                            .series = "",
                            .description = "",
                            .language = "ar",
                            .orderIndex = 0,
                            .duration = Milliseconds{1'000},
                            .file = "local/x.mp3",
                            .format = "mp3",
                            .mediaType = "audio/mpeg",
                            .sha256 = "d",
                            .sizeBytes = 1});
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, find("درس الصبر").size());
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, find("الشيخ").size());
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(SearchTest);

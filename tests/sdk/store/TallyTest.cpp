// SPDX-License-Identifier: Apache-2.0
#include "StoreFixture.h"

#include <durus/sqlite/Connection.h>

/// What is counted as the catalogue changes is what a count of all would say.
class TallyTest : public StoreFixture {
    CPPUNIT_TEST_SUITE(TallyTest);
    CPPUNIT_TEST(keepsUpWithWhateverHappens);
    CPPUNIT_TEST_SUITE_END();

    static constexpr std::uint64_t kListings = 12;
    static constexpr int kChanges = 300;

    durus::SeededRandom random_{20261127};

    bool oneIn(std::uint64_t n) { return random_.upTo(n - 1) == 0; }
    std::string any(const std::string& prefix, std::uint64_t count) {
        return prefix + std::to_string(random_.upTo(count - 1));
    }

    /// Some of the listings, of whatever scholar, format and asset.
    std::vector<durus::model::Listing> anyCatalogue() {
        std::vector<durus::model::Listing> listings;
        for (std::uint64_t i = 0; i < kListings; ++i) {
            if (oneIn(4)) continue;
            const auto format = oneIn(4) ? Format::Series : oneIn(3) ? Format::Lesson : Format::Single;
            auto made = listing(std::to_string(i), "title", format,
                                format == Format::Lesson ? any("", kListings) : "");
            made.scholar = durus::model::ScholarId{oneIn(6) ? "" : any("s", 4)};
            if (oneIn(4)) made.asset.reset();
            if (made.asset && oneIn(4)) made.asset->id = durus::model::AssetId{any("moving-", 3)};
            listings.push_back(std::move(made));
        }
        return listings;
    }

    void change() {
        if (oneIn(3))
            storeAudio(any("", kListings));
        else
            offer(anyCatalogue(), {scholar("s0", "one"), scholar("s1", "two"), scholar("s2", "three")});
    }

    std::string differences() {
        durus::sqlite::Connection raw(data() / "durus.db", durus::sqlite::Access::ReadWrite);
        auto row = raw.query(
            "SELECT scholar || ' ' || shown || ' ' || lectures || ' ' || stored || ' ' || series FROM ("
            "SELECT * FROM tally WHERE shown + lectures + stored + series <> 0 EXCEPT "
            "SELECT scholar, sum(shown), sum(lecture), sum(stored), sum(series) FROM tallied "
            "GROUP BY scholar)");
        std::string all;
        while (row.step())
            all += row.text(0) + "; ";
        auto missing =
            raw.query("SELECT count(*) FROM (SELECT scholar, sum(shown), sum(lecture), sum(stored), "
                      "sum(series) FROM tallied GROUP BY scholar EXCEPT SELECT * FROM tally)");
        missing.step();
        return missing.integer(0) == 0 ? all : all + "missing " + std::to_string(missing.integer(0));
    }

public:
    void keepsUpWithWhateverHappens() {
        addBackend();
        for (int i = 0; i < kChanges; ++i) {
            change();
            CPPUNIT_ASSERT_EQUAL_MESSAGE("change " + std::to_string(i), std::string(), differences());
        }
        const auto counts = library().counts();
        CPPUNIT_ASSERT(counts.lectures > 0 && counts.stored > 0);
        accounts().removeBackend(home);
        CPPUNIT_ASSERT_EQUAL(std::string(), differences());
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(TallyTest);

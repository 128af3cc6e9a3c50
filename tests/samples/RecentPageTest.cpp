// SPDX-License-Identifier: Apache-2.0
#include "reference/RecentPage.h"

#include "reference/Http.h"

#include <durus/core/IsoTime.h>

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <set>

using namespace durus;
using namespace durus::reference;

class RecentPageTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(RecentPageTest);
    CPPUNIT_TEST(newestComeFirst);
    CPPUNIT_TEST(pagesLoseNothingWhenTimesAreEqual);
    CPPUNIT_TEST(theLastPageHasNoCursor);
    CPPUNIT_TEST(aTimeAloneIsUnderstood);
    CPPUNIT_TEST(aCursorOutlivesTheListingItNames);
    CPPUNIT_TEST(badArgumentsAreRefused);
    CPPUNIT_TEST_SUITE_END();

public:
    void newestComeFirst() {
        const Catalogue catalogue =
            published({"2026-01-01T00:00:00Z", "2026-01-03T00:00:00Z", "2026-01-02T00:00:00Z"});
        const RecentPage page = recentPage(catalogue, {}, {});
        CPPUNIT_ASSERT_EQUAL(std::string("id-1"), page.items.at(0)->id);
        CPPUNIT_ASSERT_EQUAL(std::string("id-2"), page.items.at(1)->id);
        CPPUNIT_ASSERT_EQUAL(std::string("id-0"), page.items.at(2)->id);
    }

    void pagesLoseNothingWhenTimesAreEqual() {
        const std::string tie = "2026-01-01T00:00:00Z";
        const Catalogue catalogue =
            published({tie, tie, tie, "2026-01-02T00:00:00Z", tie, tie, "2025-01-01T00:00:00Z"});
        std::set<std::string> seen;
        std::optional<std::string> cursor;
        for (int pages = 0; pages < 4; ++pages) {
            const RecentPage page = recentPage(catalogue, "2", cursor);
            for (const Listing* listing : page.items)
                CPPUNIT_ASSERT_MESSAGE(listing->id + " came twice", seen.insert(listing->id).second);
            cursor = page.nextCursor;
        }
        CPPUNIT_ASSERT_EQUAL(std::size_t{7}, seen.size());
        CPPUNIT_ASSERT_EQUAL(std::string(), *cursor);
    }

    void theLastPageHasNoCursor() {
        const Catalogue catalogue = published({"2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"});
        CPPUNIT_ASSERT_EQUAL(std::string(), recentPage(catalogue, "2", {}).nextCursor);
        CPPUNIT_ASSERT(!recentPage(catalogue, "1", {}).nextCursor.empty());
        CPPUNIT_ASSERT_EQUAL(std::string(), recentPage(Catalogue(), {}, {}).nextCursor);
    }

    void aTimeAloneIsUnderstood() {
        const Catalogue catalogue = published({"2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"});
        const RecentPage page = recentPage(catalogue, {}, "2026-01-02T00:00:00.000Z");
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, page.items.size());
        CPPUNIT_ASSERT_EQUAL(std::string("id-0"), page.items[0]->id);
    }

    void aCursorOutlivesTheListingItNames() {
        const Catalogue catalogue = published({"2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"});
        const RecentPage page = recentPage(catalogue, {}, "2026-01-01T12:00:00.000Z~id-gone");
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, page.items.size());
    }

    void badArgumentsAreRefused() {
        for (const char* limit : {"0", "-1", "101", "x", "1x", "99999999999999999999999"})
            CPPUNIT_ASSERT_THROW_MESSAGE(limit, recentPage(Catalogue(), limit, {}), HttpError);
        CPPUNIT_ASSERT_THROW(recentPage(Catalogue(), {}, "yesterday"), HttpError);
    }

private:
    static Catalogue published(const std::vector<std::string>& times) {
        std::vector<Listing> listings;
        for (std::size_t i = 0; i < times.size(); ++i)
            listings.push_back({.id = "id-" + std::to_string(i),
                                .slug = "slug-" + std::to_string(i),
                                .scholarId = "s",
                                .publishedAt = fromIso8601(times[i]).value()});
        return {{{.id = "s", .slug = "s", .name = "S"}}, {}, std::move(listings)};
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(RecentPageTest);

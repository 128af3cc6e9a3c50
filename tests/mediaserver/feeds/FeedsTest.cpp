// SPDX-License-Identifier: Apache-2.0
#include "feeds/Feeds.h"

#include "FeedsFixture.h"

#include <Poco/AutoPtr.h>
#include <Poco/DOM/DOMParser.h>
#include <Poco/DOM/Document.h>
#include <Poco/DOM/NodeList.h>

using namespace durus;
using namespace durus::mediaserver;
using std::string;

class FeedsTest : public FeedsFixture {
    CPPUNIT_TEST_SUITE(FeedsTest);
    CPPUNIT_TEST(aSeriesIsASerialInItsOrder);
    CPPUNIT_TEST(anEnclosureIsExact);
    CPPUNIT_TEST(theAddressesAreThoseTheClientUsed);
    CPPUNIT_TEST(theRecentFeedSpeaksTheLanguageAskedFor);
    CPPUNIT_TEST(longFeedsHavePages);
    CPPUNIT_TEST(unknownFeedsAreNotFound);
    CPPUNIT_TEST(hostileTitlesStayTitles);
    CPPUNIT_TEST(theOpmlListsWhatHasSomethingToPlay);
    CPPUNIT_TEST_SUITE_END();

    feeds::Feeds feeds{sample.store().library(), {}};

    string feed(const string& kind, const string& file, std::vector<Request::Pair> query = {}) {
        const Response response = feeds.feed(get(kind, file, std::move(query)));
        CPPUNIT_ASSERT_EQUAL_MESSAGE(file, 200U, statusOf(response));
        return response.body.text();
    }
    static unsigned long count(const string& xml, const string& element) {
        Poco::XML::DOMParser parser;
        const Poco::AutoPtr<Poco::XML::Document> document = parser.parseString(xml);
        const Poco::AutoPtr<Poco::XML::NodeList> found = document->getElementsByTagName(element);
        return found->length();
    }
    static void contains(const string& text, const string& part) {
        CPPUNIT_ASSERT_MESSAGE(part + " not in " + text, text.find(part) != string::npos);
    }
    static void lacks(const string& text, const string& part) {
        CPPUNIT_ASSERT_MESSAGE(part + " in " + text, text.find(part) == string::npos);
    }

    void aSeriesIsASerialInItsOrder() {
        const string xml = feed("series", series + ".xml");
        CPPUNIT_ASSERT_EQUAL(2UL, count(xml, "item"));
        contains(xml, "<itunes:type>serial</itunes:type>");
        contains(xml, "<itunes:episode>1</itunes:episode>");
        CPPUNIT_ASSERT(xml.find("<podcast:episode>1<") < xml.find("<podcast:episode>2<"));
        lacks(xml, "rel=\"next\"");
    }

    void anEnclosureIsExact() {
        const auto item = *sample.store().library().bySlug(model::Slug{lessons.back()}, model::kLocalAccount);
        const string xml = feed("series", series + ".xml");
        contains(xml, "length=\"" + std::to_string(item.stored->sizeBytes) + "\" type=\"" +
                          item.stored->mediaType + "\"");
        contains(xml, "<guid isPermaLink=\"false\">" + item.listing.id.str() + "</guid>");
    }

    void theAddressesAreThoseTheClientUsed() {
        Request request = get("", "recent.xml");
        request.host = "fd00::1";
        request.port = 81;
        const string xml = feeds.feed(request).body.text();
        contains(xml, "<enclosure url=\"http://[fd00::1]:81/audio/");
        contains(xml,
                 "rel=\"self\" type=\"application/rss+xml\" href=\"http://[fd00::1]:81/feeds/recent.xml\"");
        const string other = feed("", "recent.xml");
        const auto guid = [](const string& text) { return text.substr(text.find("<podcast:guid>"), 55); };
        CPPUNIT_ASSERT_EQUAL(guid(xml), guid(other));
    }

    void theRecentFeedSpeaksTheLanguageAskedFor() {
        const string xml = feed("", "recent.xml", {{"lang", "ar"}});
        contains(xml, "<language>ar</language>");
        contains(xml, "/feeds/recent.xml?lang=ar\"");
        contains(feed("", "recent.xml"), "<language>en</language>");
    }

    void longFeedsHavePages() {
        const int many = static_cast<int>(feeds::Feeds::kPageItems) + 3;
        for (int order = 1; order <= many; ++order)
            addRow("Part " + std::to_string(order), "Long", order);
        const auto found = sample.store().library().search("Long", 10, 0, model::kLocalAccount);
        string slug;
        for (const store::LibraryItem& item : found.items)
            if (item.listing.format == model::ListingFormat::Series) slug = item.listing.slug.str();
        const string first = feed("series", slug + ".xml");
        CPPUNIT_ASSERT_EQUAL(static_cast<unsigned long>(feeds::Feeds::kPageItems), count(first, "item"));
        contains(first,
                 "rel=\"next\" type=\"application/rss+xml\" href=\"http://box.local:8080/feeds/series/" +
                     slug + ".xml?page=2\"");
        lacks(first, "rel=\"prev\"");
        const string second = feed("series", slug + ".xml", {{"page", "2"}, {"lang", "en"}});
        CPPUNIT_ASSERT_EQUAL(3UL, count(second, "item"));
        contains(second, "rel=\"prev\"");
        contains(second, ".xml?lang=en&amp;page=2\"");
        lacks(second, "rel=\"next\"");
        CPPUNIT_ASSERT_EQUAL(404U, statusOf(feeds.feed(get("series", slug + ".xml", {{"page", "3"}}))));
        CPPUNIT_ASSERT_EQUAL(400U, statusOf(feeds.feed(get("series", slug + ".xml", {{"page", "0"}}))));
    }

    void unknownFeedsAreNotFound() {
        for (const auto& [kind, file] : {std::pair<string, string>{"series", "nothing.xml"},
                                         {"scholar", "nobody.xml"},
                                         {"topic", "nothing.xml"},
                                         {"collection", series + ".xml"},
                                         {"series", series + ".rss"}})
            CPPUNIT_ASSERT_EQUAL_MESSAGE(kind + "/" + file, 404U, statusOf(feeds.feed(get(kind, file))));
    }

    void hostileTitlesStayTitles() {
        addRow("</title><item>&\x01\"]]>\xff", "<b>", 1);
        CPPUNIT_ASSERT_EQUAL(3UL, count(feed("", "recent.xml"), "item"));
        CPPUNIT_ASSERT_EQUAL(1UL, count(feeds.opml(get("", "all.opml")).body.text(), "body"));
    }

    void theOpmlListsWhatHasSomethingToPlay() {
        const string xml = feeds.opml(get("", "all.opml")).body.text();
        contains(xml, "xmlUrl=\"http://box.local:8080/feeds/recent.xml\"");
        contains(xml, "/feeds/series/" + series + ".xml\"");
        contains(xml, "/feeds/scholar/");
        lacks(xml, "explained-text");
        lacks(xml, "/feeds/topic/");
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(FeedsTest);

// SPDX-License-Identifier: Apache-2.0
#include "feeds/Playlists.h"

#include "FeedsFixture.h"

#include <Poco/AutoPtr.h>
#include <Poco/DOM/DOMParser.h>
#include <Poco/DOM/Document.h>
#include <Poco/DOM/NodeList.h>

#include <algorithm>

using namespace durus;
using namespace durus::mediaserver;
using std::string;

class PlaylistsTest : public FeedsFixture {
    CPPUNIT_TEST_SUITE(PlaylistsTest);
    CPPUNIT_TEST(aSeriesIsListedInItsOrder);
    CPPUNIT_TEST(everyKindHasOne);
    CPPUNIT_TEST(onlyWhatIsHereIsListed);
    CPPUNIT_TEST(unknownListsAreNotFound);
    CPPUNIT_TEST(hostileTitlesStayTitles);
    CPPUNIT_TEST_SUITE_END();

    feeds::Playlists playlists{sample.store().library(), {}};

    void aSeriesIsListedInItsOrder() {
        const string text = playlists.respond(get("series", series + ".m3u8")).body.text();
        CPPUNIT_ASSERT_MESSAGE(text, text.starts_with("#EXTM3U\n#PLAYLIST:"));
        const std::size_t first = text.find(".mp3\n");
        const std::size_t second = text.find(".ogg\n");
        CPPUNIT_ASSERT_MESSAGE(text, first != string::npos && second != string::npos && first < second);
        CPPUNIT_ASSERT(text.find("\nhttp://box.local:8080/audio/") != string::npos);
        CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{6}, std::count(text.begin(), text.end(), '\n'));
    }

    void everyKindHasOne() {
        const auto item =
            *sample.store().library().bySlug(model::Slug{lessons.front()}, model::kLocalAccount);
        for (const auto& [kind, base] : {std::pair<string, string>{"", "recent"},
                                         {"series", series},
                                         {"scholar", item.scholarSlug.str()},
                                         {"topic", "adab"}})
            for (const char* extension : {".m3u8", ".xspf"})
                CPPUNIT_ASSERT_EQUAL_MESSAGE(kind + base, 200U,
                                             statusOf(playlists.respond(get(kind, base + extension))));
    }

    void onlyWhatIsHereIsListed() {
        const string text = playlists.respond(get("series", "explained-text.m3u8")).body.text();
        CPPUNIT_ASSERT_EQUAL(string("#EXTM3U\n#PLAYLIST:A Text Explained\n"), text);
    }

    void unknownListsAreNotFound() {
        for (const auto& [kind, file] : {std::pair<string, string>{"series", "nothing.m3u8"},
                                         {"series", "far-away.m3u8"},
                                         {"collection", series + ".m3u8"},
                                         {"series", series + ".pls"},
                                         {"series", series},
                                         {"recent", "recent.m3u8"},
                                         {"", "series.m3u8"},
                                         {"", ".m3u8"}})
            CPPUNIT_ASSERT_EQUAL_MESSAGE(kind + "/" + file, 404U,
                                         statusOf(playlists.respond(get(kind, file))));
    }

    void hostileTitlesStayTitles() {
        const string hostile = "a\r\nhttp://evil.invalid/\n#EXTINF:9,</title>]]>&\x01<track>";
        addRow(hostile, "Hostile", 1);
        const string text = playlists.respond(get("", "recent.m3u8")).body.text();
        CPPUNIT_ASSERT_EQUAL(string::npos, text.find("\nhttp://evil"));
        CPPUNIT_ASSERT_EQUAL(string::npos, text.find('\r'));
        const string xml = playlists.respond(get("", "recent.xspf")).body.text();
        Poco::XML::DOMParser parser;
        const Poco::AutoPtr<Poco::XML::Document> document = parser.parseString(xml);
        const Poco::AutoPtr<Poco::XML::NodeList> tracks = document->getElementsByTagName("track");
        CPPUNIT_ASSERT_EQUAL(3UL, static_cast<unsigned long>(tracks->length()));
        CPPUNIT_ASSERT(xml.find("<duration>61400</duration>") != string::npos);
        CPPUNIT_ASSERT(xml.find("<trackNum>1</trackNum>") != string::npos);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(PlaylistsTest);

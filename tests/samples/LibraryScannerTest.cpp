// SPDX-License-Identifier: Apache-2.0
#include "reference/LibraryScanner.h"

#include "support/TempDir.h"

#include <durus/core/Error.h>

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <fstream>
#include <map>

using namespace durus;
using namespace durus::reference;

class LibraryScannerTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(LibraryScannerTest);
    CPPUNIT_TEST(anAlbumBecomesASeries);
    CPPUNIT_TEST(lessonsFollowTheirTracks);
    CPPUNIT_TEST(aFileWithoutAlbumStandsAlone);
    CPPUNIT_TEST(spellingsOfOneScholarMeet);
    CPPUNIT_TEST(equalTitlesGetDifferentSlugs);
    CPPUNIT_TEST(whatHasNoTagsIsNamedByItsFile);
    CPPUNIT_TEST(aTopicComesFromTheComment);
    CPPUNIT_TEST(idsOutliveARestart);
    CPPUNIT_TEST(newBytesAreANewAssetOfTheSameLecture);
    CPPUNIT_TEST(unreadableFilesAreSkippedByName);
    CPPUNIT_TEST(hiddenAndOtherFilesArePassedOver);
    CPPUNIT_TEST(aMissingFolderIsAnError);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override {
        directory_ = std::make_unique<test::TempDir>();
        infos_.clear();
    }

    void anAlbumBecomesASeries() {
        add("b/1.mp3", tagged("First", "Scholar", "Book", 1));
        add("b/2.mp3", tagged("Second", "Scholar", "Book", 2));
        const Catalogue catalogue = scan();
        const Listing* series = catalogue.listingBySlug("book");
        CPPUNIT_ASSERT(series && series->isSeries);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, catalogue.topLevel().size());
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, catalogue.lessonsOf(*series).size());
        CPPUNIT_ASSERT_EQUAL(std::int64_t{200}, catalogue.totalSeconds(*series));
        CPPUNIT_ASSERT_EQUAL(std::string("scholar"), catalogue.scholarOf(*series).slug);
    }

    void lessonsFollowTheirTracks() {
        add("1.mp3", tagged("Third", "S", "Book", 30));
        add("2.mp3", tagged("First", "S", "Book", 10));
        add("3.mp3", tagged("Second", "S", "Book", 10));
        const Catalogue catalogue = scan();
        const auto& lessons = catalogue.lessonsOf(*catalogue.listingBySlug("book"));
        CPPUNIT_ASSERT_EQUAL(std::string("First"), lessons.at(0)->title);
        CPPUNIT_ASSERT_EQUAL(std::string("Second"), lessons.at(1)->title);
        CPPUNIT_ASSERT_EQUAL(std::string("Third"), lessons.at(2)->title);
        CPPUNIT_ASSERT_EQUAL(1, lessons.at(0)->orderIndex);
        CPPUNIT_ASSERT_EQUAL(3, lessons.at(2)->orderIndex);
    }

    void aFileWithoutAlbumStandsAlone() {
        add("a.mp3", commented(tagged("الرِّفْق", "سالم"), "كلمة قصيرة"));
        const Catalogue catalogue = scan();
        const Listing* single = catalogue.topLevel().at(0);
        CPPUNIT_ASSERT(!single->isSeries && !single->isLesson());
        CPPUNIT_ASSERT_EQUAL(std::string("ar"), single->language);
        CPPUNIT_ASSERT_EQUAL(std::string("كلمة قصيرة"), single->description);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{100}, single->durationSeconds());
        CPPUNIT_ASSERT(catalogue.listingBySlug("الرفق") == single);
    }

    void spellingsOfOneScholarMeet() {
        add("a.mp3", tagged("One", "Yusuf Example"));
        add("b.mp3", tagged("Two", "YŪSUF example"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, scan().scholars().size());
    }

    void equalTitlesGetDifferentSlugs() {
        add("a.mp3", tagged("Introduction", "A"));
        add("b.mp3", tagged("Introduction!", "B"));
        add("c.mp3", tagged("???", "B"));
        const Catalogue catalogue = scan();
        CPPUNIT_ASSERT(catalogue.listingBySlug("introduction"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{3}, catalogue.listings().size());
        for (const Listing& listing : catalogue.listings())
            CPPUNIT_ASSERT(!listing.slug.empty());
    }

    void whatHasNoTagsIsNamedByItsFile() {
        add("Evening talk.mp3", {});
        const Catalogue catalogue = scan();
        CPPUNIT_ASSERT_EQUAL(std::string("Evening talk"), catalogue.topLevel().at(0)->title);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, catalogue.scholars().size());
    }

    void aTopicComesFromTheComment() {
        add("a.mp3", commented(tagged("One", "S", "Book"), "Topic: Manners"));
        const Catalogue catalogue = scan();
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, catalogue.topics().size());
        CPPUNIT_ASSERT_EQUAL(std::string("manners"), catalogue.topics()[0].slug);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, catalogue.listingBySlug("book")->topicIds.size());
        CPPUNIT_ASSERT(catalogue.listingBySlug("one")->description.empty());
    }

    void idsOutliveARestart() {
        add("b/1.mp3", tagged("First", "S", "Book"));
        add("c.mp3", tagged("Alone", "S"));
        const Catalogue first = scan();
        const Catalogue second = scan();
        CPPUNIT_ASSERT_EQUAL(std::size_t{3}, first.listings().size());
        for (const Listing& listing : first.listings()) {
            const Listing* again = second.listingBySlug(listing.slug);
            CPPUNIT_ASSERT(again);
            CPPUNIT_ASSERT_EQUAL(listing.id, again->id);
            CPPUNIT_ASSERT(listing.publishedAt == again->publishedAt);
        }
    }

    void newBytesAreANewAssetOfTheSameLecture() {
        add("a.mp3", withBytes(tagged("Talk", "S"), "11"));
        const Catalogue before = scan();
        add("a.mp3", withBytes(tagged("Talk, better sound", "S"), "22"));
        const Catalogue after = scan();
        CPPUNIT_ASSERT_EQUAL(before.topLevel().at(0)->id, after.topLevel().at(0)->id);
        CPPUNIT_ASSERT(before.topLevel().at(0)->asset->id != after.topLevel().at(0)->asset->id);
    }

    void unreadableFilesAreSkippedByName() {
        add("good.mp3", tagged("Good", "S"));
        std::ofstream(directory_->path() / "broken.mp3") << "no audio";
        const ScannedLibrary library = scanLibrary(directory_->path(), probe());
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, library.catalogue.listings().size());
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, library.skipped.size());
        CPPUNIT_ASSERT_EQUAL(std::string("broken.mp3"), library.skipped[0].file.filename().string());
        CPPUNIT_ASSERT_EQUAL(std::string("it is not audio"), library.skipped[0].reason);
    }

    void hiddenAndOtherFilesArePassedOver() {
        add("good.MP3", tagged("Good", "S"));
        std::filesystem::create_directory(directory_->path() / ".trash");
        for (const char* name : {"notes.txt", ".hidden.mp3", ".trash/old.mp3", "cover.jpg"})
            std::ofstream(directory_->path() / name) << "x";
        const ScannedLibrary library = scanLibrary(directory_->path(), probe());
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, library.catalogue.listings().size());
        CPPUNIT_ASSERT(library.skipped.empty());
    }

    void aMissingFolderIsAnError() {
        CPPUNIT_ASSERT_THROW(scanLibrary(directory_->path() / "none", probe()), Error);
    }

private:
    static media::AudioInfo tagged(std::string title, std::string artist, std::string album = {},
                                   int track = 0) {
        media::AudioInfo info;
        info.title = std::move(title);
        info.artist = std::move(artist);
        info.album = std::move(album);
        info.track = track;
        return info;
    }

    static media::AudioInfo commented(media::AudioInfo info, std::string comment) {
        info.comment = std::move(comment);
        return info;
    }

    static media::AudioInfo withBytes(media::AudioInfo info, std::string sha256) {
        info.sha256 = std::move(sha256);
        return info;
    }

    void add(const std::string& name, media::AudioInfo info) {
        const auto file = directory_->path() / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file) << name;
        info.format = "mp3";
        info.mediaType = "audio/mpeg";
        info.duration = Milliseconds{99'600};
        if (info.sha256.empty()) info.sha256 = name;
        infos_[file] = std::move(info);
    }

    AudioProbe probe() const {
        return [this](const std::filesystem::path& file) {
            const auto found = infos_.find(file);
            if (found == infos_.end()) throw Error(ErrorCode::InvalidInput, "it is not audio");
            return found->second;
        };
    }

    Catalogue scan() const { return scanLibrary(directory_->path(), probe()).catalogue; }

    std::unique_ptr<test::TempDir> directory_;
    std::map<std::filesystem::path, media::AudioInfo> infos_;
};

CPPUNIT_TEST_SUITE_REGISTRATION(LibraryScannerTest);

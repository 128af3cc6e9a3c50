// SPDX-License-Identifier: Apache-2.0
#include "Recordings.h"

#include <cppunit/extensions/HelperMacros.h>

using namespace durus::media::test;

namespace {

durus::media::AudioInfo probeTagged(const std::string& tag, const std::string& tail = "") {
    return probeBytes(tag + mp3Frames(100) + tail);
}

std::string padded(std::string text, std::size_t size) {
    text.resize(size, '\0');
    return text;
}

std::string id3v1(const std::string& title, const std::string& artist, char track) {
    return "TAG" + padded(title, 30) + padded(artist, 30) + padded("Album", 30) + "2024" +
           padded("note", 28) + '\0' + track + '\0';
}

/// "الدرس" and "العلم" in Windows-1256.
constexpr const char* kOldArabic = "\xC7\xE1\xCF\xD1\xD3 \xC7\xE1\xDA\xE1\xE3";

} // namespace

/// Tags of MP3 files as programs of thirty years wrote them.
class Id3TagsTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(Id3TagsTest);
    CPPUNIT_TEST(everyVersionIsRead);
    CPPUNIT_TEST(everyEncodingIsRead);
    CPPUNIT_TEST(unsynchronisedTagsAreRead);
    CPPUNIT_TEST(sizesWrittenPlainInVersionFour);
    CPPUNIT_TEST(extendedHeadersAreSkipped);
    CPPUNIT_TEST(versionOneFillsWhatIsMissing);
    CPPUNIT_TEST(arabicMarkedAsLatinIsRepaired);
    CPPUNIT_TEST(latinStaysLatin);
    CPPUNIT_TEST(commentsWithAndWithoutADescription);
    CPPUNIT_TEST(textIsCleaned);
    CPPUNIT_TEST(hugeTextIsCutAtACharacter);
    CPPUNIT_TEST(framesBehindALargeCoverAreRead);
    CPPUNIT_TEST(compressedFramesAreLeftOutAndTheRestIsRead);
    CPPUNIT_TEST(languages);
    CPPUNIT_TEST_SUITE_END();

public:
    void everyVersionIsRead() {
        const auto two =
            std::string("TT2") + bigEndian(6, 3) + '\0' + "Title" + "TRK" + bigEndian(4, 3) + '\0' + "3/9";
        CPPUNIT_ASSERT_EQUAL(std::string("Title"), probeTagged(id3v2(2, two)).title);
        CPPUNIT_ASSERT_EQUAL(3, probeTagged(id3v2(2, two)).track);
        for (const int version : {3, 4}) {
            const auto info = probeTagged(id3v2(version, textFrame("TIT2", "Title", 0, version) +
                                                             textFrame("TRCK", "12", 0, version) +
                                                             textFrame("TALB", "Series", 0, version)));
            CPPUNIT_ASSERT_EQUAL(std::string("Title"), info.title);
            CPPUNIT_ASSERT_EQUAL(std::string("Series"), info.album);
            CPPUNIT_ASSERT_EQUAL(12, info.track);
        }
    }

    void everyEncodingIsRead() {
        const std::string wide("\xFF\xFE\x2F\x06\x31\x06\x33\x06", 8);
        const std::string bare("\x06\x2F\x06\x31\x06\x33", 6);
        CPPUNIT_ASSERT_EQUAL(std::string("درس"), probeTagged(id3v2(3, textFrame("TIT2", wide, 1, 3))).title);
        CPPUNIT_ASSERT_EQUAL(std::string("درس"), probeTagged(id3v2(4, textFrame("TIT2", bare, 2))).title);
        CPPUNIT_ASSERT_EQUAL(std::string("درس"), probeTagged(id3v2(4, textFrame("TIT2", "درس", 3))).title);
        CPPUNIT_ASSERT_EQUAL(std::string("é"), probeTagged(id3v2(4, textFrame("TIT2", "\xE9", 0))).title);
        const std::string halfPair("\xFF\xFE\x3D\xD8\x41\x00", 6);
        CPPUNIT_ASSERT_EQUAL(std::string("\uFFFDA"),
                             probeTagged(id3v2(3, textFrame("TIT2", halfPair, 1, 3))).title);
        const std::string pair("\xFF\xFE\x3D\xD8\x4A\xDC", 6);
        CPPUNIT_ASSERT_EQUAL(std::string("\U0001F44A"),
                             probeTagged(id3v2(3, textFrame("TIT2", pair, 1, 3))).title);
    }

    void unsynchronisedTagsAreRead() {
        // Written with a zero behind each FF; the sizes of version 3 are those from before.
        auto frame = textFrame("TIT2", std::string("\xFF\xFE\x2F\x06", 4), 1, 3);
        frame.insert(frame.find('\xFF') + 1, 1, '\0');
        CPPUNIT_ASSERT_EQUAL(std::string("د"),
                             probeTagged(id3v2(3, frame + textFrame("TPE1", "x", 0, 3), 0x80)).title);
        CPPUNIT_ASSERT_EQUAL(std::string("x"),
                             probeTagged(id3v2(3, frame + textFrame("TPE1", "x", 0, 3), 0x80)).artist);
        const auto four = textFrame("TIT2", std::string("\xFF\x00\xFE\x2F\x06", 5), 1, 4);
        CPPUNIT_ASSERT_EQUAL(std::string("د"), probeTagged(id3v2(4, four, 0x80)).title);
    }

    void sizesWrittenPlainInVersionFour() {
        const std::string comment(300, 'c');
        auto frame = textFrame("TPE1", comment, 0, 3);
        const auto info = probeTagged(id3v2(4, frame + textFrame("TIT2", "behind it", 0)));
        CPPUNIT_ASSERT_EQUAL(comment, info.artist);
        CPPUNIT_ASSERT_EQUAL(std::string("behind it"), info.title);
    }

    void extendedHeadersAreSkipped() {
        const auto three = bigEndian(6, 4) + std::string(6, '\0') + textFrame("TIT2", "Title", 0, 3);
        CPPUNIT_ASSERT_EQUAL(std::string("Title"), probeTagged(id3v2(3, three, 0x40)).title);
        const auto four = synchSafe(6) + std::string("\x01\x00", 2) + textFrame("TIT2", "Title", 0);
        CPPUNIT_ASSERT_EQUAL(std::string("Title"), probeTagged(id3v2(4, four, 0x40)).title);
    }

    void versionOneFillsWhatIsMissing() {
        const auto alone = probeTagged("", id3v1("Old title", "Old artist", 7));
        CPPUNIT_ASSERT_EQUAL(std::string("Old title"), alone.title);
        CPPUNIT_ASSERT_EQUAL(std::string("Old artist"), alone.artist);
        CPPUNIT_ASSERT_EQUAL(7, alone.track);
        const auto both =
            probeTagged(id3v2(4, textFrame("TIT2", "New title")), id3v1("Old title", "Old artist", 7));
        CPPUNIT_ASSERT_EQUAL(std::string("New title"), both.title);
        CPPUNIT_ASSERT_EQUAL(std::string("Old artist"), both.artist);
    }

    void arabicMarkedAsLatinIsRepaired() {
        CPPUNIT_ASSERT_EQUAL(std::string("الدرس العلم"),
                             probeTagged(id3v2(3, textFrame("TIT2", kOldArabic, 0, 3))).title);
        CPPUNIT_ASSERT_EQUAL(std::string("الدرس العلم"), probeTagged("", id3v1(kOldArabic, "", 1)).title);
        CPPUNIT_ASSERT_EQUAL(std::string("كتاب العلم"),
                             probeTagged(id3v2(3, textFrame("TIT2", "كتاب العلم", 0, 3))).title);
    }

    void latinStaysLatin() {
        CPPUNIT_ASSERT_EQUAL(std::string("Élève à l'école"),
                             probeTagged(id3v2(3, textFrame("TIT2",
                                                            "\xC9l\xE8ve \xE0 l'\xE9"
                                                            "cole",
                                                            0, 3)))
                                 .title);
        CPPUNIT_ASSERT_EQUAL(std::string("Größe über Ähre"), probeTagged(id3v2(3, textFrame("TIT2",
                                                                                            "Gr\xF6\xDF"
                                                                                            "e \xFC"
                                                                                            "ber \xC4hre",
                                                                                            0, 3)))
                                                                 .title);
    }

    void commentsWithAndWithoutADescription() {
        const auto plain =
            std::string("COMM") + synchSafe(10) + std::string(2, '\0') + '\x03' + "ara" + '\0' + "notes";
        CPPUNIT_ASSERT_EQUAL(std::string("notes"), probeTagged(id3v2(4, plain)).comment);
        const auto named = textFrame("TXXX", std::string("comment\0notes", 13), 3);
        CPPUNIT_ASSERT_EQUAL(std::string("notes"), probeTagged(id3v2(4, named)).comment);
    }

    void textIsCleaned() {
        CPPUNIT_ASSERT_EQUAL(std::string("two  lines"),
                             probeTagged(id3v2(4, textFrame("TIT2", "  two\r\nlines\x1B "))).title);
        CPPUNIT_ASSERT_EQUAL(std::string(), probeTagged(id3v2(4, textFrame("TIT2", " \t "))).title);
        CPPUNIT_ASSERT_EQUAL(0, probeTagged(id3v2(4, textFrame("TRCK", "-4"))).track);
        CPPUNIT_ASSERT_EQUAL(0, probeTagged(id3v2(4, textFrame("TRCK", "99999999999"))).track);
    }

    void hugeTextIsCutAtACharacter() {
        std::string text;
        for (int i = 0; i < 10'000; ++i)
            text += "د";
        const auto title = probeTagged(id3v2(4, textFrame("TIT2", "x" + text))).title;
        CPPUNIT_ASSERT_EQUAL(std::size_t{4095}, title.size());
        CPPUNIT_ASSERT(title.ends_with("د"));
    }

    void framesBehindALargeCoverAreRead() {
        const auto cover = textFrame("APIC", std::string(3'000'000, '\xFF'));
        CPPUNIT_ASSERT_EQUAL(std::string("Title"),
                             probeTagged(id3v2(4, cover + textFrame("TIT2", "Title"))).title);
    }

    void compressedFramesAreLeftOutAndTheRestIsRead() {
        auto packed = textFrame("TPE1", "never unpacked");
        packed[9] = '\x08';
        const auto info = probeTagged(id3v2(4, packed + textFrame("TIT2", "Title")));
        CPPUNIT_ASSERT_EQUAL(std::string(), info.artist);
        CPPUNIT_ASSERT_EQUAL(std::string("Title"), info.title);
    }

    void languages() {
        const auto languageOf = [](const std::string& tag) {
            return probeTagged(id3v2(4, textFrame("TLAN", tag))).language;
        };
        for (const auto* arabic : {"ara", "ar", "AR", "ar-SA", "Arabic"})
            CPPUNIT_ASSERT_EQUAL(std::string("ar"), languageOf(arabic));
        CPPUNIT_ASSERT_EQUAL(std::string("en"), languageOf("English"));
        CPPUNIT_ASSERT_EQUAL(std::string("ckb"), languageOf("ckb"));
        for (const auto* none : {"", "und", "mul", "x", "klingon", "12", "a<b", "العربية"})
            CPPUNIT_ASSERT_EQUAL(std::string(), languageOf(none));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(Id3TagsTest);

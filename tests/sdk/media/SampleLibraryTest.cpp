// SPDX-License-Identifier: Apache-2.0
#include "Recordings.h"

#include <cppunit/extensions/HelperMacros.h>

#include <fstream>
#include <map>

using namespace durus::media::test;
using durus::media::AudioInfo;
using durus::media::probeAudio;

namespace {

struct Expected {
    std::string format;
    std::string mediaType;
    std::int64_t milliseconds;
    std::string title;
    std::string artist;
    std::string album;
    std::string comment;
    std::string language;
    int track;
};

const std::map<std::string, Expected>& library() {
    static const std::map<std::string, Expected> all{
        {"adab-1-ikhlas-cbr.mp3",
         {"mp3", "audio/mpeg", 49'537, "آدَابُ طَالِبِ العِلْمِ: الإِخْلَاص", "سالم التجريبي", "سلسلة آداب الطلب",
          "الدرس الأول", "ar", 1}},
        {"adab-2-muthabara.opus",
         {"opus", "audio/ogg; codecs=opus", 48'002, "آدَابُ طَالِبِ العِلْمِ: المُثَابَرَة", "سالم التجريبي",
          "سلسلة آداب الطلب", "الدرس الثاني", "ar", 2}},
        {"adab-al-talab-16khz.wav",
         {"wav", "audio/wav", 40'341, "Ādāb al-Ṭalab", "Maryam Example", "",
          "The manners of seeking knowledge", "en", 0}},
        {"ahammiyyat-al-waqt.flac",
         {"flac", "audio/flac", 42'310, "أَهَمِّيَّةُ الوَقْت", "إبراهيم المثالي", "", "كلمة قصيرة", "ar", 0}},
        {"making-time-wrong-length.mp3",
         {"mp3", "audio/mpeg", 39'619, "Making Time", "Maryam Example", "",
          "Its header claims three times its length", "en", 0}},
        {"patience-1-beginnings-vbr-cover.mp3",
         {"mp3", "audio/mpeg", 44'076, "Patience: Beginnings", "Yusuf Example", "Patience in Learning",
          "First of two short talks", "en", 1}},
        {"patience-2-small-steps.ogg",
         {"ogg", "audio/ogg; codecs=vorbis", 39'093, "Patience: Small Steps", "Yusuf Example",
          "Patience in Learning", "Second of two short talks", "en", 2}},
        {"rifq-moov-last.m4a",
         {"m4a", "audio/mp4", 44'502, "الرِّفْقُ بالناسِ على كلِّ حال", "إبراهيم المثالي", "", "كلمة قصيرة", "ar",
          0}},
    };
    return all;
}

} // namespace

/// The recordings of samples/library, and what is the same for every format.
class SampleLibraryTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(SampleLibraryTest);
    CPPUNIT_TEST(everyFileSaysWhatItIs);
    CPPUNIT_TEST(everyLengthIsTrue);
    CPPUNIT_TEST(bitratesAreThoseOfTheSound);
    CPPUNIT_TEST(theNameOfAFileMeansNothing);
    CPPUNIT_TEST(theDigestIsThatOfTheWholeFile);
    CPPUNIT_TEST(sizesAreThoseOfTheFiles);
    CPPUNIT_TEST_SUITE_END();

public:
    void everyFileSaysWhatItIs() {
        for (const auto& file : sampleFiles()) {
            const auto name = file.filename().string();
            const auto& expected = library().at(name);
            const auto info = probeAudio(file);
            CPPUNIT_ASSERT_EQUAL(expected.format, info.format);
            CPPUNIT_ASSERT_EQUAL(expected.mediaType, info.mediaType);
            CPPUNIT_ASSERT_EQUAL(expected.title, info.title);
            CPPUNIT_ASSERT_EQUAL(expected.artist, info.artist);
            CPPUNIT_ASSERT_EQUAL(expected.album, info.album);
            CPPUNIT_ASSERT_EQUAL(expected.comment, info.comment);
            CPPUNIT_ASSERT_EQUAL(expected.language, info.language);
            CPPUNIT_ASSERT_EQUAL(expected.track, info.track);
        }
    }

    void everyLengthIsTrue() {
        for (const auto& file : sampleFiles())
            assertNear(library().at(file.filename().string()).milliseconds, probeAudio(file).duration, 0.3);
    }

    void bitratesAreThoseOfTheSound() {
        for (const auto& file : sampleFiles()) {
            const auto info = probeAudio(file);
            if (info.format == "wav") CPPUNIT_ASSERT_EQUAL(256, info.bitrateKbps);
            if (file.filename() == "adab-1-ikhlas-cbr.mp3") CPPUNIT_ASSERT_EQUAL(64, info.bitrateKbps);
            // The cover is more than half of this file; counted in, it would be 131.
            if (file.filename() == "patience-1-beginnings-vbr-cover.mp3")
                CPPUNIT_ASSERT_EQUAL(59, info.bitrateKbps);
            CPPUNIT_ASSERT(info.bitrateKbps >= 20 && info.bitrateKbps <= 256);
        }
    }

    void theNameOfAFileMeansNothing() {
        const durus::test::TempDir dir;
        for (const auto* name : {"lecture.wav", "درس", "no extension", "a\nb.txt"}) {
            const auto path = dir / name;
            std::ofstream(path, std::ios::binary) << sample("adab-2-muthabara.opus");
            CPPUNIT_ASSERT_EQUAL(std::string("opus"), probeAudio(path).format);
        }
    }

    void theDigestIsThatOfTheWholeFile() {
        const auto format = littleEndian(1, 2) + littleEndian(1, 2) + littleEndian(8000, 4) +
                            littleEndian(8000, 4) + littleEndian(1, 2) + littleEndian(8, 2);
        const auto content = "RIFF" + littleEndian(0, 4) + "WAVE" + chunk("fmt ", format) +
                             chunk("data", std::string(700'000, '\x80'));
        const auto info = probeBytes(content);
        CPPUNIT_ASSERT_EQUAL(std::string("c8d0a51319046f7ac0abf7b996afb40dbb5dba5cffe997ef8bb7d43adff394b9"),
                             info.sha256);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{87'500}, std::int64_t{info.duration.count()});
    }

    void sizesAreThoseOfTheFiles() {
        std::uint64_t all = 0;
        for (const auto& file : sampleFiles()) {
            const auto info = probeAudio(file);
            CPPUNIT_ASSERT_EQUAL(std::uint64_t{std::filesystem::file_size(file)}, info.sizeBytes);
            all += info.sizeBytes;
        }
        CPPUNIT_ASSERT_MESSAGE("the samples stay small", all < 6'000'000);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(SampleLibraryTest);

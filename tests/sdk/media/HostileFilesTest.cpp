// SPDX-License-Identifier: Apache-2.0
#include "Recordings.h"

#include <durus/core/Random.h>

#include <cppunit/extensions/HelperMacros.h>
#include <sys/stat.h>

#include <fstream>

using durus::ErrorCode;
using namespace durus::media::test;

namespace {

/// Appends the low `count` bits of `code` to a deflate stream, the highest of them first.
void appendBits(std::string& stream, unsigned& used, unsigned code, unsigned count) {
    while (count-- > 0) {
        if (used % 8 == 0) stream += '\0';
        const unsigned bit = (code >> count & 1U) << (used++ % 8);
        stream.back() = static_cast<char>(static_cast<unsigned char>(stream.back()) | bit);
    }
}

/// A title of some 17 million letters, packed by zlib into 106 kB: two letters, then "the last letter 258
/// times" again and again.
std::string packedTitle() {
    std::string packed = "\x78\x01";
    unsigned used = 0;
    appendBits(packed, used, 0b110, 3);
    appendBits(packed, used, 0x30, 8);
    appendBits(packed, used, 0x30 + 'A', 8);
    for (int i = 0; i < 65'000; ++i)
        appendBits(packed, used, 0b11000101 << 5U, 13);
    appendBits(packed, used, 0, 7);
    return packed;
}

std::string bomb() {
    const auto packed = packedTitle();
    return "TIT2" + bigEndian(packed.size() + 4, 4) + std::string("\0\x80", 2) + bigEndian(16'770'002, 4) +
           packed;
}

/// Boxes of one type, each holding the next.
std::string nestedBoxes(const std::string& type, std::size_t levels) {
    const std::size_t prefix = type == "meta" ? 4 : type == "stsd" ? 8 : 0;
    std::string boxes;
    for (auto left = levels; left > 0; --left)
        boxes += bigEndian(left * (8 + prefix), 4) + type + std::string(prefix, '\0');
    return boxes;
}

std::string nestedChapters(std::size_t levels) {
    const std::string head = std::string("c\0", 2) + std::string(16, '\0');
    std::vector<std::size_t> sizes;
    for (std::size_t size = head.size(); sizes.size() < levels; size += 10 + head.size())
        sizes.push_back(size);
    std::string chapters;
    for (; !sizes.empty(); sizes.pop_back())
        chapters += "CHAP" + bigEndian(sizes.back(), 4) + std::string(2, '\0') + head;
    return chapters;
}

void assertRefused(const std::string& content) {
    CPPUNIT_ASSERT(errorOfBytes(content).code() == ErrorCode::InvalidInput);
}

} // namespace

/// Files made to hurt, and things that are no files.
class HostileFilesTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(HostileFilesTest);
    CPPUNIT_TEST(whatIsNotThere);
    CPPUNIT_TEST(whatIsNoRegularFile);
    CPPUNIT_TEST(emptyAndTinyFiles);
    CPPUNIT_TEST(noiseAndOtherKindsOfFile);
    CPPUNIT_TEST(packedTagsAreNotUnpacked);
    CPPUNIT_TEST(nestedChaptersAreNotFollowed);
    CPPUNIT_TEST(nestedBoxesAreNotFollowed);
    CPPUNIT_TEST(boxesThatLeaveTheirParent);
    CPPUNIT_TEST(bogusSizesEverywhere);
    CPPUNIT_TEST(manyTinyPiecesTakeBoundedTime);
    CPPUNIT_TEST(aSparseGiantIsReadInConstantMemory);
    CPPUNIT_TEST_SUITE_END();

public:
    void whatIsNotThere() {
        const durus::test::TempDir dir;
        CPPUNIT_ASSERT(errorOf(dir / "none.mp3").code() == ErrorCode::NotFound);
        std::ofstream(dir / "file") << "x";
        CPPUNIT_ASSERT(errorOf(dir / "file" / "none.mp3").code() == ErrorCode::NotFound);
        std::filesystem::create_symlink("nowhere", dir / "dangling");
        CPPUNIT_ASSERT(errorOf(dir / "dangling").code() == ErrorCode::NotFound);
        CPPUNIT_ASSERT(errorOf("").code() == ErrorCode::NotFound);
        std::filesystem::create_symlink("loop", dir / "loop");
        CPPUNIT_ASSERT(errorOf(dir / "loop").code() == ErrorCode::StorageFailure);
    }

    void whatIsNoRegularFile() {
        const durus::test::TempDir dir;
        CPPUNIT_ASSERT(errorOf(dir.path()).code() == ErrorCode::InvalidInput);
        CPPUNIT_ASSERT_EQUAL(0, ::mkfifo((dir / "pipe.mp3").c_str(), 0600));
        CPPUNIT_ASSERT(errorOf(dir / "pipe.mp3").code() == ErrorCode::InvalidInput);
        for (const auto* device : {"/dev/zero", "/dev/null"}) {
            const auto link = dir / (std::string(device).substr(5) + ".mp3");
            std::filesystem::create_symlink(device, link);
            CPPUNIT_ASSERT(errorOf(link).code() == ErrorCode::InvalidInput);
        }
    }

    void emptyAndTinyFiles() {
        assertRefused("");
        for (const auto* head : {"\xFF\xFB\x50\xC0", "ID3", "OggS", "fLaC", "RIFF", "\0\0\0\x08"})
            assertRefused(head);
        for (const auto& file : sampleFiles()) {
            const auto whole = sample(file.filename().string());
            for (std::size_t size = 1; size < 64; ++size)
                assertRefused(whole.substr(0, size));
        }
    }

    void noiseAndOtherKindsOfFile() {
        durus::SeededRandom random(1);
        for (int run = 0; run < 20; ++run) {
            std::string noise;
            for (int i = 0; i < 25'000; ++i)
                noise += littleEndian(random.next(), 8);
            assertRefused(noise);
        }
        assertRefused(std::string(1'000'000, '\0'));
        assertRefused(std::string(1'000'000, '\xFF'));
        assertRefused("<!DOCTYPE html><title>Sign in to the network</title>" + std::string(5000, ' '));
        assertRefused(std::string("\x89PNG\r\n\x1A\n") + std::string(5000, 'x'));
    }

    void packedTagsAreNotUnpacked() {
        const auto frames = bomb();
        CPPUNIT_ASSERT(frames.size() < 110'000);
        std::string many;
        for (int i = 0; i < 40; ++i)
            many += frames;
        const auto info = probeBytes(id3v2(3, many + textFrame("TPE1", "still read", 0, 3)) + mp3Frames(50));
        CPPUNIT_ASSERT_EQUAL(std::string(), info.title);
        CPPUNIT_ASSERT_EQUAL(std::string("still read"), info.artist);
        const auto flac = sample("ahammiyyat-al-waqt.flac");
        CPPUNIT_ASSERT_EQUAL(std::string("flac"), probeBytes(id3v2(3, many) + flac).format);
    }

    void nestedChaptersAreNotFollowed() {
        const auto info =
            probeBytes(id3v2(3, nestedChapters(60'000) + textFrame("TIT2", "Title", 0, 3)) + mp3Frames(50));
        CPPUNIT_ASSERT_EQUAL(std::string("Title"), info.title);
    }

    void nestedBoxesAreNotFollowed() {
        const auto whole = sample("rifq-moov-last.m4a");
        for (const auto* type : {"moov", "udta", "mdia", "meta", "ilst", "stbl", "minf", "moof", "traf",
                                 "trak", "stsd", "mvex"}) {
            const auto info = probeBytes(whole + nestedBoxes(type, 40'000));
            assertNear(44'502, info.duration);
            CPPUNIT_ASSERT_EQUAL(std::string(), info.title);
        }
    }

    void boxesThatLeaveTheirParent() {
        const auto whole = sample("rifq-moov-last.m4a");
        const auto info =
            probeBytes(whole + box("moov", bigEndian(5000, 4) + "udta") + nestedBoxes("moov", 100'000));
        assertNear(44'502, info.duration);
    }

    void bogusSizesEverywhere() {
        for (const auto& file : sampleFiles()) {
            const auto whole = sample(file.filename().string());
            for (std::size_t at = 0; at + 4 <= 256; at += 4) {
                auto content = whole;
                content.replace(at, 4, "\xFF\xFF\xFF\xFF");
                content.resize(50'000);
                try {
                    static_cast<void>(probeBytes(content));
                } catch (const durus::Error& error) {
                    CPPUNIT_ASSERT(error.code() == ErrorCode::InvalidInput);
                }
            }
        }
    }

    void manyTinyPiecesTakeBoundedTime() {
        std::string boxes;
        for (int i = 0; i < 100'000; ++i)
            boxes += box("free", "");
        static_cast<void>(probeBytes(sample("rifq-moov-last.m4a") + boxes));
        std::string flac = "fLaC" + sample("ahammiyyat-al-waqt.flac").substr(4, 38);
        for (int i = 0; i < 200'000; ++i)
            flac += bigEndian(0x0100'0000, 4);
        static_cast<void>(errorOfBytes(flac));
        std::string frames = "\xFF";
        for (int i = 0; i < 200'000; ++i)
            frames += "\xFB\x90\xC0\xFF";
        assertNear(100 * 26, probeBytes(mp3Frames(100) + frames).duration, 50);
    }

    void aSparseGiantIsReadInConstantMemory() {
        const durus::test::TempDir dir;
        const auto path = dir / "giant.mp3";
        std::ofstream(path, std::ios::binary) << mp3Frames(1000);
        std::filesystem::resize_file(path, std::uintmax_t{64} << 20U);
        const auto info = durus::media::probeAudio(path);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{64} << 20U, info.sizeBytes);
        assertNear(26'122, info.duration);
        std::filesystem::resize_file(path, 0);
        std::filesystem::resize_file(path, std::uintmax_t{1} << 40U);
        CPPUNIT_ASSERT(errorOf(path).code() == ErrorCode::InvalidInput);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(HostileFilesTest);

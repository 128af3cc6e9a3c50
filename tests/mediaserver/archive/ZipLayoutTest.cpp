// SPDX-License-Identifier: Apache-2.0
#include "archive/ZipLayout.h"

#include "support/Process.h"
#include "support/TempDir.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>

using namespace durus;
using namespace durus::mediaserver;
using std::string;

class ZipLayoutTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ZipLayoutTest);
    CPPUNIT_TEST(anotherProgramReadsIt);
    CPPUNIT_TEST(theSameEntriesGiveTheSameBytes);
    CPPUNIT_TEST(fiveGibibytesNeedZip64);
    CPPUNIT_TEST(anySliceIsPartOfTheWhole);
    CPPUNIT_TEST_SUITE_END();

    static constexpr std::uint64_t kHuge = 5ULL << 30U;
    test::TempDir directory;

    archive::ZipEntry entry(const string& name, const string& content, std::uint32_t crc) {
        const auto path = directory / ("in-" + content);
        std::ofstream(path) << content;
        return {name, http::OpenFile::open(path.string()), crc};
    }
    archive::ZipEntry digits() { return entry("01 - درس.mp3", "123456789", 0xcbf43926); }

    // Writes the memory of the body and leaves holes for files larger than a block.
    std::filesystem::path write(const http::Body& body) {
        const auto path = directory / "a.zip";
        std::ofstream out(path, std::ios::binary);
        std::uint64_t at = 0;
        for (std::size_t i = 0; i < body.segmentCount(); ++i) {
            const http::Segment& part = body.segment(i);
            out.seekp(static_cast<std::streamoff>(at));
            if (part.memory)
                out.write(part.memory->data() + part.offset, static_cast<std::streamsize>(part.length));
            else if (part.length < 4096)
                out << bytesOf(part);
            at += part.length;
        }
        out.close();
        CPPUNIT_ASSERT_EQUAL(body.length(), static_cast<std::uint64_t>(std::filesystem::file_size(path)));
        return path;
    }
    static string bytesOf(const http::Segment& part) {
        string bytes(part.length, '\0');
        CPPUNIT_ASSERT_EQUAL(
            static_cast<ssize_t>(part.length),
            ::pread(part.file->fd(), bytes.data(), bytes.size(), static_cast<off_t>(part.offset)));
        return bytes;
    }
    static string wholeOf(const http::Body& body) {
        string all;
        for (std::size_t i = 0; i < body.segmentCount(); ++i) {
            const http::Segment& part = body.segment(i);
            all += part.memory ? part.memory->substr(part.offset, part.length) : bytesOf(part);
        }
        return all;
    }

    string python(const string& script, const std::filesystem::path& archive) {
        test::Process process({"python3", "-c",
                               "import sys, zipfile\nz = zipfile.ZipFile(sys.argv[1])\n" + script,
                               archive.string()},
                              directory / "python-stderr");
        return process.readLine(std::chrono::seconds(60)).value_or("");
    }

    void anotherProgramReadsIt() {
        const auto path = write(archive::layOutZip({digits(), entry("02 - b.mp3", "", 0)}));
        CPPUNIT_ASSERT_EQUAL(string("None ['01 - درس.mp3', '02 - b.mp3'] b'123456789'"),
                             python("sys.stdout.reconfigure(encoding='utf-8')\n"
                                    "print(z.testzip(), z.namelist(), z.read(z.namelist()[0]))",
                                    path));
    }

    void theSameEntriesGiveTheSameBytes() {
        CPPUNIT_ASSERT(wholeOf(archive::layOutZip({digits()})) == wholeOf(archive::layOutZip({digits()})));
        CPPUNIT_ASSERT_EQUAL(string("PK\3\4\n"), wholeOf(archive::layOutZip({digits()})).substr(0, 5));
    }

    void fiveGibibytesNeedZip64() {
        std::ofstream(directory / "huge").close();
        std::filesystem::resize_file(directory / "huge", kHuge);
        const archive::ZipEntry huge{"01 - huge.wav", http::OpenFile::open((directory / "huge").string()), 0};
        archive::ZipEntry after = digits();
        after.name = "02 - after.mp3";
        const http::Body body = archive::layOutZip({huge, after});
        CPPUNIT_ASSERT(body.length() > kHuge);
        CPPUNIT_ASSERT_EQUAL(string("5368709120 b'123456789' b'0000'"),
                             python("print(z.infolist()[0].file_size, z.read('02 - after.mp3'), "
                                    "z.open('01 - huge.wav').read(4).hex()[:4].encode())",
                                    write(body)));
    }

    void anySliceIsPartOfTheWhole() {
        const http::Body body = archive::layOutZip({digits(), entry("02 - b.mp3", "x", 0x8cdc1683)});
        const string whole = wholeOf(body);
        for (std::size_t first = 0; first < whole.size(); ++first)
            for (const std::size_t length : {std::size_t{1}, std::size_t{40}, whole.size() - first}) {
                const std::size_t fits = std::min(length, whole.size() - first);
                CPPUNIT_ASSERT(wholeOf(body.slice(first, fits)) == whole.substr(first, fits));
            }
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(ZipLayoutTest);

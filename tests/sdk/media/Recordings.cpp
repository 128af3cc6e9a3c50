// SPDX-License-Identifier: Apache-2.0
#include "Recordings.h"

#include <cppunit/TestAssert.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <sstream>

namespace durus::media::test {

namespace {

std::filesystem::path libraryDir() {
    const char* const source = std::getenv("DURUS_SOURCE_DIR");
    CPPUNIT_ASSERT_MESSAGE("DURUS_SOURCE_DIR names the source tree", source != nullptr);
    return std::filesystem::path(source) / "samples" / "library" / "audio";
}

} // namespace

std::vector<std::filesystem::path> sampleFiles() {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(libraryDir()))
        files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    CPPUNIT_ASSERT_EQUAL(std::size_t{8}, files.size());
    return files;
}

std::string sample(const std::string& name) {
    std::ifstream in(libraryDir() / name, std::ios::binary);
    std::ostringstream content;
    content << in.rdbuf();
    CPPUNIT_ASSERT_MESSAGE(name, !content.view().empty());
    return content.str();
}

AudioInfo probeBytes(const std::string& content) {
    const durus::test::TempDir dir;
    const auto path = dir / "recording";
    std::ofstream(path, std::ios::binary) << content;
    return probeAudio(path);
}

Error errorOf(const std::filesystem::path& file) {
    try {
        static_cast<void>(probeAudio(file));
    } catch (const Error& error) {
        CPPUNIT_ASSERT(!std::string_view(error.what()).empty());
        CPPUNIT_ASSERT(!error.nextStep().empty());
        return error;
    }
    CPPUNIT_FAIL("no error for " + file.string());
    return {ErrorCode::Internal, ""};
}

Error errorOfBytes(const std::string& content) {
    const durus::test::TempDir dir;
    const auto path = dir / "recording";
    std::ofstream(path, std::ios::binary) << content;
    return errorOf(path);
}

void assertNear(std::int64_t expectedMilliseconds, Milliseconds actual, double percent) {
    const auto off = std::abs(static_cast<double>(actual.count() - expectedMilliseconds));
    CPPUNIT_ASSERT_MESSAGE(std::to_string(actual.count()) + " ms, expected " +
                               std::to_string(expectedMilliseconds),
                           off <= static_cast<double>(expectedMilliseconds) * percent / 100);
}

std::string littleEndian(std::uint64_t value, int bytes) {
    std::string text;
    for (; bytes > 0; --bytes, value >>= 8U)
        text += static_cast<char>(value & 0xFFU);
    return text;
}

std::string bigEndian(std::uint64_t value, int bytes) {
    auto text = littleEndian(value, bytes);
    std::reverse(text.begin(), text.end());
    return text;
}

std::string synchSafe(std::uint64_t value) {
    std::string text;
    for (const unsigned shift : {21U, 14U, 7U, 0U})
        text += static_cast<char>(value >> shift & 0x7FU);
    return text;
}

std::string mp3Frames(int count, bool variable) {
    std::string frames;
    for (int i = 0; i < count; ++i) {
        const int kbps = variable ? (i % 2 == 0 ? 128 : 32) : 64;
        const char code = kbps == 128 ? '\x90' : kbps == 64 ? '\x50' : '\x10';
        std::string frame = std::string("\xFF\xFB") + code + '\xC0';
        frame.resize(static_cast<std::size_t>(144 * kbps * 1000 / 44100));
        frames += frame;
    }
    return frames;
}

std::string id3v2(int version, const std::string& frames, int flags) {
    return std::string("ID3") + static_cast<char>(version) + '\0' + static_cast<char>(flags) +
           synchSafe(frames.size()) + frames;
}

std::string textFrame(const std::string& id, const std::string& text, int encoding, int version) {
    const auto body = static_cast<char>(encoding) + text;
    return id + (version == 4 ? synchSafe(body.size()) : bigEndian(body.size(), 4)) + std::string(2, '\0') +
           body;
}

std::string box(const std::string& type, const std::string& body) {
    return bigEndian(body.size() + 8, 4) + type + body;
}

std::string chunk(const std::string& type, const std::string& body) {
    return type + littleEndian(body.size(), 4) + body + std::string(body.size() % 2, '\0');
}

void replaceOnce(std::string& content, const std::string& old, const std::string& fresh) {
    const auto at = content.find(old);
    CPPUNIT_ASSERT(at != std::string::npos && content.find(old, at + 1) == std::string::npos);
    content.replace(at, old.size(), fresh);
}

} // namespace durus::media::test

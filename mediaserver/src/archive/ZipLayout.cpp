// SPDX-License-Identifier: Apache-2.0
#include "archive/ZipLayout.h"

#include <algorithm>

namespace durus::mediaserver::archive {

namespace {

constexpr std::uint64_t kMax32 = 0xffffffff;
constexpr std::uint64_t kMax16 = 0xffff;
constexpr std::uint64_t kUtf8Names = 1U << 11U;
constexpr std::uint64_t kFirstDay = 0x21;
constexpr std::uint64_t kRegularFile = 0100644ULL << 16U;
constexpr std::uint64_t kUnix = 3U << 8U;
constexpr std::uint64_t kZip64Version = 45;

void put(std::string& bytes, std::uint64_t value, int count) {
    for (int i = 0; i < count; ++i, value >>= 8U)
        bytes += static_cast<char>(value & 0xffU);
}

std::string zip64Field(const std::vector<std::uint64_t>& values) {
    std::string field;
    if (values.empty()) return field;
    put(field, 1, 2);
    put(field, values.size() * 8, 2);
    for (const std::uint64_t value : values)
        put(field, value, 8);
    return field;
}

void putCommon(std::string& header, const ZipEntry& entry, std::size_t extra, bool zip64) {
    const std::uint64_t size = std::min(entry.file->size(), kMax32);
    put(header, zip64 ? kZip64Version : 10, 2);
    put(header, kUtf8Names, 2);
    put(header, 0, 4); // stored; midnight
    put(header, kFirstDay, 2);
    put(header, entry.crc32, 4);
    put(header, size, 4);
    put(header, size, 4);
    put(header, entry.name.size(), 2);
    put(header, extra, 2);
}

std::string localHeader(const ZipEntry& entry) {
    const std::uint64_t size = entry.file->size();
    const std::string extra = size >= kMax32 ? zip64Field({size, size}) : std::string();
    std::string header;
    put(header, 0x04034b50, 4);
    putCommon(header, entry, extra.size(), !extra.empty());
    return header + entry.name + extra;
}

std::string directoryHeader(const ZipEntry& entry, std::uint64_t offset) {
    std::vector<std::uint64_t> wide;
    if (entry.file->size() >= kMax32) wide = {entry.file->size(), entry.file->size()};
    if (offset >= kMax32) wide.push_back(offset);
    const std::string extra = zip64Field(wide);
    std::string header;
    put(header, 0x02014b50, 4);
    put(header, kUnix | kZip64Version, 2);
    putCommon(header, entry, extra.size(), !extra.empty());
    put(header, 0, 6); // no comment, disk 0, no internal attributes
    put(header, kRegularFile, 4);
    put(header, std::min(offset, kMax32), 4);
    return header + entry.name + extra;
}

std::string ending(std::uint64_t count, std::uint64_t start, std::uint64_t size) {
    std::string end;
    if (count >= kMax16 || start >= kMax32 || size >= kMax32) {
        put(end, 0x06064b50, 4);
        put(end, 44, 8);
        put(end, kUnix | kZip64Version, 2);
        put(end, kZip64Version, 2);
        put(end, 0, 8);
        put(end, count, 8);
        put(end, count, 8);
        put(end, size, 8);
        put(end, start, 8);
        put(end, 0x07064b50, 4);
        put(end, 0, 4);
        put(end, start + size, 8);
        put(end, 1, 4);
    }
    put(end, 0x06054b50, 4);
    put(end, 0, 4);
    put(end, std::min(count, kMax16), 2);
    put(end, std::min(count, kMax16), 2);
    put(end, std::min(size, kMax32), 4);
    put(end, std::min(start, kMax32), 4);
    put(end, 0, 2);
    return end;
}

void appendText(http::Body& body, std::string text) {
    const std::uint64_t length = text.size();
    body.append({.memory = std::make_shared<const std::string>(std::move(text)),
                 .file = nullptr,
                 .offset = 0,
                 .length = length});
}

} // namespace

http::Body layOutZip(const std::vector<ZipEntry>& entries) {
    http::Body body;
    std::string directory;
    for (const ZipEntry& entry : entries) {
        directory += directoryHeader(entry, body.length());
        appendText(body, localHeader(entry));
        body.append({.memory = nullptr, .file = entry.file, .offset = 0, .length = entry.file->size()});
    }
    const std::string end = ending(entries.size(), body.length(), directory.size());
    appendText(body, directory + end);
    return body;
}

} // namespace durus::mediaserver::archive

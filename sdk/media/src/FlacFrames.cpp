// SPDX-License-Identifier: Apache-2.0
#include "FlacFrames.h"

#include <optional>

namespace durus::media {

namespace {

struct StreamInfo {
    std::uint32_t blockSize = 0; // of fixed-size blocks
    std::uint32_t rate = 0;
    std::uint64_t samples = 0; // 0 = not known when it was written
};

/// A frame's place in the stream, in samples.
struct Frame {
    std::uint64_t start = 0;
    std::uint32_t blockSize = 0;
};

std::optional<StreamInfo> streamInfoAt(InputFile& file, std::uint64_t at) {
    const auto block = file.view(at, 4 + 34);
    if (block.size() < 4 + 34 || (block[0] & 0x7FU) != 0) return std::nullopt;
    StreamInfo info;
    info.blockSize = static_cast<std::uint32_t>(bigEndian(block, 6, 2));
    info.rate = static_cast<std::uint32_t>(bigEndian(block, 14, 3) >> 4U);
    info.samples = bigEndian(block, 17, 5) & 0xF'FFFF'FFFFU;
    return info;
}

/// Where the metadata blocks end.
std::uint64_t firstFrame(InputFile& file, std::uint64_t at) {
    for (bool last = false; !last;) {
        const auto header = file.view(at, 4);
        if (header.size() < 4) return file.size();
        last = (header[0] & 0x80U) != 0;
        at += 4 + bigEndian(header, 1, 3);
    }
    return at;
}

std::uint8_t crc8(Bytes bytes) {
    std::uint8_t crc = 0;
    for (const auto byte : bytes) {
        crc ^= byte;
        for (int bit = 0; bit < 8; ++bit)
            crc = static_cast<std::uint8_t>(crc << 1U ^ (crc & 0x80U ? 0x07U : 0U));
    }
    return crc;
}

/// Reads the number coded like UTF-8 at `at` and moves behind it.
std::optional<std::uint64_t> codedNumber(Bytes bytes, std::size_t& at) {
    unsigned ones = 0;
    while (ones < 8 && (bytes[at] & (0x80U >> ones)) != 0)
        ++ones;
    if (ones == 1 || ones == 8 || at + ones >= bytes.size()) return std::nullopt;
    std::uint64_t number = bytes[at++] & (0x7FU >> ones);
    for (unsigned i = 1; i < ones; ++i) {
        if ((bytes[at] & 0xC0U) != 0x80U) return std::nullopt;
        number = number << 6U | (bytes[at++] & 0x3FU);
    }
    return number;
}

std::optional<std::uint32_t> blockSize(unsigned code, Bytes bytes, std::size_t& at) {
    if (code == 0) return std::nullopt;
    if (code == 1) return 192;
    if (code <= 5) return 144U << code;
    if (code >= 8) return 1U << code;
    const std::size_t width = code == 6 ? 1 : 2;
    if (at + width >= bytes.size()) return std::nullopt;
    at += width;
    return static_cast<std::uint32_t>(bigEndian(bytes, at - width, width)) + 1;
}

/// The frame whose header stands at the front of `bytes`; its checksum tells headers from sound that looks
/// like one.
std::optional<Frame> parse(Bytes bytes, const StreamInfo& info) {
    if (bytes.size() < 6 || bytes[0] != 0xFF || (bytes[1] & 0xFEU) != 0xF8U) return std::nullopt;
    const unsigned rateCode = bytes[2] & 0xFU;
    if (rateCode == 15 || bytes[3] >> 4U > 10 || (bytes[3] & 1U) != 0) return std::nullopt;
    std::size_t at = 4;
    const auto number = codedNumber(bytes, at);
    const auto size = number ? blockSize(bytes[2] >> 4U, bytes, at) : std::nullopt;
    if (!size) return std::nullopt;
    at += rateCode < 12 ? 0 : rateCode == 12 ? 1 : 2;
    if (at >= bytes.size() || crc8(bytes.first(at)) != bytes[at]) return std::nullopt;
    const bool variable = (bytes[1] & 1U) != 0;
    return Frame{variable ? *number : *number * info.blockSize, *size};
}

/// The end, in samples, of the last frame that follows on another one in the tail of the file.
std::optional<std::uint64_t> lastFrameEnd(InputFile& file, std::uint64_t first, const StreamInfo& info) {
    constexpr std::uint64_t kTail = std::uint64_t{512} << 10U;
    constexpr std::size_t kLongestHeader = 16;
    std::optional<Frame> before;
    std::optional<std::uint64_t> end;
    const auto tail = file.size() - first > kTail ? file.size() - kTail : first;
    for (auto at = file.find(0xFF, tail, file.size()); at; at = file.find(0xFF, *at + 1, file.size())) {
        const auto frame = parse(file.view(*at, kLongestHeader), info);
        if (!frame) continue;
        const bool follows = before && frame->start == before->start + before->blockSize;
        if (follows || (!end && frame->start == 0)) end = frame->start + frame->blockSize;
        before = frame;
    }
    return end;
}

} // namespace

Sound measureFlac(InputFile& file, std::uint64_t from) {
    const auto info = streamInfoAt(file, from + 4);
    if (!info) return {};
    const auto first = firstFrame(file, from + 4);
    if (first >= file.size()) return {};
    const auto counted = lastFrameEnd(file, first, *info);
    return {timeOf(counted.value_or(info->samples), info->rate), file.size() - first};
}

} // namespace durus::media

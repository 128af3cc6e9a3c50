// SPDX-License-Identifier: Apache-2.0
#include "Mp3Frames.h"

#include <array>

namespace durus::media {

namespace {

struct FrameHeader {
    int version = 0; // 1, 2, or 25 for MPEG 2.5
    int layer = 0;
    bool mono = false;
    std::uint32_t rate = 0;
    std::uint32_t samples = 0;
    std::uint32_t length = 0;

    bool isOfTheStreamOf(const FrameHeader& other) const {
        return version == other.version && layer == other.layer && rate == other.rate;
    }
};

using BitrateRow = std::array<std::uint16_t, 14>;

constexpr BitrateRow kBitratesV1L1{32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448};
constexpr BitrateRow kBitratesV1L2{32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384};
constexpr BitrateRow kBitratesV1L3{32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
constexpr BitrateRow kBitratesV2L1{32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256};
constexpr BitrateRow kBitratesV2L23{8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};

const BitrateRow& bitrates(int version, int layer) {
    if (version == 1) return layer == 1 ? kBitratesV1L1 : layer == 2 ? kBitratesV1L2 : kBitratesV1L3;
    return layer == 1 ? kBitratesV2L1 : kBitratesV2L23;
}

std::uint32_t samplesPerFrame(int version, int layer) {
    if (layer == 1) return 384;
    return layer == 3 && version != 1 ? 576 : 1152;
}

std::optional<FrameHeader> parse(Bytes bytes) {
    if (bytes.size() < 4 || bytes[0] != 0xFF || (bytes[1] & 0xE0U) != 0xE0U) return std::nullopt;
    const unsigned versionBits = (bytes[1] >> 3U) & 3U;
    const unsigned layerBits = (bytes[1] >> 1U) & 3U;
    const unsigned bitrateBits = bytes[2] >> 4U;
    const unsigned rateBits = (bytes[2] >> 2U) & 3U;
    if (versionBits == 1 || layerBits == 0 || bitrateBits == 0 || bitrateBits == 15 || rateBits == 3)
        return std::nullopt;

    constexpr std::array<std::uint32_t, 3> kRates{44100, 48000, 32000};
    FrameHeader header;
    header.version = versionBits == 3 ? 1 : versionBits == 2 ? 2 : 25;
    header.layer = static_cast<int>(4 - layerBits);
    header.mono = bytes[3] >> 6U == 3;
    header.rate = kRates[rateBits] / (header.version == 1 ? 1U : header.version == 2 ? 2U : 4U);
    header.samples = samplesPerFrame(header.version, header.layer);
    const std::uint32_t bitrate = bitrates(header.version, header.layer)[bitrateBits - 1] * 1000U;
    const std::uint32_t padding = (bytes[2] >> 1U) & 1U;
    header.length = header.layer == 1 ? (12 * bitrate / header.rate + padding) * 4
                                      : header.samples / 8 * bitrate / header.rate + padding;
    return header;
}

std::optional<FrameHeader> headerAt(InputFile& file, std::uint64_t at) {
    return parse(file.view(at, 4));
}

/// Whether `count` frames follow each other from `at` on, the last of them perhaps at the end of the file.
bool isRunOfFrames(InputFile& file, std::uint64_t at, int count) {
    const auto first = headerAt(file, at);
    if (!first) return false;
    for (; count > 0; --count) {
        const auto header = headerAt(file, at);
        if (!header || !header->isOfTheStreamOf(*first)) return false;
        at += header->length;
        if (at == file.size()) return true;
    }
    return at < file.size();
}

/// Whether the frame at `at` carries a length header in place of sound.
bool isLengthHeader(InputFile& file, std::uint64_t at, const FrameHeader& header) {
    constexpr std::size_t kVbriAt = 36;
    const std::size_t sideInfo = header.version == 1 ? (header.mono ? 17 : 32) : (header.mono ? 9 : 17);
    const auto bytes = file.view(at, kVbriAt + 4);
    return header.layer == 3 && (matches(bytes, 4 + sideInfo, "Xing") ||
                                 matches(bytes, 4 + sideInfo, "Info") || matches(bytes, kVbriAt, "VBRI"));
}

/// The next place from `at` on, before `end`, where `run` frames stand in a row.
std::optional<std::uint64_t> findRun(InputFile& file, std::uint64_t from, std::uint64_t end, int run) {
    for (auto at = file.find(0xFF, from, end); at; at = file.find(0xFF, *at + 1, end))
        if (isRunOfFrames(file, *at, run)) return at;
    return std::nullopt;
}

} // namespace

std::optional<std::uint64_t> findMp3Frames(InputFile& file, std::uint64_t from) {
    constexpr std::uint64_t kSearched = std::uint64_t{64} << 10U;
    constexpr int kRun = 4;
    return findRun(file, from, from + kSearched, kRun);
}

Sound measureMp3(InputFile& file, std::uint64_t start) {
    constexpr int kRun = 3;
    Sound sound;
    std::optional<FrameHeader> stream;
    std::uint64_t samples = 0;
    const auto closeStream = [&] {
        if (stream) sound.duration += timeOf(samples, stream->rate);
        samples = 0;
    };
    for (std::uint64_t at = start; at < file.size();) {
        const auto header = headerAt(file, at);
        if (!header || !stream || !header->isOfTheStreamOf(*stream)) {
            const auto found = findRun(file, at, file.size(), kRun);
            if (!found) break;
            closeStream();
            at = *found;
            stream = headerAt(file, at);
            continue;
        }
        if (at + header->length > file.size()) break;
        if (!isLengthHeader(file, at, *header)) {
            samples += header->samples;
            sound.bytes += header->length;
        }
        at += header->length;
    }
    closeStream();
    return sound;
}

} // namespace durus::media

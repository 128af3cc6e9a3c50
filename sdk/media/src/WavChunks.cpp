// SPDX-License-Identifier: Apache-2.0
#include "WavChunks.h"

#include <algorithm>

namespace durus::media {

namespace {

constexpr std::uint32_t kEndless = 0xFFFF'FFFF;

/// Bytes of sound per second, from the "fmt " chunk.
std::uint64_t byteRate(Bytes format) {
    if (format.size() < 16) return 0;
    constexpr std::uint64_t kPcm = 1;
    constexpr std::uint64_t kFloat = 3;
    constexpr std::uint64_t kExtensible = 0xFFFE;
    const auto tag = littleEndian(format, 0, 2);
    const bool plain = tag == kPcm || tag == kFloat || tag == kExtensible;
    return plain ? littleEndian(format, 4, 4) * littleEndian(format, 12, 2) : littleEndian(format, 8, 4);
}

/// The size of the sound: as declared where that can be true, else all that follows.
std::uint64_t soundSize(std::uint64_t declared, std::uint64_t declared64, std::uint64_t available) {
    if (declared == kEndless) declared = declared64;
    return declared == 0 || declared > available ? available : declared;
}

} // namespace

WavChunks readWav(InputFile& file) {
    constexpr int kMostChunks = 10'000;
    WavChunks wav;
    std::uint64_t perSecond = 0;
    std::uint64_t size64 = 0;
    std::uint64_t at = 12;
    for (int count = 0; count < kMostChunks && at + 8 <= file.size(); ++count) {
        const auto head = file.view(at, 8 + 40);
        if (head.size() < 8) break;
        const auto available = file.size() - at - 8;
        auto size = littleEndian(head, 4, 4);
        if (matches(head, 0, "data")) {
            size = wav.sound.bytes = soundSize(size, size64, available);
        } else if (matches(head, 0, "fmt ")) {
            perSecond = byteRate(head.subspan(8));
        } else if (matches(head, 0, "ds64") && head.size() >= 8 + 16) {
            size64 = littleEndian(head, 16, 8);
        } else if (matches(head, 0, "LIST") && matches(head, 8, "INFO") && size >= 4) {
            wav.info = {at + 8, std::min(size, available)};
        } else if (matches(head, 0, "id3 ") || matches(head, 0, "ID3 ")) {
            wav.id3 = {at + 8, std::min(size, available)};
        }
        at += 8 + size + size % 2;
    }
    wav.sound.duration = timeOf(wav.sound.bytes, perSecond);
    return wav;
}

} // namespace durus::media

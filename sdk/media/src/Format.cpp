// SPDX-License-Identifier: Apache-2.0
#include "Format.h"

#include "Mp3Frames.h"
#include "OggPages.h"

namespace durus::media {

namespace {

Format oggFormat(InputFile& file) {
    switch (oggCodecOf(file)) {
    case OggCodec::Opus:
        return Format::Opus;
    case OggCodec::Vorbis:
        return Format::Vorbis;
    case OggCodec::Unknown:
        break;
    }
    return Format::Unknown;
}

bool isWav(Bytes head) {
    return matches(head, 8, "WAVE") &&
           (matches(head, 0, "RIFF") || matches(head, 0, "RF64") || matches(head, 0, "BW64"));
}

} // namespace

Content identify(InputFile& file) {
    const auto head = file.view(0, 16);
    if (isWav(head)) return {Format::Wav, 0};
    if (matches(head, 4, "ftyp")) return {Format::M4a, 0};
    if (matches(head, 0, "OggS")) return {oggFormat(file), 0};

    std::uint64_t start = 0;
    for (auto next = skipId3v2(file, start); next != start; next = skipId3v2(file, start))
        start = next;
    if (matches(file.view(start, 4), 0, "fLaC")) return {Format::Flac, start};
    if (const auto frames = findMp3Frames(file, start)) return {Format::Mp3, *frames};
    return {};
}

std::string_view name(Format format) noexcept {
    switch (format) {
    case Format::Mp3:
        return "mp3";
    case Format::M4a:
        return "m4a";
    case Format::Opus:
        return "opus";
    case Format::Vorbis:
        return "ogg";
    case Format::Flac:
        return "flac";
    case Format::Wav:
        return "wav";
    case Format::Unknown:
        break;
    }
    return "";
}

std::string_view mediaType(Format format) noexcept {
    switch (format) {
    case Format::Mp3:
        return "audio/mpeg";
    case Format::M4a:
        return "audio/mp4";
    case Format::Opus:
        return "audio/ogg; codecs=opus";
    case Format::Vorbis:
        return "audio/ogg; codecs=vorbis";
    case Format::Flac:
        return "audio/flac";
    case Format::Wav:
        return "audio/wav";
    case Format::Unknown:
        break;
    }
    return "";
}

std::uint64_t skipId3v2(InputFile& file, std::uint64_t at) {
    constexpr std::uint64_t kHeader = 10;
    const auto head = file.view(at, kHeader);
    if (head.size() < kHeader || !matches(head, 0, "ID3")) return at;
    std::uint64_t size = 0;
    for (const auto byte : head.subspan(6, 4)) {
        if (byte > 0x7F) return at;
        size = size << 7U | byte;
    }
    const bool hasFooter = (head[5] & 0x10U) != 0;
    return at + kHeader + size + (hasFooter ? kHeader : 0);
}

} // namespace durus::media

// SPDX-License-Identifier: Apache-2.0
#include "FlacFrames.h"
#include "Format.h"
#include "Language.h"
#include "Mp3Frames.h"
#include "Mp4Track.h"
#include "OggPages.h"
#include "Sha256.h"
#include "Tags.h"
#include "WavChunks.h"

#include <durus/core/Error.h>
#include <durus/media/AudioProbe.h>

namespace durus::media {

namespace {

constexpr auto kNextStep = "give an MP3, M4A, Opus, Ogg Vorbis, FLAC or WAV file";

[[noreturn]] void refuse(const InputFile& file, const std::string& fault, std::string nextStep = kNextStep) {
    throw Error(ErrorCode::InvalidInput, file.name() + fault, std::move(nextStep));
}

Content identified(InputFile& file) {
    if (file.size() == 0) refuse(file, " is empty", "get the file again");
    const auto content = identify(file);
    if (content.format == Format::Unknown) refuse(file, " is not audio of a known format");
    return content;
}

Sound measure(InputFile& file, const Content& content) {
    switch (content.format) {
    case Format::Mp3:
        return measureMp3(file, content.start);
    case Format::Opus:
    case Format::Vorbis:
        return measureOgg(file);
    case Format::Flac:
        return measureFlac(file, content.start);
    case Format::Wav:
        return readWav(file).sound;
    case Format::M4a:
    case Format::Unknown:
        break;
    }
    return {};
}

/// No speech codec goes below this, so a length that would mean it is a lie.
bool isPlausible(const Sound& sound) {
    constexpr std::uint64_t kLowestBitsPerSecond = 100;
    const auto seconds = static_cast<std::uint64_t>(sound.duration.count()) / 1000;
    return seconds * kLowestBitsPerSecond <= sound.bytes * 8;
}

void put(AudioInfo& info, const Sound& sound) {
    if (!isPlausible(sound)) return;
    info.duration = sound.duration;
    const auto milliseconds = static_cast<std::uint64_t>(sound.duration.count());
    if (milliseconds > 0)
        info.bitrateKbps = static_cast<int>((sound.bytes * 8 + milliseconds / 2) / milliseconds);
}

void put(AudioInfo& info, Tags tags) {
    info.title = std::move(tags.title);
    info.artist = std::move(tags.artist);
    info.album = std::move(tags.album);
    info.comment = std::move(tags.comment);
    info.language = languageCode(tags.language);
    info.track = tags.track;
}

void readMp4(AudioInfo& info, InputFile& file, const Content& content) {
    const auto track = readMp4Track(file);
    if (!track.isFound)
        refuse(file, " holds no sound, or was cut off before its index",
               "get the file again, or record it again");
    put(info, track.sound);
    if (track.wellFormed) put(info, readTags(file, content));
    if (info.language.empty()) info.language = languageCode(track.language);
}

void readOther(AudioInfo& info, InputFile& file, const Content& content) {
    const auto sound = measure(file, content);
    if (sound.bytes == 0) refuse(file, " holds no sound", "get the file again");
    put(info, sound);
    put(info, readTags(file, content));
}

} // namespace

AudioInfo probeAudio(const std::filesystem::path& path) {
    InputFile file(path);
    const auto content = identified(file);
    AudioInfo info;
    info.format = name(content.format);
    info.mediaType = mediaType(content.format);
    info.sizeBytes = file.size();
    if (content.format == Format::M4a)
        readMp4(info, file, content);
    else
        readOther(info, file, content);
    info.sha256 = sha256Of(file);
    if (file.hasChanged())
        throw Error(ErrorCode::StorageFailure, file.name() + " changed while it was being read",
                    "try again when nothing writes to it");
    return info;
}

} // namespace durus::media

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Time.h>

#include <cstdint>
#include <filesystem>
#include <string>

namespace durus::media {

/// What an audio file says of itself. Texts are UTF-8 without control characters, at most 4 KiB each, and
/// empty where the file has no such tag.
struct AudioInfo {
    std::string format; ///< "mp3", "m4a", "opus", "ogg", "flac", "wav": by content; also the file extension
    std::string mediaType; ///< what to serve it as: "audio/mpeg", "audio/mp4", "audio/ogg; codecs=opus" ...
    Milliseconds duration{0}; ///< from counting frames where a header may lie; 0 = unknown
    int bitrateKbps = 0;      ///< of the sound alone, on average
    std::uint64_t sizeBytes = 0;
    std::string sha256; ///< of the whole file, lower-case hexadecimal

    std::string title;
    std::string artist;
    std::string album;
    std::string comment;
    std::string language; ///< ISO 639 code if tagged: two letters where there is such a code, else three
    int track = 0;        ///< 0 = not tagged
};

/// Reads a file's format (from its bytes, never its name), tags, duration and digest. Files of any size are
/// read in constant memory, and a hostile one is an Error like any other.
/// Thread: any. Blocks on the disk for as long as reading the whole file takes.
/// Errors: Error(NotFound) if there is no such file; Error(InvalidInput) if it is not a regular file, not
/// audio of a known format or holds no sound; Error(StorageFailure) if it cannot be read or is being written
/// meanwhile.
AudioInfo probeAudio(const std::filesystem::path& file);

} // namespace durus::media

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "InputFile.h"

#include <string_view>

namespace durus::media {

enum class Format { Unknown, Mp3, M4a, Opus, Vorbis, Flac, Wav };

/// What a file holds and where that starts: behind any ID3v2 tags.
struct Content {
    Format format = Format::Unknown;
    std::uint64_t start = 0;
};

/// Tells the format from the file's bytes.
Content identify(InputFile& file);

/// As AudioInfo::format and AudioInfo::mediaType name it.
std::string_view name(Format format) noexcept;
std::string_view mediaType(Format format) noexcept;

/// The end of the ID3v2 tag at `at`; `at` itself if there is none.
std::uint64_t skipId3v2(InputFile& file, std::uint64_t at);

} // namespace durus::media

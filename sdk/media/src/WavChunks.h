// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "InputFile.h"
#include "Sound.h"

namespace durus::media {

/// A stretch of a file.
struct Extent {
    std::uint64_t at = 0;
    std::uint64_t size = 0;
};

/// What a RIFF WAVE file holds, and where.
struct WavChunks {
    Sound sound;
    Extent info; ///< the LIST chunk's content, "INFO" and what follows; size 0 if there is none
    Extent id3;  ///< an ID3v2 tag; size 0 if there is none
};

/// Walks the chunks. A length of the sound that is 0, larger than the file or the mark of a stream without
/// end is replaced by what the file holds: recorders write the length last, and some never get to it.
WavChunks readWav(InputFile& file);

} // namespace durus::media

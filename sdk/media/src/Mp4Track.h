// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "InputFile.h"
#include "Sound.h"

#include <string>

namespace durus::media {

/// The first sound track of an MP4 file.
struct Mp4Track {
    bool isFound = false;
    Sound sound;
    std::string language;    ///< as coded in the track: three letters, or empty
    bool wellFormed = false; ///< what walkMp4() returned for the file
};

/// Reads the track's boxes. The length is the sum of its samples' durations, in fragmented files too; the one
/// its header states counts only where there are no samples to add up.
Mp4Track readMp4Track(InputFile& file);

} // namespace durus::media

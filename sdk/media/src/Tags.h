// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "Format.h"

#include <string>

namespace durus::media {

/// The tags of a file, cleaned as AudioInfo promises; language as the file has it.
struct Tags {
    std::string title;
    std::string artist;
    std::string album;
    std::string comment;
    std::string language;
    int track = 0;
};

/// Reads them by TagLib. A tag that is damaged counts as not there.
/// REQUIRES for M4a: the file's boxes are well formed; TagLib follows them blindly.
Tags readTags(InputFile& file, const Content& content);

} // namespace durus::media

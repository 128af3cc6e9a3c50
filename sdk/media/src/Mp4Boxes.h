// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "InputFile.h"

#include <functional>
#include <string>

namespace durus::media {

/// A box of an MP4 file; body and end are offsets in the file.
struct Mp4Box {
    std::string type;
    std::uint64_t body = 0;
    std::uint64_t end = 0;
};

/// Called for each box before those it holds, with the type of the box it is in, "" at the top.
using Mp4Visitor = std::function<void(const Mp4Box& box, const std::string& parent)>;

/// Walks the boxes in the order of the file. Returns whether all of them lie within their parents and none is
/// nested absurdly deep: TagLib recurses as deep as the file tells it to, so it must not see a file of which
/// this is not true. A last box that the end of the file cuts off is not visited and no fault.
bool walkMp4(InputFile& file, const Mp4Visitor& visitor);

} // namespace durus::media

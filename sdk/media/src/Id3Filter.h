// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "InputFile.h"

#include <string>

namespace durus::media {

/// A copy of the ID3v2 tag at `at` that holds nothing but the text frames a lecture needs; "" if there is no
/// such tag. TagLib gets this in place of the tag itself: it would unpack compressed frames of any size into
/// memory and follow nested chapters until the stack ends.
std::string filteredId3v2(const InputFile& file, std::uint64_t at);

} // namespace durus::media

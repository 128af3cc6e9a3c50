// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <taglib/tstring.h>

#include <string>

namespace durus::media {

/// A tag's text as valid UTF-8 without control characters and blanks around it, cut at 4 KiB. Text that was
/// stored as UTF-8 or as Windows-1256 but marked Latin-1, as in many old Arabic recordings, is repaired.
std::string tagText(const TagLib::String& text);

} // namespace durus::media

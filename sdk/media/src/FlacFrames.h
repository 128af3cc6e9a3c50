// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "InputFile.h"
#include "Sound.h"

namespace durus::media {

/// Measures the sound of the FLAC stream whose "fLaC" stands at `from`. The last frames of the file say how
/// long it is; the header is believed where they agree with it, or where none are found.
Sound measureFlac(InputFile& file, std::uint64_t from);

} // namespace durus::media

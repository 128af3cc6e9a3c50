// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "InputFile.h"
#include "Sound.h"

#include <optional>

namespace durus::media {

/// Where the sound of an MPEG audio file (layers I to III) starts: the first of several frames in a row that
/// agree with each other, looked for in the 64 KiB behind `from`. Nothing if there is none.
std::optional<std::uint64_t> findMp3Frames(InputFile& file, std::uint64_t from);

/// Measures the sound from `start` on by walking every frame. Length headers (Xing, Info, VBRI) are not
/// believed, and not counted as sound; damaged stretches are skipped.
Sound measureMp3(InputFile& file, std::uint64_t start);

} // namespace durus::media

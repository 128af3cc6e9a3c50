// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "InputFile.h"
#include "Sound.h"

namespace durus::media {

enum class OggCodec { Unknown, Vorbis, Opus };

/// The codec of the first logical stream.
OggCodec oggCodecOf(InputFile& file);

/// Measures the sound by walking every page: chained streams are added up, a stream that was cut from the
/// middle of a broadcast counts from its first page, damaged stretches are skipped.
Sound measureOgg(InputFile& file);

} // namespace durus::media

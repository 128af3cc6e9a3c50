// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/TempDir.h"

#include <durus/core/Error.h>
#include <durus/media/AudioProbe.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace durus::media::test {

/// The eight files of samples/library/audio, by name.
std::vector<std::filesystem::path> sampleFiles();

/// The content of a file of samples/library/audio.
std::string sample(const std::string& name);

/// Writes `content` to a file of its own and probes it.
AudioInfo probeBytes(const std::string& content);

/// The error that probing `content` or `file` ends with. Fails the test if there is none.
Error errorOfBytes(const std::string& content);
Error errorOf(const std::filesystem::path& file);

/// Fails the test unless `actual` is within `percent` of `expected`.
void assertNear(std::int64_t expectedMilliseconds, Milliseconds actual, double percent = 2.0);

std::string bigEndian(std::uint64_t value, int bytes);
std::string littleEndian(std::uint64_t value, int bytes);
/// Four bytes of seven bits each, as ID3v2 writes sizes.
std::string synchSafe(std::uint64_t value);

/// Silent MPEG-1 layer III frames, 44100 Hz mono, 26.12 ms each, at 128 and 32 kbps in turn or all at 64.
std::string mp3Frames(int count, bool variable = false);
inline constexpr double kMp3FrameMilliseconds = 1152 * 1000.0 / 44100;

std::string id3v2(int version, const std::string& frames, int flags = 0);
/// A text frame of version 3 or 4; `encoding` as ID3v2 numbers it.
std::string textFrame(const std::string& id, const std::string& text, int encoding = 3, int version = 4);

/// An MP4 or RIFF piece with its length.
std::string box(const std::string& type, const std::string& body);
std::string chunk(const std::string& type, const std::string& body);

/// Replaces the one place in `content` where `old` stands.
void replaceOnce(std::string& content, const std::string& old, const std::string& fresh);

} // namespace durus::media::test

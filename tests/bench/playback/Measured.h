// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace durus::bench {

/// What playing a file cost, beginning when libVLC was loaded.
struct Measured {
    std::int64_t firstAudioMicroseconds = 0; ///< from being told to play to the first samples
    std::int64_t cpuMicroseconds = 0;        ///< of all threads, until the natural end
};

/// How far to play: to the natural end, or to the first samples.
enum class Extent { ToEnd, ToFirstAudio };

/// With bare libVLC: a media player, a sink that drops the samples, the event of the end. Nothing else.
Measured playBare(const std::string& file, Extent extent);
/// The same with Player and VlcBackend.
Measured playWithPlayer(const std::string& file, Extent extent);

/// Processor time of this process so far.
std::int64_t cpuMicroseconds();
std::int64_t steadyNanoseconds();

} // namespace durus::bench

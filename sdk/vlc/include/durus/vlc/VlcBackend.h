// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Clock.h>
#include <durus/core/Log.h>
#include <durus/player/PlayerBackend.h>

#include <atomic>
#include <cstdint>
#include <memory>

namespace durus::vlc {

enum class VlcOutput {
    Default,     ///< what the machine has: PulseAudio, ALSA, ...
    ClockedNull, ///< none: samples are taken at the speed they would be heard, to the last one, and dropped
};

/// What a clocked null output was given. Written by libVLC's threads.
struct RenderedAudio {
    static constexpr unsigned kFramesPerSecond = 44'100;

    std::atomic<std::uint64_t> frames{0};
    std::atomic<std::int64_t> firstAt{
        0}; ///< when the first came: ns of std::chrono::steady_clock; 0 = not yet
};

struct VlcOptions {
    VlcOutput output = VlcOutput::Default;
    /// How much of a network stream libVLC holds ahead.
    Milliseconds networkCaching{1'000};
    /// If set, a ClockedNull output counts here.
    std::shared_ptr<RenderedAudio> rendered{};
};

/// Makes a backend that plays with libVLC 3. All backends of a process share one libVLC instance.
///
/// What libVLC asks of the process: call setlocale() and setenv() before this; do not ignore SIGCHLD, and
/// wait for no child but your own by its id. The player's thread and libVLC's own block SIGPIPE themselves.
/// Errors: Error(Unavailable) if libVLC or its plugins are not installed. `clock` and `log` outlive the
/// backend; `log` is written on a thread that plays nothing.
std::unique_ptr<player::PlayerBackend> makeVlcBackend(const VlcOptions& options, const Clock& clock,
                                                      Log& log);

} // namespace durus::vlc

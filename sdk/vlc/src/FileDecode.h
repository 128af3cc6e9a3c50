// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "VlcInstance.h"

#include <durus/core/Time.h>

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <vector>

namespace durus::vlc {

/// Decodes a file once, as fast as the machine can, and counts what comes out. It streams into memory, where
/// libVLC is not held to any clock. Thread: one; libVLC's own count.
class FileDecode {
public:
    /// Nothing decoded for so long means the decoder hangs.
    static constexpr Milliseconds kPatience{20'000};

    explicit FileDecode(VlcInstance& instance) : instance_(instance) {}
    FileDecode(const FileDecode&) = delete;
    FileDecode& operator=(const FileDecode&) = delete;

    /// Returns how much sound the file held. Blocks while it decodes.
    /// Errors: Error(Corrupt) if libVLC gives up on it or hangs; Error(Unavailable) if libVLC cannot begin.
    Milliseconds run(const std::filesystem::path& file);

private:
    static void onEvent(const libvlc_event_t* event, void* self);
    static void onBuffer(void* self, std::uint8_t** buffer, std::size_t size);
    static void onSamples(void* self, std::uint8_t* samples, unsigned channels, unsigned rate,
                          unsigned frames, unsigned bitsPerSample, std::size_t size, std::int64_t pts);

    MediaHandle makeMedia(const std::filesystem::path& file);
    bool waitForEnd();

    VlcInstance& instance_;
    std::vector<std::uint8_t> buffer_;
    std::atomic<std::int64_t> microseconds_{0};
    std::mutex mutex_;
    std::condition_variable changed_;
    bool over_ = false;
    bool failed_ = false;
};

} // namespace durus::vlc

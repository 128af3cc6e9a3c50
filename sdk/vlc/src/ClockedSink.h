// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/vlc/VlcBackend.h>

#include <vlc/vlc.h>

#include <condition_variable>
#include <memory>
#include <mutex>

namespace durus::vlc {

/// An audio output for machines without sound: drops the samples, but lets libVLC's end of media wait until
/// the last of them would have been heard. Without that libVLC ends a second early.
/// Thread: libVLC's decoder calls in; cancel() and ready() any.
class ClockedSink {
public:
    explicit ClockedSink(std::shared_ptr<RenderedAudio> rendered);
    ClockedSink(const ClockedSink&) = delete;
    ClockedSink& operator=(const ClockedSink&) = delete;

    /// Becomes the player's output. The sink outlives it.
    void attachTo(libvlc_media_player_t* player);
    /// Makes a wait for the last samples end now: before a stop.
    void cancel();
    /// Allows such waits again: before a play.
    void ready();

private:
    static void onPlay(void* self, const void* samples, unsigned frames, int64_t pts);
    static void onFlush(void* self, int64_t pts);
    static void onDrain(void* self);

    std::shared_ptr<RenderedAudio> rendered_;
    std::mutex mutex_;
    std::condition_variable changed_;
    int64_t heardBy_ = 0; ///< on libVLC's clock
    bool cancelled_ = false;
};

} // namespace durus::vlc

// SPDX-License-Identifier: Apache-2.0
#include "ClockedSink.h"

#include <chrono>
#include <utility>

namespace durus::vlc {

ClockedSink::ClockedSink(std::shared_ptr<RenderedAudio> rendered)
    : rendered_(rendered ? std::move(rendered) : std::make_shared<RenderedAudio>()) {}

void ClockedSink::attachTo(libvlc_media_player_t* player) {
    libvlc_audio_set_callbacks(player, &onPlay, nullptr, nullptr, &onFlush, &onDrain, this);
    libvlc_audio_set_format(player, "S16N", RenderedAudio::kFramesPerSecond, 2);
}

void ClockedSink::cancel() {
    {
        const std::lock_guard lock(mutex_);
        cancelled_ = true;
    }
    changed_.notify_all();
}

void ClockedSink::ready() {
    const std::lock_guard lock(mutex_);
    cancelled_ = false;
    heardBy_ = 0;
}

void ClockedSink::onPlay(void* self, const void*, unsigned frames, int64_t pts) {
    auto& sink = *static_cast<ClockedSink*>(self);
    if (sink.rendered_->frames.fetch_add(frames, std::memory_order_relaxed) == 0)
        sink.rendered_->firstAt =
            std::chrono::steady_clock::now().time_since_epoch() / std::chrono::nanoseconds{1};
    const std::lock_guard lock(sink.mutex_);
    sink.heardBy_ = pts + int64_t{frames} * 1'000'000 / RenderedAudio::kFramesPerSecond;
}

void ClockedSink::onFlush(void* self, int64_t) {
    auto& sink = *static_cast<ClockedSink*>(self);
    const std::lock_guard lock(sink.mutex_);
    sink.heardBy_ = 0;
}

void ClockedSink::onDrain(void* self) {
    auto& sink = *static_cast<ClockedSink*>(self);
    std::unique_lock lock(sink.mutex_);
    const auto left = std::chrono::microseconds{sink.heardBy_ - libvlc_clock()};
    sink.changed_.wait_for(lock, left, [&sink] { return sink.cancelled_; });
}

} // namespace durus::vlc

// SPDX-License-Identifier: Apache-2.0
#include "Measured.h"

#include <vlc/vlc.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <stdexcept>

namespace durus::bench {

namespace {

constexpr unsigned kRate = 44'100;

struct Sink {
    std::atomic<std::int64_t> firstAt{0};
    std::atomic<std::int64_t> heardBy{0};
    std::mutex mutex;
    std::condition_variable changed;
    bool over = false;
    Extent extent = Extent::ToEnd;

    void finish() {
        {
            const std::lock_guard lock(mutex);
            over = true;
        }
        changed.notify_all();
    }
};

void onPlay(void* self, const void*, unsigned frames, std::int64_t pts) {
    auto& sink = *static_cast<Sink*>(self);
    sink.heardBy = pts + std::int64_t{frames} * 1'000'000 / kRate;
    if (sink.firstAt != 0) return;
    sink.firstAt = steadyNanoseconds();
    if (sink.extent == Extent::ToFirstAudio) sink.finish();
}

void onDrain(void* self) {
    auto& sink = *static_cast<Sink*>(self);
    std::unique_lock lock(sink.mutex);
    const auto left = std::chrono::microseconds{sink.heardBy - libvlc_clock()};
    sink.changed.wait_for(lock, left, [&] { return sink.over; });
}

void onEnd(const libvlc_event_t*, void* self) {
    static_cast<Sink*>(self)->finish();
}

} // namespace

Measured playBare(const std::string& file, Extent extent) {
    Sink sink;
    sink.extent = extent;
    const char* const arguments[] = {"--no-video"};
    libvlc_instance_t* vlc = libvlc_new(1, arguments);
    if (vlc == nullptr) throw std::runtime_error("libVLC does not start");
    libvlc_media_player_t* player = libvlc_media_player_new(vlc);
    libvlc_audio_set_callbacks(player, onPlay, nullptr, nullptr, nullptr, onDrain, &sink);
    libvlc_audio_set_format(player, "S16N", kRate, 2);
    libvlc_event_attach(libvlc_media_player_event_manager(player), libvlc_MediaPlayerEndReached, onEnd,
                        &sink);

    const std::int64_t cpuBefore = cpuMicroseconds();
    const std::int64_t told = steadyNanoseconds();
    libvlc_media_t* media = libvlc_media_new_path(vlc, file.c_str());
    for (const char* option : {":no-video", ":no-spu", ":no-sub-autodetect-file"})
        libvlc_media_add_option(media, option);
    libvlc_media_player_set_media(player, media);
    libvlc_media_release(media);
    libvlc_media_player_play(player);
    {
        std::unique_lock lock(sink.mutex);
        sink.changed.wait(lock, [&] { return sink.over; });
    }
    libvlc_media_player_stop(player);
    const Measured measured{(sink.firstAt - told) / 1'000, cpuMicroseconds() - cpuBefore};
    libvlc_media_player_release(player);
    libvlc_release(vlc);
    return measured;
}

} // namespace durus::bench

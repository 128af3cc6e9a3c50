// SPDX-License-Identifier: Apache-2.0
#include "Measured.h"

#include <durus/player/Player.h>
#include <durus/vlc/VlcBackend.h>

#include <condition_variable>
#include <memory>
#include <mutex>

namespace durus::bench {

Measured playWithPlayer(const std::string& file, Extent extent) {
    SystemClock clock;
    SystemRandom random;
    NullLog log;
    InlineExecutor executor;
    const auto rendered = std::make_shared<vlc::RenderedAudio>();
    vlc::VlcOptions options;
    options.output = vlc::VlcOutput::ClockedNull;
    options.rendered = rendered;
    player::Player player(vlc::makeVlcBackend(options, clock, log), {clock, random, log});

    std::mutex mutex;
    std::condition_variable changed;
    bool over = false;
    const auto listening = player.subscribe(executor, [&](const model::PlaybackEvent& event) {
        if (!std::holds_alternative<model::PlaybackEnded>(event.body)) return;
        const std::lock_guard lock(mutex);
        over = true;
        changed.notify_all();
    });
    const std::int64_t cpuBefore = cpuMicroseconds();
    const std::int64_t told = steadyNanoseconds();
    model::MediaItem item;
    item.uri = file;
    player.open(std::move(item));
    player.play();
    {
        std::unique_lock lock(mutex);
        const auto isOver = [&] { return over; };
        if (extent == Extent::ToEnd) {
            changed.wait(lock, isOver);
        } else {
            while (rendered->firstAt == 0 && !over)
                changed.wait_for(lock, std::chrono::milliseconds{20}, isOver);
        }
    }
    player.stop();
    player.drain();
    return {(rendered->firstAt - told) / 1'000, cpuMicroseconds() - cpuBefore};
}

} // namespace durus::bench

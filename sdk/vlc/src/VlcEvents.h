// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "VlcInstance.h"

#include <durus/core/Clock.h>
#include <durus/player/PlayerBackend.h>

#include <atomic>
#include <thread>

namespace durus::vlc {

/// Hears a media player's events and hands them on as signals. On libVLC's threads it copies, stamps and
/// queues, and calls nothing of libVLC: nearly every call would deadlock there.
class VlcEvents {
public:
    VlcEvents(libvlc_media_player_t* player, const VlcInstance& instance, const Clock& clock);
    ~VlcEvents();
    VlcEvents(const VlcEvents&) = delete;
    VlcEvents& operator=(const VlcEvents&) = delete;

    /// Thread: the player's, before anything plays.
    void setListener(player::BackendListener& listener) { listener_ = &listener; }
    /// What is heard from now on belongs to `generation`, whose media are behind a network or not.
    /// Thread: the player's, while nothing plays.
    void begin(std::uint64_t generation, bool remote);
    void report(player::BackendSignal::Body body) const;
    /// A failure, with the cause libVLC gave in its log.
    void reportFailure() const;

private:
    static void onEvent(const libvlc_event_t* event, void* self);
    void take(const libvlc_event_t& event);
    void takeTick(Milliseconds position) const;
    void takeBuffering(int percent);

    libvlc_event_manager_t* manager_;
    const VlcInstance& instance_;
    const Clock& clock_;
    player::BackendListener* listener_ = nullptr;
    std::atomic<std::uint64_t> generation_{0};
    std::atomic<bool> remote_{false};
    std::atomic<std::thread::id> owner_; ///< the player's thread
    std::atomic<bool> buffering_{false};
    std::atomic<bool> failed_{false};
};

} // namespace durus::vlc

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/player/PlaybackSession.h>
#include <durus/player/Player.h>

#include <optional>
#include <vector>

namespace durus::player {

/// The player without its thread: carries out commands on a backend, takes its signals, and collects the
/// events. Deterministic under a manual clock. Thread: one at a time, the backend's own.
class PlayerCore {
public:
    PlayerCore(PlayerBackend& backend, Player::Environment environment, const PlayerOptions& options);

    void open(model::MediaItem item, Milliseconds startAt);
    void play();
    void pause();
    void seek(Milliseconds position);
    void setRate(double rate);
    void setVolume(int percent);
    void stop();
    /// Ends what is playing as Released, and lets go of the media.
    void release();

    /// Takes a signal; one of an earlier generation, or of a session that is over, is dropped.
    void handle(const BackendSignal& signal);
    /// Does what is due at `now`.
    void advance(MonotonicTime now);
    /// When advance() has something to do, if nothing else happens.
    std::optional<MonotonicTime> deadline() const;

    const std::optional<PlaybackSession>& session() const noexcept { return session_; }
    std::vector<model::PlaybackEvent> takeEvents();

private:
    bool isLive() const noexcept { return session_ && !session_->isOver(); }
    MonotonicTime now();
    void begin(model::MediaItem item, Milliseconds startAt);
    void endLive(model::EndReason reason);
    void followUp(const BackendSignal& signal);
    void collect();

    PlayerBackend& backend_;
    Player::Environment environment_;
    PlayerOptions options_;
    std::optional<PlaybackSession> session_;
    std::uint64_t generation_ = 0;
    MonotonicTime
        latest_; ///< signals are stamped on other threads; time given to the session never goes back
    bool wantsPlaying_ = false;
    Milliseconds restartAt_{0}; ///< where play() begins once the session is over
    double rate_ = 1.0;
    std::optional<int> volume_;
    std::vector<model::PlaybackEvent> events_;
};

} // namespace durus::player

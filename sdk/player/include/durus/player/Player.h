// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Clock.h>
#include <durus/core/Executor.h>
#include <durus/core/Log.h>
#include <durus/core/Random.h>
#include <durus/core/Subscription.h>
#include <durus/model/MediaItem.h>
#include <durus/model/PlaybackEvent.h>
#include <durus/player/PlayerBackend.h>
#include <durus/player/PlayerOptions.h>
#include <durus/player/PlayerSnapshot.h>

#include <functional>
#include <memory>

namespace durus::player {

/// Plays one item at a time and tells what happens.
///
/// Commands queue to the player thread and return at once; what became of them is told by events. Any call is
/// allowed from any thread, event handlers included. Handlers run on the executor they were subscribed with,
/// in order, never on a thread of libVLC and never while a lock is held.
class Player {
public:
    using Handler = std::function<void(const model::PlaybackEvent&)>;

    /// What the player needs of the world; all references outlive it.
    struct Environment {
        const Clock& clock;
        Random& random;
        Log& log;
    };

    Player(std::unique_ptr<PlayerBackend> backend, Environment environment, PlayerOptions options = {});
    /// Ends the session with EndReason::Released, delivers the last events to the executors, joins.
    /// Returns within a second, whatever the network does. Thread: any but the player's own.
    ~Player();
    Player(const Player&) = delete;
    Player& operator=(const Player&) = delete;

    /// Begins a new session on `item`, paused at `startAt`; a session in progress ends as Replaced.
    void open(model::MediaItem item, Milliseconds startAt = Milliseconds{0});
    /// Begins or resumes. Once the session is over it begins a new one on the same item: from the start after
    /// a natural end, otherwise from where the last one ended or was moved to since.
    void play();
    void pause();
    /// Moves to `position`, held within [0, duration].
    void seek(Milliseconds position);
    /// 0.25 .. 4.0; values outside are held to that.
    void setRate(double rate);
    /// 0 .. 100; values outside are held to that.
    void setVolume(int percent);
    void stop();

    PlayerSnapshot snapshot() const;

    /// Delivers every event from now on. Two positions in a row may be coalesced if the executor lags;
    /// transitions never are. The subscription's end is a barrier: after it, the handler runs no more; so do
    /// not end it while holding a lock the handler wants. Ending it from within the handler is allowed. The
    /// executor outlives the subscription, which may outlive the player. A handler must not throw.
    Subscription subscribe(Executor& executor, Handler handler);

    /// Returns when every command given before has been carried out, and the events of that and of what the
    /// backend answered at once were posted to the executors. Thread: any but the player's own. For orderly
    /// shutdown and tests.
    void drain();

private:
    class Engine;
    std::unique_ptr<Engine> engine_;
};

} // namespace durus::player

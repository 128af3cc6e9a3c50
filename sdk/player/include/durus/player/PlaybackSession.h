// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/model/MediaItem.h>
#include <durus/model/PlaybackEvent.h>
#include <durus/model/PlayedRanges.h>
#include <durus/player/DurationFilter.h>
#include <durus/player/PlayerBackend.h>
#include <durus/player/PlayerOptions.h>
#include <durus/player/PlayerSnapshot.h>
#include <durus/player/PositionTrack.h>
#include <durus/player/ProgressThrottle.h>
#include <durus/player/StallWatchdog.h>

#include <optional>
#include <vector>

namespace durus::player {

/// One playing of one item: makes of a backend's raw signals the events that are recorded. Fed with signals,
/// commands and the time, it knows no thread, no clock and no backend, so a player of one's own can be
/// recorded through it too. Times given must not go back. Thread: one at a time.
class PlaybackSession {
public:
    /// A report follows the last of a row of seeks after so long.
    static constexpr Milliseconds kSeekDebounce{1'000};
    /// Buffering is told once it has lasted so long; at each seek it takes a millisecond.
    static constexpr Milliseconds kBufferingShows{250};

    /// Begins paused at `startAt`.
    PlaybackSession(model::SessionId id, model::MediaItem item, Milliseconds startAt, double rate,
                    const PlayerOptions& options, MonotonicTime now);

    void apply(const BackendSignal& signal);
    /// Tells of a move that was asked for; the target is held within the item. Returns where it goes.
    Milliseconds seek(Milliseconds target, MonotonicTime now);
    void setRate(double rate, MonotonicTime now);
    /// Ends the session for a reason that is not the backend's: StoppedByUser, Replaced or Released.
    void end(model::EndReason reason, MonotonicTime now);
    /// Does what is due by `now`: reports progress, notices a stall.
    void advance(MonotonicTime now);
    /// When advance() has something to do, if nothing else happens.
    std::optional<MonotonicTime> deadline() const;

    bool isOver() const noexcept { return ended_.has_value(); }
    /// Why it ended; nothing while it lasts.
    std::optional<model::EndReason> endReason() const noexcept { return ended_; }
    const model::MediaItem& item() const noexcept { return item_; }
    Milliseconds position(MonotonicTime now) const;
    PlayerSnapshot snapshot(MonotonicTime now) const;
    const PositionTrack& track() const noexcept { return track_; }

    /// What has happened since the last call, in order. Sequence and wall time are left to the caller.
    std::vector<model::PlaybackEvent> takeEvents();

private:
    void onOpening(MonotonicTime at);
    void onPlaying(MonotonicTime at);
    void onPaused(MonotonicTime at);
    void onTick(Milliseconds position, MonotonicTime at);
    void onBuffering(int percent, MonotonicTime at);
    void onEndReached(MonotonicTime at);
    void onFailed(const FailedSignal& failed, MonotonicTime at);
    void beginStall(MonotonicTime now);
    void finish(model::EndReason reason, MonotonicTime at);
    void close(model::EndReason reason, MonotonicTime at);
    void credit(PositionTrack::Span played);
    void checkCompletion(MonotonicTime at, bool naturalEnd);
    void reportProgress(MonotonicTime at);
    void enter(model::PlaybackState state, MonotonicTime at);
    void emit(MonotonicTime at, model::PlaybackEvent::Body body);
    void tellDuration(MonotonicTime at);
    Milliseconds trustedDuration() const noexcept;
    Milliseconds held(Milliseconds position) const noexcept;
    double coverage() const noexcept { return played_.coverage(trustedDuration()); }

    model::SessionId id_;
    model::MediaItem item_;
    model::CompletionPolicy completion_;
    PositionTrack track_;
    DurationFilter duration_;
    ProgressThrottle throttle_;
    StallWatchdog watchdog_;
    model::PlayedRanges played_;
    model::PlaybackState state_ = model::PlaybackState::Paused;
    std::optional<MonotonicTime> bufferingSince_;
    bool touched_ = false; ///< something was played or moved, so that there is a position worth keeping
    bool ticked_ = false;  ///< playback was seen to proceed
    bool completed_ = false;
    std::optional<model::EndReason> ended_;
    std::vector<model::PlaybackEvent> events_;
};

} // namespace durus::player

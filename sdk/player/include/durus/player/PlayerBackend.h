// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Time.h>

#include <cstdint>
#include <string>
#include <variant>

namespace durus::player {

/// What a backend reports. Plain facts, as they come; the player makes sense of them.
struct OpeningSignal {};
struct PlayingSignal {};
struct PausedSignal {};
struct StoppedSignal {};
struct EndReachedSignal {};
struct FailedSignal {
    std::string fault;
    bool retryable = false;
};
struct PositionSignal {
    Milliseconds position{0};
};
struct DurationSignal {
    Milliseconds duration{0};
};
struct BufferingSignal {
    int percent = 0;
};

struct BackendSignal {
    using Body = std::variant<OpeningSignal, PlayingSignal, PausedSignal, StoppedSignal, EndReachedSignal,
                              FailedSignal, PositionSignal, DurationSignal, BufferingSignal>;
    std::uint64_t generation = 0; ///< of the open() it belongs to: late news of an old item is dropped
    MonotonicTime at;
    Body body;
};

/// Takes a backend's signals.
class BackendListener {
public:
    virtual ~BackendListener() = default;
    /// Thread: any, libVLC's own among them; so it only queues, and returns at once.
    virtual void onSignal(BackendSignal signal) noexcept = 0;
};

/// A machine that plays: the port of the player. Implementations: NullBackend here, VlcBackend in durus/vlc.
/// Each passes the contract suite tests/contract/PlayerBackendContract.h.
/// Thread: every call comes from the one player thread, which also destroys it. No call waits for media, disk
/// or network. Errors: nothing is thrown; what goes wrong with the media is a FailedSignal.
class PlayerBackend {
public:
    virtual ~PlayerBackend() = default;

    /// Called once, before anything else. The listener outlives the backend.
    virtual void setListener(BackendListener& listener) = 0;

    /// Loads `uri` without playing it; ends what was loaded before. Playback will begin at `startAt`.
    virtual void open(const std::string& uri, Milliseconds startAt, std::uint64_t generation) = 0;
    /// Begins, resumes, or after the natural end begins again from the start.
    virtual void play() = 0;
    /// May do nothing until the PlayingSignal: the player asks again then.
    virtual void pause() = 0;
    /// Need not be answered by a signal; the next PositionSignal tells where playback goes on.
    virtual void seek(Milliseconds position) = 0;
    virtual void setRate(double rate) = 0;
    virtual void setVolume(int percent) = 0;
    /// Reports to `listener` what has happened meanwhile: for a backend that has no thread of its own. The
    /// player calls it before each look at the clock.
    virtual void poll(BackendListener& listener) { static_cast<void>(listener); }
    /// Ends playback and returns when the backend has let go of the media. No signal of its generation is
    /// reported after stop() returned.
    virtual void stop() = 0;
};

} // namespace durus::player

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Time.h>
#include <durus/model/Ids.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace durus::model {

enum class PlaybackState { Idle, Opening, Buffering, Playing, Paused, Stalled, Ended, Stopped, Failed };

/// Why playback came to its end.
enum class EndReason {
    PlayedToEnd,   ///< the natural end, with the tail really played
    Truncated,     ///< the source ended early: a cut transfer or a broken file
    StoppedByUser, ///< stop()
    Replaced,      ///< another item was opened
    Failed,        ///< an error, told by a PlaybackFailed before
    Released,      ///< the player was destroyed while playing
    Unknown,       ///< found unfinished after a crash
};

enum class DiscontinuityReason { Seek, Foreign };

/// How much a duration can be trusted. Only Catalogue and Container count for completion.
enum class DurationConfidence { Unknown, Estimated, Container, Catalogue };

std::string_view name(PlaybackState state) noexcept; ///< "playing"
std::string_view name(EndReason reason) noexcept;    ///< "played_to_end"
std::string_view name(DiscontinuityReason reason) noexcept;

struct StateChanged {
    PlaybackState state = PlaybackState::Idle;
    Milliseconds position{0};
};
/// The throttled tick, and one more at each transition. `coverage` is the share of the duration that was
/// really played, 0..1; 0 while the duration is not trusted.
struct ProgressReported {
    Milliseconds position{0};
    Milliseconds duration{0}; ///< 0 = unknown
    double coverage = 0;
};
struct PositionDiscontinuity {
    Milliseconds from{0};
    Milliseconds to{0};
    DiscontinuityReason reason = DiscontinuityReason::Seek;
};
struct DurationChanged {
    Milliseconds duration{0};
    DurationConfidence confidence = DurationConfidence::Unknown;
};
struct RateChanged {
    double rate = 1.0;
};
/// At most once per session: enough was played, and the tail was reached (Completion.h).
struct CompletionReached {
    Milliseconds position{0};
    Milliseconds duration{0};
    double coverage = 0;
};
struct PlaybackEnded {
    EndReason reason = EndReason::Unknown;
    Milliseconds position{0};
    Milliseconds duration{0};
    double coverage = 0;
};
struct PlaybackFailed {
    std::string fault;
    bool retryable = false;
};
/// A person marked the listing as completed, or took that back.
struct CompletionMarked {
    bool completed = true;
};
/// A person marked the listing as a favourite, or took that back.
struct FavoriteMarked {
    bool favorite = true;
};

/// Something that happened to a listing on this box. Events of one session are totally ordered.
struct PlaybackEvent {
    using Body =
        std::variant<StateChanged, ProgressReported, PositionDiscontinuity, DurationChanged, RateChanged,
                     CompletionReached, PlaybackEnded, PlaybackFailed, CompletionMarked, FavoriteMarked>;

    std::uint64_t sequence = 0; ///< given by the journal; 0 before
    SessionId session;          ///< for a person's mark: an id of its own
    AccountName account;
    ListingId listing;
    MonotonicTime monotonic;
    WallTime wall;
    Body body;
};

/// Whether the event is what a listener decided or brought about, and not one of many on the way: a
/// completion, a favourite, or one of them taken back.
bool isDecision(const PlaybackEvent::Body& body) noexcept;

/// "state_changed", "progress_reported", ...: the name of the body's type, as in the journal.
std::string_view typeName(const PlaybackEvent::Body& body) noexcept;

} // namespace durus::model

// SPDX-License-Identifier: Apache-2.0
#include <durus/model/PlaybackEvent.h>

namespace durus::model {

namespace {

struct TypeName {
    std::string_view operator()(const StateChanged&) const noexcept { return "state_changed"; }
    std::string_view operator()(const ProgressReported&) const noexcept { return "progress_reported"; }
    std::string_view operator()(const PositionDiscontinuity&) const noexcept {
        return "position_discontinuity";
    }
    std::string_view operator()(const DurationChanged&) const noexcept { return "duration_changed"; }
    std::string_view operator()(const RateChanged&) const noexcept { return "rate_changed"; }
    std::string_view operator()(const CompletionReached&) const noexcept { return "completion_reached"; }
    std::string_view operator()(const PlaybackEnded&) const noexcept { return "playback_ended"; }
    std::string_view operator()(const PlaybackFailed&) const noexcept { return "playback_failed"; }
    std::string_view operator()(const CompletionMarked&) const noexcept { return "completion_marked"; }
    std::string_view operator()(const FavoriteMarked&) const noexcept { return "favorite_marked"; }
};

} // namespace

std::string_view name(PlaybackState state) noexcept {
    switch (state) {
    case PlaybackState::Idle:
        return "idle";
    case PlaybackState::Opening:
        return "opening";
    case PlaybackState::Buffering:
        return "buffering";
    case PlaybackState::Playing:
        return "playing";
    case PlaybackState::Paused:
        return "paused";
    case PlaybackState::Stalled:
        return "stalled";
    case PlaybackState::Ended:
        return "ended";
    case PlaybackState::Stopped:
        return "stopped";
    case PlaybackState::Failed:
        return "failed";
    }
    return {};
}

std::string_view name(EndReason reason) noexcept {
    switch (reason) {
    case EndReason::PlayedToEnd:
        return "played_to_end";
    case EndReason::Truncated:
        return "truncated";
    case EndReason::StoppedByUser:
        return "stopped_by_user";
    case EndReason::Replaced:
        return "replaced";
    case EndReason::Failed:
        return "failed";
    case EndReason::Released:
        return "released";
    case EndReason::Unknown:
        return "unknown";
    }
    return {};
}

std::string_view name(DiscontinuityReason reason) noexcept {
    return reason == DiscontinuityReason::Seek ? "seek" : "foreign";
}

bool isDecision(const PlaybackEvent::Body& body) noexcept {
    return std::holds_alternative<CompletionReached>(body) ||
           std::holds_alternative<CompletionMarked>(body) || std::holds_alternative<FavoriteMarked>(body);
}

std::string_view typeName(const PlaybackEvent::Body& body) noexcept {
    return std::visit(TypeName{}, body);
}

} // namespace durus::model

// SPDX-License-Identifier: Apache-2.0
#include "reference/ProgressRules.h"

namespace durus::reference {

namespace {

constexpr std::int64_t kTailSeconds = 30;

} // namespace

bool impliesCompletion(std::int64_t positionSeconds, std::int64_t durationSeconds) noexcept {
    if (durationSeconds <= 0) return false;
    const double share = static_cast<double>(positionSeconds) / static_cast<double>(durationSeconds);
    return share >= 0.95 ||
           (durationSeconds > kTailSeconds && positionSeconds >= durationSeconds - kTailSeconds);
}

std::optional<ProgressState> merge(const std::optional<ProgressState>& stored, ProgressState incoming,
                                   std::int64_t durationSeconds) noexcept {
    if (stored && incoming.updatedAt < stored->updatedAt) return std::nullopt;
    incoming.completed = incoming.completed || (stored && stored->completed) ||
                         impliesCompletion(incoming.positionSeconds, durationSeconds);
    return incoming;
}

ProgressState overwrite(const std::optional<ProgressState>& stored,
                        std::optional<std::int64_t> positionSeconds, bool completed, WallTime now,
                        std::int64_t durationSeconds) noexcept {
    const ProgressState before = stored.value_or(ProgressState{});
    const std::int64_t position = positionSeconds.value_or(before.positionSeconds);
    return {.positionSeconds = position,
            .completed = completed || before.completed || impliesCompletion(position, durationSeconds),
            .updatedAt = now};
}

std::optional<SavedState> mergeSaved(const std::optional<SavedState>& stored, bool saved,
                                     WallTime updatedAt) noexcept {
    if (stored && updatedAt < stored->updatedAt) return std::nullopt;
    return overwriteSaved(stored, saved, updatedAt);
}

SavedState overwriteSaved(const std::optional<SavedState>& stored, bool saved, WallTime now) noexcept {
    SavedState state{.saved = saved, .savedAt = stored ? stored->savedAt : std::nullopt, .updatedAt = now};
    if (saved && !state.savedAt) state.savedAt = now;
    return state;
}

} // namespace durus::reference

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Time.h>

#include <cstdint>
#include <optional>

namespace durus::reference {

/// How far a listener is in a lecture.
struct ProgressState {
    std::int64_t positionSeconds = 0;
    bool completed = false;
    WallTime updatedAt;

    friend bool operator==(const ProgressState&, const ProgressState&) = default;
};

/// Whether a lecture is on a listener's shelf. A row that is not `saved` is a tombstone.
struct SavedState {
    bool saved = false;
    std::optional<WallTime> savedAt{}; ///< of the first save; it outlives the tombstone
    WallTime updatedAt;

    friend bool operator==(const SavedState&, const SavedState&) = default;
};

/// Whether a position counts as having heard a lecture of `durationSeconds` to its end: 95 % of it, or its
/// last 30 seconds, where it is longer than those. An unknown duration (0) proves nothing.
bool impliesCompletion(std::int64_t positionSeconds, std::int64_t durationSeconds) noexcept;

/// What a synchronised write makes of the stored state. The later `updatedAt` wins, the incoming one when
/// they are equal; what was completed once stays so. Nothing: the write is older and is ignored.
std::optional<ProgressState> merge(const std::optional<ProgressState>& stored, ProgressState incoming,
                                   std::int64_t durationSeconds) noexcept;

/// What a write of the moment makes of the stored state: it wins whatever is stored. A position that is not
/// given stays as it was.
ProgressState overwrite(const std::optional<ProgressState>& stored,
                        std::optional<std::int64_t> positionSeconds, bool completed, WallTime now,
                        std::int64_t durationSeconds) noexcept;

/// As merge() of progress; nothing is sticky but the time of the first save.
std::optional<SavedState> mergeSaved(const std::optional<SavedState>& stored, bool saved,
                                     WallTime updatedAt) noexcept;

/// As overwrite() of progress.
SavedState overwriteSaved(const std::optional<SavedState>& stored, bool saved, WallTime now) noexcept;

} // namespace durus::reference

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Time.h>

#include <cstddef>
#include <span>
#include <vector>

namespace durus::model {

/// The parts of an item that were really played: sorted, disjoint, half-open ranges of media time. Adding is
/// commutative, associative and idempotent, so ranges of several devices merge without conflict. (Beyond
/// kMaxRanges the order of adding can decide which gaps are given up; what was played is never lost.)
class PlayedRanges {
public:
    struct Range {
        Milliseconds begin{0};
        Milliseconds end{0};
        friend bool operator==(const Range&, const Range&) = default;
    };

    /// Gaps up to this long are closed: a decoder's hiccup is not a skip.
    static constexpr Milliseconds kMergeGap{500};
    /// More ranges than this are merged at their smallest gaps, so that cost stays bounded.
    static constexpr std::size_t kMaxRanges = 256;

    /// Adds [begin, end), held to begin at 0. An empty or reversed range adds nothing.
    void add(Milliseconds begin, Milliseconds end);
    void add(const PlayedRanges& other);
    void clear() noexcept { ranges_.clear(); }

    std::span<const Range> ranges() const noexcept { return ranges_; }
    Milliseconds total() const noexcept;
    /// The share of [0, duration) that was played, 0..1; 0 if the duration is not positive.
    double coverage(Milliseconds duration) const noexcept;

private:
    void bound();

    std::vector<Range> ranges_;
};

} // namespace durus::model

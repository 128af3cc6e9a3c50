// SPDX-License-Identifier: Apache-2.0
#include <durus/model/PlayedRanges.h>

#include <algorithm>

namespace durus::model {

void PlayedRanges::add(Milliseconds begin, Milliseconds end) {
    begin = std::max(begin, Milliseconds{0});
    if (begin >= end) return;
    const auto first = std::partition_point(
        ranges_.begin(), ranges_.end(), [&](const Range& range) { return begin - range.end > kMergeGap; });
    const auto last = std::partition_point(
        first, ranges_.end(), [&](const Range& range) { return range.begin - end <= kMergeGap; });
    if (first == last) {
        ranges_.insert(first, Range{begin, end});
    } else {
        first->begin = std::min(first->begin, begin);
        first->end = std::max(std::prev(last)->end, end);
        ranges_.erase(std::next(first), last);
    }
    bound();
}

void PlayedRanges::add(const PlayedRanges& other) {
    std::vector<Range> sorted;
    sorted.reserve(ranges_.size() + other.ranges_.size());
    std::merge(ranges_.begin(), ranges_.end(), other.ranges_.begin(), other.ranges_.end(),
               std::back_inserter(sorted), [](const Range& a, const Range& b) { return a.begin < b.begin; });
    ranges_.clear();
    for (const Range& range : sorted) {
        if (ranges_.empty() || range.begin - ranges_.back().end > kMergeGap) {
            ranges_.push_back(range);
        } else {
            ranges_.back().end = std::max(ranges_.back().end, range.end);
        }
    }
    bound();
}

Milliseconds PlayedRanges::total() const noexcept {
    Milliseconds sum{0};
    for (const Range& range : ranges_)
        sum += range.end - range.begin;
    return sum;
}

double PlayedRanges::coverage(Milliseconds duration) const noexcept {
    if (duration <= Milliseconds{0}) return 0;
    Milliseconds inside{0};
    for (const Range& range : ranges_)
        inside += std::max(std::min(range.end, duration) - range.begin, Milliseconds{0});
    return static_cast<double>(inside.count()) / static_cast<double>(duration.count());
}

void PlayedRanges::bound() {
    while (ranges_.size() > kMaxRanges) {
        auto closest = std::next(ranges_.begin());
        for (auto it = closest; it != ranges_.end(); ++it)
            if (it->begin - std::prev(it)->end < closest->begin - std::prev(closest)->end) closest = it;
        std::prev(closest)->end = closest->end;
        ranges_.erase(closest);
    }
}

} // namespace durus::model

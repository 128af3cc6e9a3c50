// SPDX-License-Identifier: Apache-2.0
#include <durus/model/Completion.h>

#include <algorithm>

namespace durus::model {

namespace {

constexpr Milliseconds kEndTolerance{2'000};
constexpr double kEndToleranceShare = 0.01;
constexpr Milliseconds kWorthResuming{10'000};

Milliseconds shareOf(Milliseconds duration, double share) noexcept {
    return Milliseconds{static_cast<Milliseconds::rep>(static_cast<double>(duration.count()) * share)};
}

} // namespace

bool isCompleted(const CompletionPolicy& policy, const PlayedRanges& played, Milliseconds position,
                 Milliseconds duration, bool naturalEnd) noexcept {
    if (duration <= Milliseconds{0}) return false;
    const double coverage = played.coverage(duration);
    if (duration < policy.shortItem) return naturalEnd && coverage >= policy.shortItemCoverage;
    const auto tail = std::max(policy.tail, std::min(shareOf(duration, policy.tailShare), policy.tailCap));
    return coverage >= policy.coverage && (naturalEnd || position >= duration - tail);
}

EndReason classifyEnd(Milliseconds lastPosition, Milliseconds duration) noexcept {
    const auto tolerance = std::max(kEndTolerance, shareOf(duration, kEndToleranceShare));
    const bool whole = duration <= Milliseconds{0} || duration - lastPosition <= tolerance;
    return whole ? EndReason::PlayedToEnd : EndReason::Truncated;
}

Milliseconds resumePosition(Milliseconds position, bool completed) noexcept {
    return completed || position < kWorthResuming ? Milliseconds{0} : position;
}

} // namespace durus::model

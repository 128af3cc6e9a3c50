// SPDX-License-Identifier: Apache-2.0
#include "PoisonHunt.h"

#include <durus/sync/SyncTuning.h>

#include <algorithm>
#include <bit>
#include <map>

namespace durus::sync {

namespace {

template<typename Lanes>
std::vector<model::Intent> flatten(const Lanes& lanes) {
    std::vector<model::Intent> intents;
    for (const auto& lane : lanes)
        intents.insert(intents.end(), lane.begin(), lane.end());
    std::sort(intents.begin(), intents.end(),
              [](const model::Intent& a, const model::Intent& b) { return a.sequence < b.sequence; });
    return intents;
}

} // namespace

std::optional<Outcome> PoisonHunt::run(std::vector<model::Intent> pending, Outcome refusal) {
    refusal_ = std::move(refusal);
    std::map<model::ListingId, Lane> lanes;
    for (model::Intent& intent : pending)
        lanes[intent.listing].push_back(std::move(intent));
    Group all;
    for (auto& [listing, lane] : lanes)
        all.push_back(std::move(lane));
    const int patience = static_cast<int>(std::bit_width(all.size())) + tuning::kFruitlessProbes;

    // The whole has been refused often enough already.
    if (auto failure = split(std::move(all))) return failure;
    while (!groups_.empty()) {
        Group group = std::move(groups_.back());
        groups_.pop_back();
        if (auto failure = probe(std::move(group))) return failure;
        if (!siblingGotThrough_ && fruitless_ > patience) return refusal_;
    }
    return judgeDeferred();
}

std::optional<Outcome> PoisonHunt::probe(Group group) {
    auto intents = flatten(group);
    const auto batch = delivery_.freeze(intents);
    if (!batch) return std::nullopt;
    const Sent sent = delivery_.send(*batch);
    if (sent.settled > 0) siblingGotThrough_ = true;
    if (!sent.suspected) return sent.failure;
    ++fruitless_;
    refusal_ = *sent.failure;
    delivery_.release(*batch, refusal_);
    return split(std::move(group));
}

/// Queues the parts of a group that was refused.
std::optional<Outcome> PoisonHunt::split(Group group) {
    if (group.size() > 1) {
        // Which half comes first is left to chance, so that a hunt that was broken off looks elsewhere next
        // time.
        const auto middle = group.begin() + static_cast<std::ptrdiff_t>(group.size() / 2);
        Group left(std::make_move_iterator(group.begin()), std::make_move_iterator(middle));
        Group right(std::make_move_iterator(middle), std::make_move_iterator(group.end()));
        if (context_.random.upTo(1) == 0) std::swap(left, right);
        groups_.push_back(std::move(left));
        groups_.push_back(std::move(right));
    } else if (!group.empty() && group.front().size() > 1) {
        // The rest of the lane waits for what becomes of its first.
        group.front().resize(1);
        groups_.push_back(std::move(group));
    } else if (!group.empty()) {
        return suspect(group.front().front());
    }
    return std::nullopt;
}

std::optional<Outcome> PoisonHunt::suspect(const model::Intent& intent) {
    if (siblingGotThrough_) return judge(intent);
    deferred_.push_back(intent);
    return std::nullopt;
}

std::optional<Outcome> PoisonHunt::judgeDeferred() {
    std::optional<Outcome> undecided;
    for (const model::Intent& intent : deferred_) {
        const auto entry = context_.outbox.entry(intent.id);
        const bool refusedForLong = entry && entry->attempts >= tuning::kLonePoisonTries;
        if (!siblingGotThrough_ && !refusedForLong)
            undecided = refusal_;
        else if (auto failure = judge(intent))
            return failure;
    }
    return undecided;
}

/// One more try, after which the entry is to blame.
std::optional<Outcome> PoisonHunt::judge(const model::Intent& intent) {
    std::vector<model::Intent> alone{intent};
    const auto batch = delivery_.freeze(alone);
    if (!batch) return std::nullopt;
    const Sent sent = delivery_.send(*batch);
    if (!sent.suspected) return sent.failure;
    delivery_.quarantine(*batch, *sent.failure);
    return std::nullopt;
}

} // namespace durus::sync

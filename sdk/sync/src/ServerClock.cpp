// SPDX-License-Identifier: Apache-2.0
#include "ImfDate.h"

#include <durus/sync/ServerClock.h>
#include <durus/sync/SyncTuning.h>

#include <algorithm>
#include <chrono>
#include <utility>

namespace durus::sync {

void ServerClock::learn(std::string_view date, MonotonicTime sentAt) {
    const auto told = parseImfDate(date);
    if (!told) return;
    const MonotonicTime receivedAt = clock_.monotonic();
    // The date was true, or up to the lag too old, at some moment between sending and receiving.
    const Bounds sample{told->sinceEpoch - receivedAt.sinceBoot,
                        told->sinceEpoch + tuning::kDateLag - std::min(sentAt, receivedAt).sinceBoot};

    const std::lock_guard lock(mutex_);
    // What was restored is no evidence against an answer.
    if (std::exchange(heard_, true)) {
        const Bounds both{std::max(bounds_->earliest, sample.earliest),
                          std::min(bounds_->latest, sample.latest)};
        if (both.earliest <= both.latest) {
            bounds_ = both;
            return;
        }
    }
    bounds_ = sample;
}

void ServerClock::restore(Milliseconds offset) {
    const Milliseconds base = clock_.wall().sinceEpoch + offset - clock_.monotonic().sinceBoot;
    const std::lock_guard lock(mutex_);
    heard_ = false;
    bounds_ = Bounds{base - tuning::kDateLag / 2, base + tuning::kDateLag / 2};
}

void ServerClock::remember(const BootTime& boot) {
    const std::lock_guard lock(mutex_);
    earlier_[boot.bootId] = boot.atZero;
}

bool ServerClock::hasHeard() const {
    const std::lock_guard lock(mutex_);
    return heard_;
}

std::optional<Milliseconds> ServerClock::offset() const {
    const std::lock_guard lock(mutex_);
    if (!bounds_) return std::nullopt;
    const Milliseconds middle = bounds_->earliest + (bounds_->latest - bounds_->earliest) / 2;
    const Milliseconds estimate = middle + clock_.monotonic().sinceBoot - clock_.wall().sinceEpoch;
    if (!offset_ || std::chrono::abs(estimate - *offset_) > tuning::kDateLag / 2) offset_ = estimate;
    return offset_;
}

std::optional<Milliseconds> ServerClock::uncertainty() const {
    const std::lock_guard lock(mutex_);
    if (!bounds_) return std::nullopt;
    return (bounds_->latest - bounds_->earliest) / 2 + tuning::kDateLag / 2;
}

std::optional<BootTime> ServerClock::boot() const {
    const std::lock_guard lock(mutex_);
    if (!heard_) return std::nullopt;
    return BootTime{bootId_, middleOfZero()};
}

WallTime ServerClock::now() const {
    const std::lock_guard lock(mutex_);
    return bounds_ ? WallTime{bounds_->earliest + clock_.monotonic().sinceBoot} : clock_.wall();
}

WallTime ServerClock::stamp(const model::Intent& intent) const {
    const WallTime stamp = std::min(now(), told(intent));
    return hasPerhapsCome(intent.notBefore) ? std::max(stamp, intent.notBefore) : stamp;
}

/// The backend stamps by its own clock, of which a Date tells only so much.
bool ServerClock::hasPerhapsCome(WallTime time) const {
    const std::lock_guard lock(mutex_);
    return time <= (bounds_ ? WallTime{bounds_->latest + clock_.monotonic().sinceBoot} : clock_.wall());
}

WallTime ServerClock::told(const model::Intent& intent) const {
    if (const auto zero = zeroOf(intent.bootId)) return *zero + intent.monotonic.sinceBoot;
    const WallTime calendar = intent.occurredAt + intent.clockOffset.value_or(Milliseconds{0});
    return calendar < tuning::kFirstPlausible ? now() : calendar;
}

std::optional<WallTime> ServerClock::zeroOf(const std::string& bootId) const {
    const std::lock_guard lock(mutex_);
    if (heard_ && bootId == bootId_) return middleOfZero();
    const auto found = earlier_.find(bootId);
    if (found == earlier_.end()) return std::nullopt;
    return found->second;
}

/// REQUIRES: mutex_ is held and bounds_ are known.
WallTime ServerClock::middleOfZero() const {
    const WallTime middle{bounds_->earliest + (bounds_->latest - bounds_->earliest) / 2};
    if (!zero_ || std::chrono::abs(middle - *zero_) > tuning::kDateLag / 2) zero_ = middle;
    return *zero_;
}

} // namespace durus::sync

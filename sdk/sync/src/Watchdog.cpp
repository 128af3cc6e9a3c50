// SPDX-License-Identifier: Apache-2.0
#include <durus/sync/SyncTuning.h>
#include <durus/sync/Watchdog.h>

#include <algorithm>

namespace durus::sync {

std::string_view name(StallReason reason) noexcept {
    switch (reason) {
    case StallReason::BackingOff:
        return "backing_off";
    case StallReason::ImposedPause:
        return "imposed_pause";
    case StallReason::LeaseHeld:
        return "lease_held";
    case StallReason::QuarantinedHead:
        return "quarantined_head";
    case StallReason::SlowPass:
        return "slow_pass";
    case StallReason::StuckPass:
        return "stuck_pass";
    case StallReason::NoPass:
        return "no_pass";
    }
    return "no_pass";
}

void Watchdog::recorded(MonotonicTime now) {
    work_.begin(now);
    if (silence_.since && !recordedInPass_) recordedInPass_ = now;
}

void Watchdog::passStarted(MonotonicTime now) {
    silence_ = {.since = now};
    recordedInPass_.reset();
    turnOf_.clear();
}

void Watchdog::passIsAlive(MonotonicTime now, std::string_view turnOf) {
    if (!silence_.since) return;
    silence_ = {.since = now};
    turnOf_ = turnOf;
}

void Watchdog::passEnded(MonotonicTime now, const PassEnd& end) {
    silence_.end();
    last_ = end;
    if (end.held > 0)
        held_.begin(now);
    else if (end.pending)
        held_.end();
    if (end.pending == 0u)
        drained(now);
    else if (end.pending)
        work_.begin(now);
    // What a pass that went well leaves behind was recorded while it ran.
    if (!end.failure && end.pending && recordedInPass_) {
        drained(now);
        if (end.pending > 0u) work_.begin(*recordedInPass_);
    }
}

void Watchdog::drained(MonotonicTime now) {
    if (work_.since) lastDrain_ = now - *work_.since;
    work_.end();
}

std::optional<MonotonicTime> Watchdog::due() const {
    std::optional<MonotonicTime> first;
    for (const auto& at :
         {work_.due(tuning::kDrainWithin), held_.due(tuning::kDrainWithin), silence_.due(tuning::kStuckPass)})
        if (at) first = first ? std::min(*first, *at) : *at;
    return first;
}

std::optional<Stall> Watchdog::look(MonotonicTime now) {
    if (silence_.isDue(now, tuning::kStuckPass)) {
        silence_.said = true;
        return Stall{StallReason::StuckPass, "the pass is broken off and begun anew", now - *silence_.since};
    }
    if (work_.isDue(now, tuning::kDrainWithin)) {
        work_.said = true;
        return explain(now);
    }
    if (held_.isDue(now, tuning::kDrainWithin)) {
        held_.said = true;
        return Stall{StallReason::QuarantinedHead,
                     std::to_string(last_.held) + " entries wait behind quarantined ones; durusctl "
                                                  "quarantine list shows those",
                     now - *held_.since};
    }
    return std::nullopt;
}

/// REQUIRES: work is pending.
Stall Watchdog::explain(MonotonicTime now) const {
    Stall stall{.waitingFor = now - *work_.since};
    if (silence_.since) {
        stall.reason = turnOf_.empty() ? StallReason::SlowPass : StallReason::LeaseHeld;
        stall.detail = turnOf_.empty() ? "a pass is running" : turnOf_;
    } else if (last_.failure) {
        stall.reason = last_.pauseImposed ? StallReason::ImposedPause : StallReason::BackingOff;
        stall.detail = std::string(name(last_.failure->outcome)) + ": " + last_.failure->detail;
    } else {
        stall.detail = "no pass has begun since";
    }
    return stall;
}

} // namespace durus::sync

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/sync/Outcome.h>

#include <array>
#include <cstddef>
#include <cstdint>

namespace durus::sync {

inline constexpr std::array kOutcomeClasses{
    OutcomeClass::Ok,         OutcomeClass::Already,      OutcomeClass::Stale,
    OutcomeClass::InProgress, OutcomeClass::Unauthorized, OutcomeClass::Throttled,
    OutcomeClass::Transient,  OutcomeClass::Permanent,    OutcomeClass::SuspectedPoison,
    OutcomeClass::NotBackend};

/// How often each class of outcome came. Thread: a value.
class OutcomeCounts {
public:
    void add(OutcomeClass outcome, std::uint64_t times = 1) noexcept { counts_[place(outcome)] += times; }
    std::uint64_t of(OutcomeClass outcome) const noexcept { return counts_[place(outcome)]; }

    OutcomeCounts& operator+=(const OutcomeCounts& others) noexcept {
        for (std::size_t i = 0; i < counts_.size(); ++i)
            counts_[i] += others.counts_[i];
        return *this;
    }

private:
    static constexpr std::size_t place(OutcomeClass outcome) noexcept {
        return static_cast<std::size_t>(outcome);
    }

    std::array<std::uint64_t, kOutcomeClasses.size()> counts_{};
};

} // namespace durus::sync

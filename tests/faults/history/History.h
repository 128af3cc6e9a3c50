// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "HistoryWorld.h"

#include <string>
#include <vector>

namespace durus::faults {

struct HistoryResult {
    std::vector<std::string> faults; ///< empty = every promise held
    std::size_t deeds = 0;
    std::size_t retries = 0;
    std::size_t digest = 0; ///< of everything that was written to the backend
};

/// Lives through the steps, heals the world, drains it and checks it.
HistoryResult live(std::uint64_t seed, const std::vector<Step>& steps, sync::BackendCodec& codec,
                   Sabotage sabotage = Sabotage::None);

/// The shortest part of the steps found that is still faulty; for a person to read.
std::vector<Step> shrink(std::uint64_t seed, std::vector<Step> steps, sync::BackendCodec& codec);

/// Steps, faults and the command that repeats them.
std::string report(std::uint64_t seed, const std::vector<Step>& steps,
                   const std::vector<std::string>& faults);

} // namespace durus::faults

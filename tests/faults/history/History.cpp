// SPDX-License-Identifier: Apache-2.0
#include "History.h"

#include "Check.h"

#include <algorithm>

namespace durus::faults {

HistoryResult live(std::uint64_t seed, const std::vector<Step>& steps, sync::BackendCodec& codec,
                   Sabotage sabotage) {
    HistoryWorld world(seed, codec, sabotage);
    for (const Step& step : steps)
        world.take(step);
    HistoryResult result;
    if (!world.drain()) result.faults.emplace_back("it never drained");
    world.reconcile();
    const auto faults = check(world);
    result.faults.insert(result.faults.end(), faults.begin(), faults.end());
    result.deeds = world.model().deeds().size();
    result.retries = world.wiretap().retries();
    result.digest = world.wiretap().digest();
    return result;
}

std::vector<Step> shrink(std::uint64_t seed, std::vector<Step> steps, sync::BackendCodec& codec) {
    for (std::size_t part = std::max<std::size_t>(steps.size() / 2, 1); part > 0; part /= 2)
        for (std::size_t at = 0; at < steps.size();) {
            std::vector<Step> fewer = steps;
            const auto first = fewer.begin() + static_cast<std::ptrdiff_t>(at);
            fewer.erase(first, first + static_cast<std::ptrdiff_t>(std::min(part, fewer.size() - at)));
            if (live(seed, fewer, codec).faults.empty())
                at += part;
            else
                steps = std::move(fewer);
        }
    return steps;
}

std::string report(std::uint64_t seed, const std::vector<Step>& steps,
                   const std::vector<std::string>& faults) {
    std::string text = "history " + std::to_string(seed) + " broke a promise:\n";
    for (const auto& fault : faults)
        text += "  " + fault + '\n';
    text += "its shortest form:\n";
    for (const Step& step : steps)
        text += "  " + describe(step) + '\n';
    return text + "repeat it: ./dev faults --histories 1 --seed " + std::to_string(seed) + '\n';
}

} // namespace durus::faults

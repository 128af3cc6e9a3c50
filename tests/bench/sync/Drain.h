// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "Backend.h"

#include <cstdint>
#include <filesystem>

namespace durus::bench {

/// Medians of the rounds, in milliseconds.
struct DrainCost {
    double ours = 0;
    double ideal = 0;
    double http = 0;       ///< of ours: TLS, the wire, waiting for the backend
    double codec = 0;      ///< of ours: the codec plugin
    double store = 0;      ///< of ours: the rest: transactions, collapsing, the pass itself
    double cpu = 0;        ///< of ours: processor time of the box's thread
    double idealHttp = 0;  ///< of the ideal: its requests
    double idealStore = 0; ///< of the ideal: its transaction
    std::size_t requests = 0;
    std::size_t idealRequests = 0;
    std::size_t bytes = 0; ///< of all bodies written, ours
    double ratio() const { return ours / ideal; }
};

/// F6: that many lectures, one pending intent each, turn about with the ideal. Uses two listeners of the
/// backend for each round, from `firstListener` on, and a round more than asked for, which is not counted.
DrainCost drain(const std::filesystem::path& directory, const std::filesystem::path& plugins,
                const Backend& backend, std::size_t firstListener, std::size_t intents, int rounds);

/// Progress items that reach the backend for that many events over so many lectures.
std::size_t itemsSent(const std::filesystem::path& directory, const std::filesystem::path& plugins,
                      const Backend& backend, std::size_t listener, std::size_t events, std::size_t lectures);

} // namespace durus::bench

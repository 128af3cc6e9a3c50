// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "Backend.h"

#include <cstdint>
#include <filesystem>

namespace durus::bench {

/// What an hour of listening to one lecture costs.
struct HourCost {
    std::uint64_t reports = 0; ///< progress reports of the player
    std::uint64_t passes = 0;
    std::uint64_t sent = 0; ///< progress items
    std::uint64_t up = 0;   ///< bytes on the line; see Line
    std::uint64_t down = 0;
};

/// Simulates the hour: the player's throttle and the engine's schedule on a manual clock, every pass over
/// real HTTPS. `keepsConnection`: otherwise each pass shakes hands anew, as behind a backend that closes idle
/// connections.
HourCost listenForAnHour(const std::filesystem::path& directory, const std::filesystem::path& plugins,
                         const Backend& backend, std::size_t listener, bool keepsConnection);

} // namespace durus::bench

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "Family.h"

#include <optional>
#include <vector>

namespace platform {

/// What must be written besides a batch, once a reading has shown what became of it:
/// - a completion that was dropped because another device has gone on since is said once more, beside the
///   position and with the stamp the backend holds: of equal stamps the incoming one wins, and completion
///   sticks;
/// - a row that somebody's wrong clock has stamped from the future ignores everybody until that day. The
///   single-item write, which the backend stamps itself, cures it. It wants a slug: without one the row
///   stays.
/// `now`: the backend's Date; none = it is not known, and no row counts as from the future.
std::vector<durus::plugin_kit::Request> repairsOf(const Family& family, const std::vector<Item>& items,
                                                  const Json& rows, std::optional<Timestamp> now);

/// POST writePath with these items.
durus::plugin_kit::Request makeWrite(const Family& family, const std::vector<Item>& items);

/// What a stamp may lie ahead of the backend's Date, which is cached and lags.
inline constexpr std::chrono::minutes kAhead{5};

} // namespace platform

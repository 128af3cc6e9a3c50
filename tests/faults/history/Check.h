// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "HistoryWorld.h"

#include <string>
#include <vector>

namespace durus::faults {

/// Compares a drained world with its model. Returns what is wrong, a line each; nothing = every promise held.
std::vector<std::string> check(HistoryWorld& world);

} // namespace durus::faults

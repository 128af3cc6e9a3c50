// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reference/Counters.h"
#include "reference/Router.h"

namespace durus::reference {

/// Adds GET /debug/counters, for callers on this machine. `counters` must outlive the router.
void addDebugRoutes(Router& router, const Counters& counters);

} // namespace durus::reference

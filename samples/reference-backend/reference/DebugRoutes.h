// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reference/Counters.h"
#include "reference/Router.h"
#include "reference/TroubledDatabase.h"

namespace durus::reference {

/// Adds GET /debug/counters and POST /debug/database/down and up, for callers on this machine. All arguments
/// must outlive the router.
void addDebugRoutes(Router& router, const Counters& counters, TroubledDatabase& database);

} // namespace durus::reference

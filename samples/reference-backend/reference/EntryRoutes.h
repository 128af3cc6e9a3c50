// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reference/Repository.h"
#include "reference/Router.h"

#include <durus/core/Clock.h>

namespace durus::reference {

/// Adds the routes of docs/wire-protocol.md. All arguments must outlive the router.
void addEntryRoutes(Router& router, Repository& repository, const Clock& clock);

} // namespace durus::reference

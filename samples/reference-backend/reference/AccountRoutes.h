// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reference/Quirks.h"
#include "reference/Router.h"
#include "reference/Tokens.h"
#include "reference/TroubledDatabase.h"

#include <durus/core/Clock.h>

namespace durus::reference {

/// Adds GET /account/profile and GET /api/auth/get-session. All arguments must outlive the router.
void addAccountRoutes(Router& router, const Tokens& tokens, const TroubledDatabase& database,
                      const Quirks& quirks, const Clock& clock);

} // namespace durus::reference

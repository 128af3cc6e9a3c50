// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reference/Catalogue.h"
#include "reference/Quirks.h"
#include "reference/Repository.h"
#include "reference/Router.h"

#include <durus/core/Clock.h>

namespace durus::reference {

/// Adds the routes of a signed-in listener: progress and saved listings. All arguments must outlive the
/// router.
void addPersonalRoutes(Router& router, const Catalogue& catalogue, Repository& repository,
                       const Quirks& quirks, const Clock& clock);

} // namespace durus::reference

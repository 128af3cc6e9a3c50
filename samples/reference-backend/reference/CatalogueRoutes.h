// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reference/Catalogue.h"
#include "reference/Quirks.h"
#include "reference/Router.h"

namespace durus::reference {

/// Adds the public read API: scholars, topics, listings, streams. All arguments must outlive the router.
void addCatalogueRoutes(Router& router, const Catalogue& catalogue, const Quirks& quirks);

} // namespace durus::reference

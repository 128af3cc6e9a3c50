// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reference/Catalogue.h"
#include "reference/Router.h"

namespace durus::reference {

/// Adds GET /search?q=: series and single lectures all of whose words stand in their titles, the titles of
/// their lessons or the scholar's name, compared folded. `catalogue` must outlive the router.
void addSearchRoutes(Router& router, const Catalogue& catalogue);

} // namespace durus::reference

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reference/Catalogue.h"
#include "reference/Router.h"

namespace durus::reference {

/// Adds GET and HEAD /media/{asset id}.{extension}: the audio itself, whole or one range of it, with a
/// strong ETag. `catalogue` must outlive the router.
void addMediaRoutes(Router& router, const Catalogue& catalogue);

} // namespace durus::reference

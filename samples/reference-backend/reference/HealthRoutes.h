// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reference/Repository.h"
#include "reference/Router.h"

namespace durus::reference {

/// Adds GET /health, /health/healthz (the process lives) and /health/readyz (the store answers).
/// `repository` must outlive the router.
void addHealthRoutes(Router& router, Repository& repository);

} // namespace durus::reference

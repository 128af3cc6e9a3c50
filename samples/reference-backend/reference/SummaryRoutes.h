// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reference/Router.h"

namespace durus::reference {

/// Adds the platform's summaries of a listener's progress, which it answers with null to everybody: the
/// routes are public, so it never finds out who asks.
void addSummaryRoutes(Router& router);

} // namespace durus::reference

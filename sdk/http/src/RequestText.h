// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "Target.h"

#include <durus/sync/Http.h>

#include <string>

namespace durus::http {

/// A request as it goes over the wire, to `target`, whose path is the whole one.
/// Errors: Error(InvalidInput) for what could become another request, and for headers that are not a codec's
/// to set.
std::string requestText(const Target& target, const sync::HttpRequest& request, const std::string& token);

} // namespace durus::http

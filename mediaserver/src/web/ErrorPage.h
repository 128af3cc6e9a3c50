// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/Status.h"
#include "web/PageFrame.h"

#include <string>

namespace durus::mediaserver::web {

/// The page for an address that leads nowhere (404), that is not understood (400), or that could not be
/// answered.
std::string errorPage(const PageContext& context, http::Status status);

} // namespace durus::mediaserver::web

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "web/PageFrame.h"

#include <string>

namespace durus::mediaserver::web {

/// Where a phone is paired: what pairing is, how a code is had, and a form for it.
/// `wrong`: the code that was sent was not the one.
std::string pairPage(const PageContext& context, bool wrong);

} // namespace durus::mediaserver::web

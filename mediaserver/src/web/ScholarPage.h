// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "web/PageFrame.h"

#include <durus/store/Library.h>

#include <string>
#include <vector>

namespace durus::mediaserver::web {

/// The page of a scholar with their listings; `listings`: those that no other holds.
std::string scholarPage(const PageContext& context, const store::ScholarItem& scholar,
                        const std::vector<store::LibraryItem>& listings);

} // namespace durus::mediaserver::web

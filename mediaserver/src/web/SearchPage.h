// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "web/PageFrame.h"

#include <durus/store/Library.h>

#include <string>
#include <string_view>

namespace durus::mediaserver::web {

/// What was found for a query. `number` counts the pages of results from 1.
std::string searchPage(const PageContext& context, std::string_view query, const store::LibraryPage& results,
                       std::size_t number);

} // namespace durus::mediaserver::web

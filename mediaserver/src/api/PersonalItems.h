// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "api/RejectedItems.h"
#include "http/Request.h"
#include "http/Response.h"

#include <durus/core/Time.h>
#include <durus/model/Account.h>
#include <durus/store/Library.h>

#include <Poco/JSON/Object.h>

#include <functional>
#include <optional>

namespace durus::mediaserver::api {

/// Seconds; no recording is longer than a week.
inline constexpr std::int64_t kLongestLecture = 7 * 24 * 3600;

/// The query's `since`; none if it is absent or empty. Errors: Error(InvalidInput).
std::optional<WallTime> sinceOf(const http::Request& request);

/// Calls `take` for each of a body's items. What it throws as Error(InvalidInput) or Error(NotFound) rejects
/// that item alone. Errors: Error(InvalidInput) for a body that has no items.
void forEachItem(const http::Request& request, RejectedItems& rejected,
                 const std::function<void(const Poco::JSON::Object&)>& take);

/// The listing an item names by "listingId". Errors: Error(InvalidInput); Error(NotFound).
store::LibraryItem listingOf(const Poco::JSON::Object& item, store::Library& library,
                             const model::AccountName& account);

} // namespace durus::mediaserver::api

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reference/Http.h"
#include "reference/Quirks.h"

namespace durus::reference {

/// The platform's limit: one byte more and the answer is 413.
constexpr std::size_t kMaxBodyBytes = 1'048'576;

/// Parses the JSON body of a request into `request.json`.
/// A body of another type is refused, or marked as ignored where Quirk::DiscardsOtherBodies says so.
/// Errors: HttpError(400, 415).
void parseBody(Request& request, const Quirks& quirks);

} // namespace durus::reference

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reference/Http.h"

namespace durus::reference {

/// The platform's limit: one byte more and the answer is 413.
constexpr std::size_t kMaxBodyBytes = 1'048'576;

/// Parses the JSON body of a request into `request.json`.
/// A body of another type is refused: the platform accepts some of them and discards what they say.
/// Errors: HttpError(400, 415).
void parseBody(Request& request);

} // namespace durus::reference

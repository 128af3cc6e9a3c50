// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/model/Intent.h>

namespace durus::model {

/// Whether `later` makes `earlier` needless, so that sending it alone has the same final effect as sending
/// both: two Progress of one lane, of which the later one says no less (its stamp did not go back, and it
/// knows a duration if the earlier one did). REQUIRES: no other unconfirmed intent of the lane lies between
/// them, and `earlier` is not in flight.
bool supersedes(const Intent& later, const Intent& earlier) noexcept;

} // namespace durus::model

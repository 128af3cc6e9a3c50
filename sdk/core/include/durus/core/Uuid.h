// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Random.h>
#include <durus/core/Time.h>

#include <string>
#include <string_view>

namespace durus {

/// A version 7 UUID (RFC 9562) in its usual text form: ordered by `now`, random otherwise. A time before 1970
/// counts as 1970.
std::string makeUuidV7(WallTime now, Random& random);

/// Whether `text` is a UUID in the form 8-4-4-4-12 of hexadecimal digits.
bool isUuid(std::string_view text) noexcept;

} // namespace durus

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace platform {

/// A UUID in its usual form: the backend answers 500 to a whole batch that names anything else.
bool isUuid(std::string_view text) noexcept;

/// Whether a host takes this as an id or a slug (durus/abi/limits.h).
bool isName(std::string_view text) noexcept;

/// For one segment or one value of a URL: everything but letters, digits and "-._~" is percent-encoded.
std::string percentEncode(std::string_view text);

} // namespace platform

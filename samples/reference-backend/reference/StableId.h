// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace durus::reference {

/// A version 8 UUID made from the SHA-256 of `kind` and `name`: the same today, tomorrow and elsewhere.
std::string stableUuid(std::string_view kind, std::string_view name);

/// The SHA-256 of `data`, in lower-case hexadecimal.
std::string sha256Hex(std::string_view data);

} // namespace durus::reference

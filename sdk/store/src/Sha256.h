// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace durus::store {

/// The SHA-256 of some bytes, as lower-case hexadecimal. Errors: Error(Internal) if OpenSSL fails.
std::string sha256Hex(std::string_view bytes);

} // namespace durus::store

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace durus::store {

/// Errors: Error(InvalidInput) unless `name` is 1 to 64 of a-z A-Z 0-9 . _ - and begins with a letter or
/// digit. `what`: "account" or "backend", for the message.
void requireName(std::string_view what, const std::string& name);

/// The URL of a backend without its trailing slashes. Errors: Error(InvalidInput) unless it is https, or http
/// on loopback, with a host and without user, query, fragment, spaces or control characters.
std::string requireUrl(std::string_view url);

} // namespace durus::store

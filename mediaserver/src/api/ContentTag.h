// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace durus::mediaserver::api {

/// The SHA-256 of a text as 64 hexadecimal digits: what ETags are made of, the same in every run. Thread:
/// pure.
std::string contentTag(std::string_view text);

} // namespace durus::mediaserver::api

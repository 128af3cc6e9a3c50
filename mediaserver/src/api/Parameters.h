// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/Request.h"

#include <cstddef>
#include <optional>
#include <string_view>

namespace durus::mediaserver::api {

/// A whole number between `least` and `most` from the query: `otherwise` if it is not there or empty, nothing
/// if it is not such a number.
std::optional<std::size_t> numberParameter(const http::Request& request, std::string_view name,
                                           std::size_t least, std::size_t most, std::size_t otherwise);

} // namespace durus::mediaserver::api

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/Request.h"
#include "http/Response.h"

#include <durus/core/Clock.h>

#include <string_view>

namespace durus::mediaserver::api {

/// An error as the platform's API tells it: {"statusCode", "message", "requestId", "timestamp", "path"}.
/// `message` may hold what the client sent: it is JSON, and escaped.
http::Response apiError(const http::Request& request, http::Status status, std::string_view message,
                        const Clock& clock);

} // namespace durus::mediaserver::api

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/abi/http.h>
#include <durus/sync/Http.h>

namespace durus::plugin_codec {

/// Why a plugin's request must not be sent; null if it may. A path, a method or a header that could end early
/// and smuggle in another, or that carries what only the host may set, is refused.
const char* faultOf(const durus_http_request_t& request) noexcept;

/// REQUIRES: there is no fault.
sync::HttpRequest toRequest(const durus_http_request_t& request);

} // namespace durus::plugin_codec

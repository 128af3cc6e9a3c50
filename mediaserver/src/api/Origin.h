// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/Request.h"

#include <string>

namespace durus::mediaserver::api {

/// Where the client reached this server: "http://192.168.1.5:8080". Addresses made with it work for that
/// client, whatever other names the box has. The host has passed the allow-list; only an HTTP/1.0 client may
/// name none, and then the result is empty, which makes addresses relative.
std::string originOf(const http::Request& request);

} // namespace durus::mediaserver::api

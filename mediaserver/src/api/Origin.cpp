// SPDX-License-Identifier: Apache-2.0
#include "api/Origin.h"

namespace durus::mediaserver::api {

std::string originOf(const http::Request& request) {
    if (request.host.empty()) return {};
    const bool ipv6 = request.host.find(':') != std::string::npos;
    std::string origin = "http://";
    origin += ipv6 ? "[" + request.host + "]" : request.host;
    if (request.port) origin += ":" + std::to_string(*request.port);
    return origin;
}

} // namespace durus::mediaserver::api

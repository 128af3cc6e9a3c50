// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/Request.h"

#include <optional>
#include <string>
#include <string_view>

namespace durus::mediaserver::auth {

/// A device's token as a request carries it: programs send "Authorization: Bearer", pages a cookie that no
/// script can read.
struct Credentials {
    std::string_view token;
    bool isCookie = false;
};

/// What has the form of a token, 64 hexadecimal digits; nothing else is looked up. Both in one request: the
/// Authorization header counts. Thread: pure. Views into the request.
std::optional<Credentials> credentialsOf(const http::Request& request) noexcept;

/// Set-Cookie values that give a browser its token, and take it away again. A second cookie, which scripts
/// may read, says only that there is one.
std::string tokenCookie(std::string_view token);
std::string markerCookie();
std::string expiredTokenCookie();
std::string expiredMarkerCookie();

/// Whether a request that changes something comes from a page of this server, or from no page at all. What a
/// browser says of it counts: Sec-Fetch-Site, else Origin, else Referer. A request that says nothing and
/// brings the browser's cookie does not pass: another site's page could have made it. Thread: pure.
bool isFromHere(const http::Request& request);

} // namespace durus::mediaserver::auth

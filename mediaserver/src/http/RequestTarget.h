// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/Request.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace durus::mediaserver::http {

/// Decodes the percent-encoded path `raw` into `path`. False for what this server never serves: a bad escape,
/// an encoded separator (%2f, %5c), a control character or NUL however written, a backslash, a fragment, what
/// is not UTF-8, a segment "." or "..", or a path that does not begin with '/'. Thread: pure.
bool decodePath(std::string_view raw, std::string& path);

/// Decodes "a=1&b=2" into pairs; "+" is a space, a part without "=" has an empty value, empty parts are left
/// out. False for a bad escape, a control character, what is not UTF-8, or more than `maxParameters`. Thread:
/// pure.
bool decodeQuery(std::string_view raw, std::size_t maxParameters, std::vector<Request::Pair>& query);

/// Reads "host", "host:port" or "[v6]:port" into a lower-case host without brackets, and a port. False if it
/// is none of them, empty, or holds user information. Thread: pure.
bool parseAuthority(std::string_view text, std::string& host, std::optional<std::uint16_t>& port);

/// Reads a request target in any of the four forms of RFC 9112 3.2 into request.path, query and, for the
/// absolute form, host and port. `request.method` must be set. False if it is malformed. Thread: pure.
bool parseTarget(std::string_view target, std::size_t maxParameters, Request& request);

} // namespace durus::mediaserver::http

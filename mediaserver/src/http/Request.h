// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/Headers.h"
#include "http/Method.h"
#include "http/PeerAddress.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace durus::mediaserver::http {

/// One request, read completely and found well-formed. Everything in it came from the other side: header
/// values and query parameters must never be put into a response header, and into a body only escaped.
/// Thread: not changed once a handler has it; readable from any thread that holds its Responder.
struct Request {
    using Pair = std::pair<std::string, std::string>;

    Method method = Method::Get;
    /// The token as it came, for methods that are Other.
    std::string methodToken;
    /// The target as it came, percent-encoded, with the query.
    std::string target;
    /// The path, percent-decoded: begins with '/', is UTF-8, has no dot segment, no control character and no
    /// separator that was encoded. "*" for OPTIONS of the whole server.
    std::string path;
    /// The query parameters in order, decoded ("+" is a space), UTF-8.
    std::vector<Pair> query;
    /// What the route pattern matched, in the order of the pattern.
    std::vector<Pair> parameters;
    /// 0 or 1: HTTP/1.0 or HTTP/1.1.
    int minorVersion = 1;
    /// The host the request is for, lower case, without port and brackets; empty only with HTTP/1.0.
    std::string host;
    /// The port that stood beside the host, if one did.
    std::optional<std::uint16_t> port;
    Headers headers;
    std::string body;
    PeerAddress peer;

    /// The first query parameter of that name.
    std::optional<std::string_view> queryParameter(std::string_view name) const noexcept;

    /// The part of the path a route pattern named `:name`; empty if the pattern has no such part.
    std::string_view parameter(std::string_view name) const noexcept;

    /// Forgets everything; keeps memory for a request of ordinary size, and no more.
    void clear() noexcept;
};

} // namespace durus::mediaserver::http

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/Body.h"
#include "http/Headers.h"
#include "http/Status.h"

#include <memory>
#include <string>
#include <string_view>

namespace durus::mediaserver::http {

/// What a handler answers. The server itself adds Date, Content-Length and Connection, and leaves the body
/// out for HEAD, 204 and 304; a handler sets none of these. Thread: a value.
struct Response {
    Status status = Status::Ok;
    Headers headers;
    Body body;
    /// Close the connection after this response.
    bool close = false;

    Response() = default;
    explicit Response(Status answer) : status(answer) {}

    /// A body that is in memory, with its media type ("application/json").
    static Response text(Status status, std::string_view mediaType, std::string body);
    static Response text(Status status, std::string_view mediaType, std::shared_ptr<const std::string> body);

    /// A short text/plain response for an error. Without `message` the body is the reason phrase. `message`
    /// must not hold anything the client sent.
    static Response error(Status status, std::string_view message = {});

    /// A redirect. `location` must be made of the program's own words, not of the request.
    static Response redirect(Status status, std::string_view location);

    /// 503 with Retry-After in seconds.
    static Response busy(unsigned retryAfterSeconds);
};

} // namespace durus::mediaserver::http

// SPDX-License-Identifier: Apache-2.0
#include "http/Response.h"

namespace durus::mediaserver::http {

Response Response::text(Status status, std::string_view mediaType, std::string body) {
    return text(status, mediaType, std::make_shared<const std::string>(std::move(body)));
}

Response Response::text(Status status, std::string_view mediaType, std::shared_ptr<const std::string> body) {
    Response response(status);
    response.headers.add("Content-Type", mediaType);
    response.body = Body(std::move(body));
    return response;
}

Response Response::error(Status status, std::string_view message) {
    std::string body(message.empty() ? reasonPhrase(status) : message);
    body += '\n';
    return text(status, "text/plain; charset=utf-8", std::move(body));
}

Response Response::redirect(Status status, std::string_view location) {
    Response response(status);
    response.headers.add("Location", location);
    return response;
}

Response Response::busy(unsigned retryAfterSeconds) {
    Response response = error(Status::ServiceUnavailable, "The server is busy. Try again shortly.");
    response.headers.add("Retry-After", std::to_string(retryAfterSeconds));
    return response;
}

} // namespace durus::mediaserver::http

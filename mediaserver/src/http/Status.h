// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace durus::mediaserver::http {

/// The status codes this server answers with (RFC 9110 section 15).
enum class Status : std::uint16_t {
    Continue = 100,
    Ok = 200,
    Created = 201,
    Accepted = 202,
    NoContent = 204,
    PartialContent = 206,
    MovedPermanently = 301,
    Found = 302,
    SeeOther = 303,
    NotModified = 304,
    TemporaryRedirect = 307,
    PermanentRedirect = 308,
    BadRequest = 400,
    Unauthorized = 401,
    Forbidden = 403,
    NotFound = 404,
    MethodNotAllowed = 405,
    NotAcceptable = 406,
    RequestTimeout = 408,
    Conflict = 409,
    Gone = 410,
    PreconditionFailed = 412,
    ContentTooLarge = 413,
    UriTooLong = 414,
    UnsupportedMediaType = 415,
    RangeNotSatisfiable = 416,
    ExpectationFailed = 417,
    MisdirectedRequest = 421,
    UnprocessableContent = 422,
    TooManyRequests = 429,
    HeaderFieldsTooLarge = 431,
    InternalServerError = 500,
    NotImplemented = 501,
    BadGateway = 502,
    ServiceUnavailable = 503,
    GatewayTimeout = 504,
    VersionNotSupported = 505,
    InsufficientStorage = 507,
};

/// The number of a status.
constexpr unsigned statusCode(Status status) noexcept {
    return static_cast<unsigned>(status);
}

/// The reason phrase of a status, for example "Not Found".
std::string_view reasonPhrase(Status status) noexcept;

/// True when a response of this status carries no body and no Content-Length (1xx, 204, 304).
constexpr bool isBodiless(Status status) noexcept {
    return statusCode(status) < 200 || status == Status::NoContent || status == Status::NotModified;
}

} // namespace durus::mediaserver::http

// SPDX-License-Identifier: Apache-2.0
#include "api/ApiError.h"

#include "api/JsonWriter.h"

#include <durus/core/IsoTime.h>

#include <atomic>

namespace durus::mediaserver::api {

namespace {

// The platform counts its requests in base 36 and gives that as their id.
std::string nextRequestId() {
    static std::atomic<std::uint64_t> counter{0};
    std::string digits;
    for (std::uint64_t rest = ++counter; rest != 0; rest /= 36)
        digits.insert(digits.begin(), "0123456789abcdefghijklmnopqrstuvwxyz"[rest % 36]);
    return "req-" + digits;
}

} // namespace

http::Response apiError(const http::Request& request, http::Status status, std::string_view message,
                        const Clock& clock) {
    JsonWriter json;
    json.beginObject()
        .member("statusCode", http::statusCode(status))
        .member("message", message)
        .member("requestId", nextRequestId())
        .member("timestamp", toIso8601(clock.wall()))
        .member("path", request.target)
        .endObject();
    return http::Response::text(status, "application/json; charset=utf-8", std::move(json).finish());
}

} // namespace durus::mediaserver::api

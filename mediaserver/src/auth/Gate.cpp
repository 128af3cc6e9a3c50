// SPDX-License-Identifier: Apache-2.0
#include "auth/Gate.h"

#include "api/ApiError.h"
#include "auth/Credentials.h"
#include "http/Characters.h"

#include <durus/core/Error.h>

#include <exception>

namespace durus::mediaserver::auth {

namespace {

constexpr std::string_view kJson = "application/json";

http::Status statusOf(ErrorCode code) {
    switch (code) {
    case ErrorCode::InvalidInput:
        return http::Status::BadRequest;
    case ErrorCode::NotFound:
        return http::Status::NotFound;
    case ErrorCode::Unauthorized:
        return http::Status::Forbidden;
    case ErrorCode::Unsupported:
    case ErrorCode::WrongState:
        return http::Status::Conflict;
    case ErrorCode::StorageFull:
        return http::Status::InsufficientStorage;
    default:
        return http::Status::InternalServerError;
    }
}

bool isApi(const http::Request& request) {
    return request.path.starts_with("/api/");
}

/// Whether the body, if there is one, is said to be JSON.
bool bringsJson(const http::Request& request) {
    const auto type = request.headers.get("Content-Type");
    if (type) return http::equalsIgnoringCase(http::trimBlanks(type->substr(0, type->find(';'))), kJson);
    return request.headers.get("Content-Length").value_or("0") == "0" &&
           !request.headers.has("Transfer-Encoding");
}

} // namespace

std::optional<http::Response> Gate::check(const http::Request& request, http::Access access) const {
    if (access == http::Access::ThisMachine && !request.peer.isLoopback())
        return http::Response::error(http::Status::NotFound);
    if (!http::isSafe(request.method) && !isFromHere(request))
        return api::apiError(request, http::Status::Forbidden,
                             "Another site's page may not change anything here", clock_);
    if (access == http::Access::PairedDevice && isApi(request) && !credentialsOf(request))
        return unauthorized(request);
    if (!http::isSafe(request.method) && isApi(request) && !bringsJson(request))
        return api::apiError(request, http::Status::UnsupportedMediaType, "Unsupported Media Type", clock_);
    return std::nullopt;
}

http::Handler Gate::personal(PersonalHandler handler) const {
    return personalPage(std::move(handler),
                        [this](const http::Request& request) { return unauthorized(request); });
}

http::Handler Gate::personalPage(PersonalHandler handler, Refusal refusal) const {
    return open(
        [this, handler = std::move(handler), refusal = std::move(refusal)](const http::Request& request) {
            const auto credentials = credentialsOf(request);
            const auto device = credentials ? devices_.byToken(credentials->token) : std::nullopt;
            return device ? handler(request, *device) : refusal(request);
        });
}

http::Handler Gate::open(std::function<http::Response(const http::Request&)> handler) const {
    return pool_.run(
        [this, handler = std::move(handler)](const http::Request& request, http::Responder responder) {
            http::Response response = attempt(request, [&] { return handler(request); });
            response.headers.set("Cache-Control", "no-store");
            responder.send(std::move(response));
        });
}

http::Response Gate::attempt(const http::Request& request,
                             const std::function<http::Response()>& respond) const {
    try {
        return respond();
    } catch (const Error& error) {
        const http::Status status = statusOf(error.code());
        if (status != http::Status::InternalServerError)
            return api::apiError(request, status, error.what(), clock_);
        log_.error("personal", "failed", {{"cause", error.what()}});
    } catch (const std::exception& error) {
        log_.error("personal", "failed", {{"cause", error.what()}});
    }
    return api::apiError(request, http::Status::InternalServerError, "Internal Server Error", clock_);
}

http::Response Gate::unauthorized(const http::Request& request) const {
    http::Response response = api::apiError(
        request, http::Status::Unauthorized,
        "This needs a paired device: have a code made on the box (durusctl pair) and send it to "
        "/api/pair",
        clock_);
    response.headers.add("WWW-Authenticate", "Bearer realm=\"durus\"");
    return response;
}

} // namespace durus::mediaserver::auth

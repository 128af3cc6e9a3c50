// SPDX-License-Identifier: Apache-2.0
#include "app/Health.h"

#include "api/JsonWriter.h"

#include <exception>

namespace durus::mediaserver {

namespace {

http::Response status(http::Status code, std::string_view status, std::string_view version) {
    api::JsonWriter json;
    json.beginObject().member("status", status);
    if (!version.empty()) json.member("version", version);
    json.endObject();
    http::Response response = http::Response::text(code, "application/json", std::move(json).finish());
    response.headers.add("Cache-Control", "no-store");
    return response;
}

} // namespace

http::Handler healthHandler(std::string_view version) {
    return [version = std::string(version)](const http::Request&, http::Responder responder) {
        responder.send(status(http::Status::Ok, "ok", version));
    };
}

http::Handler readinessHandler(http::WorkerPool& pool, std::function<void()> check) {
    return pool.run([check = std::move(check)](const http::Request&, http::Responder responder) {
        try {
            check();
            responder.send(status(http::Status::Ok, "ok", {}));
        } catch (const std::exception&) {
            responder.send(status(http::Status::ServiceUnavailable, "the database cannot be read", {}));
        }
    });
}

} // namespace durus::mediaserver

// SPDX-License-Identifier: Apache-2.0
#include "reference/HealthRoutes.h"

#include "reference/JsonReply.h"

#include <initializer_list>

namespace durus::reference {

namespace {

Response healthy(std::initializer_list<const char*> parts) {
    Poco::JSON::Object details = orderedObject();
    for (const char* part : parts) {
        Poco::JSON::Object state = orderedObject();
        state.set("status", "up");
        details.set(part, state);
    }
    Poco::JSON::Object json = orderedObject();
    json.set("status", "ok");
    json.set("info", details);
    json.set("error", orderedObject());
    json.set("details", details);
    return jsonReply(json);
}

} // namespace

void addHealthRoutes(Router& router, Repository& repository) {
    const auto whole = [&repository](const Request&, const PathValues&) {
        if (!repository.isReady()) throw HttpError(503, "Internal Server Error");
        return healthy({"database", "cdn"});
    };
    const auto ready = [&repository](const Request&, const PathValues&) {
        if (!repository.isReady()) throw HttpError(503, "Internal Server Error");
        return healthy({"database"});
    };
    const auto alive = [](const Request&, const PathValues&) { return healthy({}); };
    router.add({.method = "GET", .pattern = "/health", .handler = whole});
    router.add({.method = "GET", .pattern = "/health/readyz", .handler = ready});
    router.add({.method = "GET", .pattern = "/health/healthz", .handler = alive});
}

} // namespace durus::reference

// SPDX-License-Identifier: Apache-2.0
#include "reference/Problem.h"

#include "reference/JsonReply.h"

#include <utility>

namespace durus::reference {

namespace {

const char* codeOf(int status) {
    switch (status) {
    case 400:
        return "invalid_json";
    case 401:
        return "invalid_token";
    case 404:
        return "no_such_route";
    case 413:
        return "body_too_large";
    case 415:
        return "unsupported_media_type";
    case 429:
        return "too_many_requests";
    case 503:
        return "unavailable";
    default:
        return status < 500 ? "refused" : "internal";
    }
}

} // namespace

bool speaksProblems(std::string_view path) noexcept {
    return path.starts_with("/durus/");
}

Response problemReply(int status, std::string code, const std::string& detail) {
    if (code.empty()) code = codeOf(status);
    Poco::JSON::Object json = orderedObject();
    json.set("type", "urn:durus:problem:" + code);
    json.set("status", status);
    json.set("code", code);
    json.set("detail", detail);
    Response response = jsonReply(json, status);
    response.contentType = "application/problem+json";
    return response;
}

void refuse(int status, std::string code, const std::string& detail) {
    HttpError error(status, detail);
    error.code = std::move(code);
    throw error;
}

} // namespace durus::reference

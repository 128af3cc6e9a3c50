// SPDX-License-Identifier: Apache-2.0
#include "reference/SummaryRoutes.h"

#include "reference/JsonReply.h"

namespace durus::reference {

void addSummaryRoutes(Router& router) {
    const auto answerNull = [](const Request&, const PathValues&) {
        Response response = emptyReply(200);
        response.contentType = "application/json; charset=utf-8";
        response.body = "null";
        return response;
    };
    for (const char* pattern : {"/listings/:slug/progress-summary", "/listings/:slug/last-played"})
        router.add({.method = "GET", .pattern = pattern, .handler = answerNull});
}

} // namespace durus::reference

// SPDX-License-Identifier: Apache-2.0
#include "reference/DebugRoutes.h"

#include "reference/JsonReply.h"

namespace durus::reference {

void addDebugRoutes(Router& router, const Counters& counters, TroubledDatabase& database) {
    const auto answer = [&counters](const Request&, const PathValues&) {
        const Counters::Totals totals = counters.totals();
        Poco::JSON::Object byRoute = orderedObject();
        for (const auto& [route, count] : totals.byRoute)
            byRoute.set(route, count);
        Poco::JSON::Object json = orderedObject();
        json.set("requests", totals.requests);
        json.set("failures", totals.failures);
        json.set("retries", totals.retries);
        json.set("conflicts", totals.conflicts);
        json.set("batches", totals.batches);
        json.set("items", totals.items);
        json.set("outOfStep", totals.outOfStep);
        json.set("byRoute", byRoute);
        return jsonReply(json);
    };
    router.add({.method = "GET", .pattern = "/debug/counters", .access = Access::Local, .handler = answer});
    for (const bool down : {true, false})
        router.add({.method = "POST",
                    .pattern = down ? "/debug/database/down" : "/debug/database/up",
                    .access = Access::Local,
                    .handler = [&database, down](const Request&, const PathValues&) {
                        database.setDown(down);
                        return emptyReply(200);
                    }});
}

} // namespace durus::reference

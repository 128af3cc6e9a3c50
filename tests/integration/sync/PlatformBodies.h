// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/IsoTime.h>
#include <durus/sync/Http.h>

#include <Poco/String.h>

#include <string>
#include <thread>
#include <vector>

/// Requests as another client of the platform would write them.
inline std::string item(const std::string& listing, const std::string& position,
                        const std::string& updatedAt) {
    return R"({"listingId":")" + listing + R"(","positionSeconds":)" + position + R"(,"updatedAt":)" +
           updatedAt + '}';
}
inline std::string batch(const std::vector<std::string>& items) {
    std::string body = R"({"items":[)";
    for (const auto& one : items)
        body += (body.back() == '[' ? "" : ",") + one;
    return body + "]}";
}
inline bool closes(const durus::sync::HttpResponse& response) {
    const auto connection = response.header("Connection");
    return connection && Poco::icompare(std::string(*connection), "close") == 0;
}
inline std::string quoted(durus::WallTime time) {
    return '"' + durus::toIso8601(time) + '"';
}

/// Until others have come as far; the test's own time-out is the limit.
template<typename Condition>
void await(Condition condition) {
    while (!condition())
        std::this_thread::yield();
}

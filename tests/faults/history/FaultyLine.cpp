// SPDX-License-Identifier: Apache-2.0
#include "FaultyLine.h"

#include <ctime>

namespace durus::faults {

namespace {

constexpr std::chrono::hours kPortalIsAhead{72};

std::string imfDate(WallTime time) {
    const std::time_t seconds = time.sinceEpoch.count() / 1000;
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    char text[64];
    return {text, std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts)};
}

Error broken(const char* how) {
    return Error(ErrorCode::Unavailable, how);
}

std::string errorBody(int status, const std::string& message) {
    return R"({"statusCode":)" + std::to_string(status) + R"(,"message":")" + message + "\"}";
}

} // namespace

Result<sync::HttpResponse> FaultyLine::send(const sync::HttpEndpoint& endpoint,
                                            const sync::HttpRequest& request) {
    fuse_.boundary();
    auto answer = carry(endpoint, request);
    fuse_.boundary();
    return answer;
}

Fault FaultyLine::nextFault() {
    if (faults_.empty()) return Fault::None;
    const Fault fault = faults_.front();
    faults_.pop_front();
    return fault;
}

Result<sync::HttpResponse> FaultyLine::carry(const sync::HttpEndpoint& endpoint,
                                             const sync::HttpRequest& request) {
    switch (nextFault()) {
    case Fault::None:
        break;
    case Fault::LosesRequest:
        return broken("no connection");
    case Fault::LosesAnswer:
        deliver(endpoint, request);
        return broken("the connection was reset");
    case Fault::Duplicates:
        deliver(endpoint, request);
        break;
    case Fault::Truncates:
        deliver(endpoint, request);
        return Error(ErrorCode::Corrupt, "the answer broke off");
    case Fault::Error500:
        return stranger(500, "application/json", errorBody(500, "Connection terminated unexpectedly"));
    case Fault::Deadlock:
        return stranger(500, "application/json", errorBody(500, "Raw query failed. Code: `40P01`"));
    case Fault::Throttles: {
        auto answer = stranger(429, "application/json", errorBody(429, "Too Many Requests"));
        answer.headers.emplace_back("Retry-After", "60");
        return answer;
    }
    case Fault::Portal: {
        auto answer = stranger(200, "text/html", "<html>Welcome to our hotel</html>");
        answer.headers.front().second = imfDate(backendClock_.wall() + kPortalIsAhead);
        return answer;
    }
    case Fault::LooksSignedOut:
        return stranger(401, "application/json", errorBody(401, "Unauthorized"));
    case Fault::DatabaseDown: {
        backend_.running().database().setDown(true);
        auto answer = deliver(endpoint, request);
        backend_.running().database().setDown(false);
        return answer;
    }
    case Fault::Restarts:
        deliver(endpoint, request);
        backend_.restart();
        return broken("the connection was reset");
    }
    return deliver(endpoint, request);
}

sync::HttpResponse FaultyLine::deliver(const sync::HttpEndpoint& endpoint, const sync::HttpRequest& request) {
    reference::Request arriving;
    arriving.method = request.method;
    arriving.aim(request.path);
    arriving.headers = request.headers;
    arriving.headers.emplace_back("Authorization", "Bearer " + endpoint.token);
    arriving.body = request.body;
    const reference::Response response = backend_.running().handle(arriving);
    sync::HttpResponse answer{.status = response.status, .headers = response.headers, .body = response.body};
    if (!response.contentType.empty()) answer.headers.emplace_back("Content-Type", response.contentType);
    arrival_(endpoint.token, request, answer);
    return answer;
}

sync::HttpResponse FaultyLine::stranger(int status, const std::string& type, const std::string& body) const {
    sync::HttpResponse answer{
        .status = status, .headers = {{"Date", imfDate(backendClock_.wall())}}, .body = body};
    answer.headers.emplace_back("Content-Type", type);
    return answer;
}

} // namespace durus::faults

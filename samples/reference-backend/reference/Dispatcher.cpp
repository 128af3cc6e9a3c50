// SPDX-License-Identifier: Apache-2.0
#include "reference/Dispatcher.h"

#include "reference/JsonReply.h"
#include "reference/Problem.h"
#include "reference/RequestBody.h"

#include <durus/core/IsoTime.h>

#include <Poco/DateTimeFormat.h>
#include <Poco/DateTimeFormatter.h>

#include <algorithm>
#include <exception>

namespace durus::reference {

namespace {

constexpr std::size_t kLoggedConflicts = 20;
constexpr const char* kNoRoute = "(none)";

std::string base36(unsigned number) {
    std::string digits;
    do {
        digits.insert(digits.begin(), "0123456789abcdefghijklmnopqrstuvwxyz"[number % 36]);
        number /= 36;
    } while (number > 0);
    return digits;
}

/// What may be echoed of a target: a client may send any bytes, a JSON text may not hold them.
std::string printable(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c < 0x20 || c > 0x7E; }, '?');
    return text;
}

std::string httpDate(WallTime time) {
    constexpr int kMicrosecondsPerMillisecond = 1000;
    const Poco::Timestamp stamp(time.sinceEpoch.count() * kMicrosecondsPerMillisecond);
    return Poco::DateTimeFormatter::format(stamp, Poco::DateTimeFormat::HTTP_FORMAT);
}

/// Personal routes and the lookup of a stream are; health, catalogue and sign-in are not.
bool isLimited(const Route& route) {
    return route.pattern.starts_with("/audio/") || route.pattern.starts_with("/me/") ||
           route.pattern.starts_with("/account/");
}

} // namespace

Response Dispatcher::handle(Request& request) noexcept {
    const MonotonicTime begin = clock_.monotonic();
    const unsigned number = ++requests_;
    const Router::Match match = router_.match(request.method, request.path);
    Response response;
    std::string cause;
    try {
        response = answer(request, match);
    } catch (const HttpError& error) {
        cause = error.what();
        response = errorReply(request, number, error);
        response.close = error.close();
        if (error.retryAfter) response.headers.emplace_back("retry-after", std::to_string(*error.retryAfter));
    } catch (const std::exception& error) {
        cause = error.what();
        response = errorReply(request, number, HttpError(500, "Internal Server Error"));
    }
    record(request, match.route ? match.route->name() : kNoRoute, response, cause, begin);
    response.headers.emplace_back("Date", httpDate(clock_.wall()));
    return response;
}

Response Dispatcher::refuse(const Request& request, const HttpError& error) noexcept {
    Response response = errorReply(request, ++requests_, error);
    response.close = error.close();
    const Router::Match match = router_.match(request.method, request.path);
    record(request, match.route ? match.route->name() : kNoRoute, response, error.what(), clock_.monotonic());
    response.headers.emplace_back("Date", httpDate(clock_.wall()));
    return response;
}

Response Dispatcher::answer(Request& request, const Router::Match& match) {
    if (!match.route)
        throw HttpError(404, "Cannot " + printable(request.method) + ' ' + printable(request.path));
    auto limits = limitRate(request, *match.route);
    parseBody(request, quirks_);
    authorise(request, match.route->access);
    if (!request.body.empty()) counters_.countBody(request.listener.id, request.path, request.body);
    Response response = match.route->handler(request, match.values);
    if (response.isBatch) counters_.countBatch(response.items, response.conflicts.size());
    if (response.outOfStep) counters_.countOutOfStep();
    response.headers.insert(response.headers.end(), limits.begin(), limits.end());
    return response;
}

std::vector<std::pair<std::string, std::string>> Dispatcher::limitRate(const Request& request,
                                                                       const Route& route) {
    if (!quirks_.has(Quirk::LimitsRates) || !isLimited(route)) return {};
    const RateLimit::Verdict verdict = rates_.count(route.name(), request.peer);
    if (verdict.refused) {
        HttpError error(429, "ThrottlerException: Too Many Requests");
        error.retryAfter = verdict.seconds;
        throw error;
    }
    return {{"x-ratelimit-limit", std::to_string(RateLimit::kRequests)},
            {"x-ratelimit-remaining", std::to_string(verdict.remaining)},
            {"x-ratelimit-reset", std::to_string(verdict.seconds)}};
}

void Dispatcher::authorise(Request& request, Access access) const {
    if (access == Access::Local && !request.peerIsLoopback)
        throw HttpError(403, "Only callers on the backend's own machine may see this");
    if (access != Access::Personal) return;
    const bool isLost =
        quirks_.has(Quirk::OutageLooksLikeSignOut) && database_.isDown() && !speaksProblems(request.path);
    const Account* account = isLost ? nullptr : tokens_.find(request.header("Authorization"));
    if (!account) throw HttpError(401, "Unauthorized");
    request.listener = {.id = account->id, .name = account->name};
}

Response Dispatcher::errorReply(const Request& request, unsigned number, const HttpError& error) const {
    if (speaksProblems(request.path)) return problemReply(error.status(), error.code, error.what());
    Poco::JSON::Object json = orderedObject();
    json.set("statusCode", error.status());
    json.set("message", error.what());
    json.set("requestId", "req-" + base36(number));
    json.set("timestamp", toIso8601(clock_.wall()));
    json.set("path", printable(request.target));
    return jsonReply(json, error.status());
}

void Dispatcher::record(const Request& request, const std::string& route, const Response& response,
                        const std::string& cause, MonotonicTime begin) {
    counters_.countRequest(route, response.status);
    const std::string status = std::to_string(response.status);
    const std::string took = std::to_string((clock_.monotonic() - begin).count());
    const std::string items = std::to_string(response.items);
    log_.info("request", "answered",
              {{"method", request.method},
               {"path", request.path},
               {"status", status},
               {"ms", took},
               {"user", request.listener.name},
               {"items", items}});
    if (response.status >= 500)
        log_.error("request", "failed", {{"route", route}, {"status", status}, {"cause", cause}});
    for (std::size_t i = 0; i < std::min(response.conflicts.size(), kLoggedConflicts); ++i)
        log_.warning("conflict", "item ignored",
                     {{"user", request.listener.name},
                      {"listing", response.conflicts[i]},
                      {"cause", "newer state is stored"}});
    if (response.outOfStep)
        log_.warning("receipt", "a box and this backend are not in step",
                     {{"user", request.listener.name},
                      {"box", response.outOfStep->box},
                      {"standing", name(response.outOfStep->standing)},
                      {"entries", std::to_string(response.outOfStep->difference)}});
    if (response.conflicts.size() > kLoggedConflicts)
        log_.warning("conflict", "more items ignored",
                     {{"user", request.listener.name},
                      {"count", std::to_string(response.conflicts.size() - kLoggedConflicts)}});
}

} // namespace durus::reference

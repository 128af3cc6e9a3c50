// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Clock.h>
#include <durus/sync/Http.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace durus::test {

/// A backend within the test: the newest stamp of a listing wins, completion sticks, a batch is taken as a
/// whole or not at all. Both families are kept as rows "listing kind position duration stamp", one a line,
/// which is also what LoopbackCodec writes and reads. Thread: one at a time.
class LoopbackBackend final : public sync::HttpExchange {
public:
    struct Row {
        std::string kind;
        std::int64_t position = 0;
        std::int64_t duration = 0;
        std::int64_t stamp = 0;
        std::uint64_t change = 0; ///< of the backend, at which it was last written
        bool completed = false;
    };
    /// What goes wrong with one request.
    enum class Fault { None, LosesRequest, LosesAnswer };

    /// `serverClock`: this backend's own idea of the time.
    explicit LoopbackBackend(const Clock& serverClock) : clock_(serverClock) {}

    /// Asked before each request is handled.
    std::function<Fault(const sync::HttpRequest&)> fault = [](const auto&) { return Fault::None; };
    /// Answered instead of handling a request, if its status is not 0.
    std::function<sync::HttpResponse(const sync::HttpRequest&)> instead = [](const auto&) {
        return sync::HttpResponse{};
    };
    /// A batch that holds one of these is refused as a whole, with 500.
    std::set<std::string> poison;
    std::set<std::string> tokens{"token"};
    bool tellsTime = true;

    std::vector<sync::HttpRequest> requests; ///< all that arrived
    std::vector<std::string> arrivals;       ///< the rows of all batches that were taken, in order
    int effects = 0;                         ///< rows whose value changed
    int fromTheFuture = 0;                   ///< rows stamped beyond this backend's now
    int keysReused = 0;                      ///< idempotency keys that came with another body

    std::map<std::string, Row>& rows(const std::string& family, const std::string& token = "token") {
        return rows_[{token, family}];
    }

    Result<sync::HttpResponse> send(const sync::HttpEndpoint& endpoint,
                                    const sync::HttpRequest& request) override {
        const Fault what = fault(request);
        if (cancelled_ || what == Fault::LosesRequest)
            return Error(ErrorCode::Unavailable, "the cable is cut");
        requests.push_back(request);
        sync::HttpResponse answer = instead(request);
        if (answer.status == 0) answer = handle(endpoint.token, request);
        if (tellsTime) answer.headers.emplace_back("Date", date());
        if (what == Fault::LosesAnswer) return Error(ErrorCode::Timeout, "no answer in time");
        return answer;
    }

    void cancel() noexcept override { cancelled_ = true; }

private:
    static std::string header(const sync::HttpRequest& request, const std::string& wanted) {
        for (const auto& [name, value] : request.headers)
            if (name == wanted) return value;
        return {};
    }

    sync::HttpResponse handle(const std::string& token, const sync::HttpRequest& request) {
        if (!tokens.contains(token)) return {.status = 401, .headers = {}, .body = "Unauthorized"};
        const std::string family = request.path.substr(1, request.path.find('?') - 1);
        if (request.method == "GET")
            return {.status = 200, .headers = {}, .body = changes(token, family, request)};
        return take(token, family, request);
    }

    sync::HttpResponse take(const std::string& token, const std::string& family,
                            const sync::HttpRequest& request) {
        auto [known, isNew] = bodies_.try_emplace(header(request, "Idempotency-Key"), request.body);
        if (!isNew && known->second != request.body) ++keysReused;
        std::vector<std::pair<std::string, Row>> batch;
        std::istringstream lines(request.body);
        for (std::string line; std::getline(lines, line);) {
            std::istringstream words(line);
            std::string listing;
            Row row;
            words >> listing >> row.kind >> row.position >> row.duration >> row.stamp;
            if (poison.contains(listing))
                return {.status = 500, .headers = {}, .body = "violates a constraint"};
            batch.emplace_back(listing, row);
        }
        for (auto& [listing, row] : batch)
            write(rows_[{token, family}], listing, row);
        return {.status = 201, .headers = {}, .body = {}};
    }

    void write(std::map<std::string, Row>& rows, const std::string& listing, Row row) {
        arrivals.push_back(listing + ' ' + row.kind + ' ' + std::to_string(row.position));
        if (row.stamp > clock_.wall().sinceEpoch.count()) ++fromTheFuture;
        Row& held = rows[listing];
        if (row.stamp < held.stamp) return;
        row.completed = row.kind == "completed" || (held.completed && row.kind != "uncompleted");
        if (row.kind != held.kind || row.position != held.position || row.stamp != held.stamp) ++effects;
        row.change = ++change_;
        held = row;
    }

    /// What was written after the change named in "?since="; the number of the last change comes first.
    std::string changes(const std::string& token, const std::string& family,
                        const sync::HttpRequest& request) {
        std::uint64_t since = 0;
        const auto at = request.path.find("since=");
        if (at != std::string::npos)
            std::from_chars(request.path.data() + at + 6, request.path.data() + request.path.size(), since);
        std::string body = std::to_string(change_) + '\n';
        for (const auto& [listing, row] : rows_[{token, family}])
            if (row.change > since)
                body += listing + ' ' + row.kind + ' ' + std::to_string(row.position) + ' ' +
                        std::to_string(row.duration) + ' ' + std::to_string(row.stamp) + ' ' +
                        (row.completed ? "1" : "0") + '\n';
        return body;
    }

    /// As real ones write it: whole seconds, cut off.
    std::string date() const {
        const std::time_t now = clock_.wall().sinceEpoch.count() / 1000;
        std::tm parts{};
        ::gmtime_r(&now, &parts);
        char text[64];
        const std::size_t length = std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts);
        return {text, length};
    }

    const Clock& clock_;
    std::map<std::pair<std::string, std::string>, std::map<std::string, Row>> rows_;
    std::map<std::string, std::string> bodies_;
    std::uint64_t change_ = 0;
    bool cancelled_ = false;
};

} // namespace durus::test

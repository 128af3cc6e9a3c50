// SPDX-License-Identifier: Apache-2.0
#include "Ideal.h"

#include <sqlite3.h>

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <string_view>

namespace durus::bench {

namespace {

constexpr std::size_t kMaxBody = 1024 * 1024;
constexpr std::string_view kHead = R"({"items":[)";
constexpr std::string_view kTail = "]}";

std::string_view items(const sync::HttpRequest& request) {
    std::string_view body = request.body;
    if (!body.starts_with(kHead) || !body.ends_with(kTail))
        throw std::runtime_error("a request is no list of items");
    body.remove_prefix(kHead.size());
    body.remove_suffix(kTail.size());
    return body;
}

/// The longest beginning of whole items that is no longer than `room`.
std::string_view fitting(std::string_view items, std::size_t room) {
    if (items.size() <= room) return items;
    const std::size_t end = items.rfind("},{", room - 2);
    return end == std::string_view::npos ? std::string_view{} : items.substr(0, end + 1);
}

} // namespace

Ideal Ideal::of(const std::vector<sync::HttpRequest>& writes) {
    std::vector<sync::HttpRequest> requests;
    std::string whole;
    for (const sync::HttpRequest& write : writes)
        whole.append(whole.empty() ? "" : ",").append(items(write));
    for (std::string_view rest = whole; !rest.empty();) {
        const std::string_view part = fitting(rest, kMaxBody - kHead.size() - kTail.size());
        if (part.empty()) throw std::runtime_error("an item is too large");
        requests.push_back(writes.front());
        requests.back().body = std::string(kHead).append(part).append(kTail);
        rest.remove_prefix(std::min(part.size() + 1, rest.size()));
    }
    return Ideal(std::move(requests));
}

void Ideal::deliver(sync::HttpExchange& http, const sync::HttpEndpoint& endpoint) const {
    for (const sync::HttpRequest& request : requests_) {
        const auto answer = http.send(endpoint, request);
        if (!answer) throw std::runtime_error(answer.error().what());
        if (answer.value().status != 201) throw std::runtime_error("the backend refused the ideal request");
    }
}

void Ideal::settle(const std::filesystem::path& database) {
    sqlite3* raw = nullptr;
    sqlite3_open_v2(database.c_str(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
    const std::unique_ptr<sqlite3, decltype(&sqlite3_close)> handle(raw, sqlite3_close);
    constexpr const char* kSql =
        "PRAGMA synchronous=FULL; BEGIN IMMEDIATE;"
        "UPDATE delivery SET state = 'acked', ended = 1, attempts = 1, last_outcome = 'ok' "
        "WHERE state = 'pending';"
        "UPDATE progress SET remote_position_ms = position_ms, remote_duration_ms = duration_ms, "
        "remote_completed = completed, remote_updated_ms = updated_ms;"
        "COMMIT";
    if (sqlite3_exec(raw, kSql, nullptr, nullptr, nullptr) != SQLITE_OK)
        throw std::runtime_error(sqlite3_errmsg(raw));
}

} // namespace durus::bench

// SPDX-License-Identifier: Apache-2.0
#include "ChangesExchange.h"

#include "Names.h"
#include "Verdict.h"
#include "WireState.h"

#include <charconv>

namespace wire {

using durus::plugin_kit::Outcome;
using durus::plugin_kit::Request;
using durus::plugin_kit::Response;
using durus::plugin_kit::Results;
using platform::Json;

namespace {

constexpr int kGone = 410;

/// The number a cursor stands for; 0 for "", none for what is no cursor.
std::optional<std::uint64_t> numberOf(std::string_view cursor) {
    std::uint64_t number = 0;
    if (cursor.empty()) return number;
    const auto [end, error] = std::from_chars(cursor.data(), cursor.data() + cursor.size(), number);
    if (error != std::errc() || end != cursor.data() + cursor.size()) return std::nullopt;
    return number;
}

} // namespace

std::optional<Request> ChangesExchange::step(const Response* answer, Results& results) {
    if (answer != nullptr) return take(*answer, results);
    if (!numberOf(cursor_)) cursor_.clear();
    return read();
}

Request ChangesExchange::read() const {
    std::string path = "/durus/v1/changes";
    if (!cursor_.empty()) path += "?after=" + cursor_;
    return {"GET", std::move(path), {{"Accept", "application/json"}}, {}};
}

std::optional<Request> ChangesExchange::take(const Response& answer, Results& results) {
    if (answer.status() == kGone && problemCode(answer.body()) == "unknown_cursor" && !restarted_) {
        restarted_ = true;
        cursor_.clear();
        return read();
    }
    Json page;
    if (const auto verdict = platform::judgeRead(answer, page)) {
        results.failure(verdict->outcome, verdict->detail, verdict->retryAfter);
        return std::nullopt;
    }
    const auto next = numberOf(page["cursor"].text());
    if (page["changes"].array() == nullptr || !page["cursor"].isText() || !next) {
        results.failure(Outcome::NotBackend, "the answer is no page of changes; check the backend's URL");
        return std::nullopt;
    }
    const bool advances = *next > *numberOf(cursor_);
    reportStates(results, page["changes"]);
    cursor_ = page["cursor"].text();
    if (page["more"].isTrue() && advances) return read();
    results.cursor(cursor_);
    return std::nullopt;
}

} // namespace wire

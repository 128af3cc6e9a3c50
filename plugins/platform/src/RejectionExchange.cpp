// SPDX-License-Identifier: Apache-2.0
#include "RejectionExchange.h"

#include "Verdict.h"

namespace platform {

using durus::plugin_kit::Outcome;
using durus::plugin_kit::Request;
using durus::plugin_kit::Response;
using durus::plugin_kit::Results;

namespace {

Request get(const char* path) {
    return {"GET", path, {{"Accept", "application/json"}}, {}};
}

/// The content of a good answer. None = nothing is known, which results then say.
std::optional<Json> read(const Response& answer, Results& results) {
    Json content;
    const auto verdict = judgeRead(answer, content);
    if (!verdict) return content;
    // A refusal of these requests is no word on the session.
    const auto outcome = verdict->outcome == Outcome::Unauthorized ? Outcome::Transient : verdict->outcome;
    results.failure(outcome, verdict->detail, verdict->retryAfter);
    return std::nullopt;
}

} // namespace

std::optional<Request> RejectionExchange::step(const Response* answer, Results& results) {
    if (answer == nullptr) {
        asked_ = Asked::ReadyBefore;
        return get("/health/readyz");
    }
    const auto content = read(*answer, results);
    if (!content) return std::nullopt;
    switch (asked_) {
    case Asked::ReadyBefore:
        asked_ = Asked::Session;
        return get("/api/auth/get-session");
    case Asked::Session:
        if (!content->isNull()) return std::nullopt;
        asked_ = Asked::ReadyAfter;
        return get("/health/readyz");
    default:
        results.failure(Outcome::Unauthorized, "the backend is well and does not know this session");
        return std::nullopt;
    }
}

} // namespace platform

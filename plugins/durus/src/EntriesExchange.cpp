// SPDX-License-Identifier: Apache-2.0
#include "EntriesExchange.h"

#include "Names.h"
#include "Verdict.h"
#include "WireState.h"

#include <algorithm>
#include <unordered_map>

namespace wire {

using durus::plugin_kit::Intent;
using durus::plugin_kit::IntentKind;
using durus::plugin_kit::Outcome;
using durus::plugin_kit::Request;
using durus::plugin_kit::Response;
using durus::plugin_kit::Results;
using platform::Json;

namespace {

std::string_view nameOf(IntentKind kind) noexcept {
    switch (kind) {
    case IntentKind::Progress:
        return "progress";
    case IntentKind::Completed:
        return "completed";
    case IntentKind::Uncompleted:
        return "uncompleted";
    case IntentKind::Favorite:
        return "favorite";
    case IntentKind::Unfavorite:
        return "unfavorite";
    }
    return "";
}

/// The protocol takes UUIDs only, so nothing of an entry needs escaping.
bool isSendable(const Intent& intent) noexcept {
    return platform::isUuid(intent.id) && platform::isUuid(intent.listing);
}

/// A person's mark carries none: what stands stays.
bool hasPosition(const Intent& intent) noexcept {
    if (intent.kind == IntentKind::Progress) return true;
    const bool marks = intent.kind == IntentKind::Completed || intent.kind == IntentKind::Uncompleted;
    return marks && intent.position.count() > 0;
}

void append(std::string& json, const Intent& intent) {
    json += R"({"id":")" + intent.id + R"(","listing":")" + intent.listing + R"(","kind":")";
    json += nameOf(intent.kind);
    json += '"';
    if (hasPosition(intent))
        json += R"(,"positionMs":)" + std::to_string(std::max<std::int64_t>(intent.position.count(), 0));
    json += R"(,"occurredAt":)" + std::to_string(std::max<std::int64_t>(intent.occurredAt.count(), 0)) + '}';
}

Request makeWrite(const std::vector<Intent>& intents) {
    std::string body = R"({"entries":[)";
    for (const Intent& intent : intents) {
        if (!isSendable(intent)) continue;
        if (body.back() == '}') body += ',';
        append(body, intent);
    }
    body += "]}";
    return {"POST",
            "/durus/v1/entries",
            {{"Content-Type", "application/json"}, {"Accept", "application/json"}},
            std::move(body)};
}

Outcome outcomeOf(std::string_view name) noexcept {
    if (name == "ok") return Outcome::Ok;
    if (name == "already") return Outcome::Already;
    if (name == "stale") return Outcome::Stale;
    if (name == "rejected") return Outcome::Permanent;
    return Outcome::Transient;
}

std::string detailOf(const Json* said) {
    if (said == nullptr) return "the backend did not say what became of it";
    const std::string_view code = (*said)["code"].text();
    const std::string_view detail = (*said)["detail"].text();
    return detail.empty() ? std::string(code) : std::string(code) + ": " + std::string(detail);
}

} // namespace

EntriesExchange::EntriesExchange(std::vector<Intent> intents) : intents_(std::move(intents)) {
    std::sort(intents_.begin(), intents_.end(),
              [](const Intent& a, const Intent& b) { return a.sequence < b.sequence; });
}

std::optional<Request> EntriesExchange::step(const Response* answer, Results& results) {
    if (answer == nullptr) {
        if (std::any_of(intents_.begin(), intents_.end(), isSendable)) return makeWrite(intents_);
        report(results, Json());
        return std::nullopt;
    }
    if (const auto verdict = platform::judgeWrite(*answer)) {
        refuse(results, verdict->outcome, verdict->detail, verdict->retryAfter);
        return std::nullopt;
    }
    const auto said = Json::parse(answer->body());
    if (!said || (*said)["outcomes"].array() == nullptr) {
        results.failure(Outcome::NotBackend,
                        "the answer says nothing of the entries; check the backend's URL");
        return std::nullopt;
    }
    reportStates(results, (*said)["state"]);
    report(results, (*said)["outcomes"]);
    return std::nullopt;
}

void EntriesExchange::report(Results& results, const Json& outcomes) const {
    std::unordered_map<std::string_view, const Json*> byId;
    for (const Json& outcome : outcomes.items())
        byId.insert_or_assign(outcome["id"].text(), &outcome);
    for (const Intent& intent : intents_) {
        if (!isSendable(intent)) {
            results.outcome(intent.sequence, Outcome::Permanent, "this is no listing of the backend");
            continue;
        }
        const auto found = byId.find(intent.id);
        const Json* said = found == byId.end() ? nullptr : found->second;
        const Outcome outcome = said ? outcomeOf((*said)["outcome"].text()) : Outcome::Transient;
        results.outcome(intent.sequence, outcome, detailOf(said));
    }
}

void EntriesExchange::refuse(Results& results, Outcome outcome, std::string_view detail,
                             std::optional<std::chrono::milliseconds> retryAfter) const {
    if (outcome == Outcome::SuspectedPoison && intents_.size() == 1)
        results.outcome(intents_.front().sequence, Outcome::Permanent, detail);
    else
        results.failure(outcome, detail, retryAfter);
}

} // namespace wire

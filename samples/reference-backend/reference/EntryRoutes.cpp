// SPDX-License-Identifier: Apache-2.0
#include "reference/EntryRoutes.h"

#include "reference/EntryBodies.h"
#include "reference/JsonReply.h"
#include "reference/Problem.h"
#include "reference/Stamps.h"

#include <durus/core/Error.h>

#include <charconv>

namespace durus::reference {

namespace {

constexpr const char* kReceipt = "Durus-Receipt";
constexpr std::size_t kPage = 1000;
constexpr std::int64_t kMillisecondsPerSecond = 1000;

Poco::JSON::Object stateOf(const ProgressRow& row) {
    Poco::JSON::Object json = orderedObject();
    json.set("family", "progress");
    json.set("listing", row.listingId);
    json.set("positionMs", row.state.positionSeconds * kMillisecondsPerSecond);
    json.set("durationMs", row.durationSeconds * kMillisecondsPerSecond);
    json.set("completed", row.state.completed);
    json.set("updatedAt", millisecondsOf(row.state.updatedAt));
    return json;
}

Poco::JSON::Object stateOf(const SavedRow& row) {
    Poco::JSON::Object json = orderedObject();
    json.set("family", "favorite");
    json.set("listing", row.listingId);
    json.set("favorite", row.state.saved);
    json.set("updatedAt", millisecondsOf(row.state.updatedAt));
    return json;
}

Poco::JSON::Object outcomeOf(const SentEntry& sent, EntryOutcome outcome) {
    Poco::JSON::Object json = orderedObject();
    json.set("id", sent.id);
    switch (outcome) {
    case EntryOutcome::Ok:
        json.set("outcome", "ok");
        break;
    case EntryOutcome::Already:
        json.set("outcome", "already");
        break;
    case EntryOutcome::Stale:
        json.set("outcome", "stale");
        break;
    case EntryOutcome::UnknownListing:
        json.set("outcome", "rejected");
        json.set("code", "unknown_listing");
        json.set("detail", "this backend has no listing " + sent.entry->listingId);
        break;
    }
    return json;
}

Poco::JSON::Object rejected(const SentEntry& sent) {
    Poco::JSON::Object json = orderedObject();
    json.set("id", sent.id);
    json.set("outcome", "rejected");
    json.set("code", "invalid_entry");
    json.set("detail", sent.fault);
    return json;
}

std::int64_t numberOf(const Request& request, const std::string& name, std::int64_t fallback) {
    const auto text = request.parameter(name);
    if (!text) return fallback;
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
    if (error != std::errc() || end != text->data() + text->size() || number < 0)
        refuse(422, "invalid_parameter", name + " is no whole number");
    return number;
}

/// Answers the routes; one object serves all of them.
class Entries {
public:
    Entries(Repository& repository, const Clock& clock) : repository_(repository), clock_(clock) {}

    Response take(const Request& request) const {
        if (request.header("Idempotency-Key").empty())
            refuse(422, "no_idempotency_key", "the request needs an Idempotency-Key");
        const std::vector<SentEntry> sent = readEntries(request.json, clock_.wall());
        std::vector<Entry> valid;
        for (const SentEntry& entry : sent)
            if (entry.entry) valid.push_back(*entry.entry);
        const EntriesApplied applied =
            repository_.applyEntries(request.listener.id, valid, readReceipt(request.header(kReceipt)));

        Poco::JSON::Array outcomes;
        std::vector<std::string> conflicts;
        auto outcome = applied.outcomes.begin();
        for (const SentEntry& entry : sent) {
            if (entry.entry && *outcome == EntryOutcome::Stale) conflicts.push_back(entry.entry->listingId);
            outcomes.add(entry.entry ? outcomeOf(entry, *outcome++) : rejected(entry));
        }
        Poco::JSON::Array state;
        for (const ProgressRow& row : applied.progress)
            state.add(stateOf(row));
        for (const SavedRow& row : applied.saved)
            state.add(stateOf(row));
        Poco::JSON::Object json = answer();
        json.set("outcomes", outcomes);
        json.set("state", state);
        Response response = jsonReply(json);
        response.isBatch = true;
        response.items = sent.size();
        response.conflicts = std::move(conflicts);
        response.headers.emplace_back(kReceipt, receiptHeader(applied.receipt));
        if (applied.receipt && applied.receipt->isNews) response.outOfStep = *applied.receipt;
        return response;
    }

    Response changes(const Request& request) const {
        const std::int64_t after = numberOf(request, "after", 0);
        const auto limit = std::min(static_cast<std::size_t>(numberOf(request, "limit", kPage)), kPage);
        if (limit == 0) refuse(422, "invalid_parameter", "limit is at least 1");
        const Changes found = repository_.changes(request.listener.id, after, limit + 1);
        if (after > found.newest)
            refuse(410, "unknown_cursor", "this backend never gave that cursor; read from the beginning");
        const bool more = found.changes.size() > limit;
        const std::size_t given = std::min(found.changes.size(), limit);
        Poco::JSON::Array list;
        for (std::size_t i = 0; i < given; ++i)
            list.add(std::visit([](const auto& row) { return stateOf(row); }, found.changes[i].row));
        Poco::JSON::Object json = answer();
        json.set("changes", list);
        json.set("cursor", std::to_string(given == 0 ? after : found.changes[given - 1].number));
        json.set("more", more);
        Response response = jsonReply(json);
        response.items = given;
        return response;
    }

private:
    Poco::JSON::Object answer() const {
        Poco::JSON::Object json = orderedObject();
        json.set("serverTime", millisecondsOf(clock_.wall()));
        return json;
    }

    Repository& repository_;
    const Clock& clock_;
};

} // namespace

void addEntryRoutes(Router& router, Repository& repository, const Clock& clock) {
    const Entries entries(repository, clock);
    const auto add = [&](std::string method, std::string pattern, auto answer) {
        router.add({.method = std::move(method),
                    .pattern = std::move(pattern),
                    .access = Access::Personal,
                    .handler = [entries, answer](const Request& request, const PathValues&) {
                        try {
                            return (entries.*answer)(request);
                        } catch (const Error& error) {
                            if (error.code() != ErrorCode::Unavailable) throw;
                            throw HttpError(503, error.what());
                        }
                    }});
    };
    add("POST", "/durus/v1/entries", &Entries::take);
    add("GET", "/durus/v1/changes", &Entries::changes);
}

} // namespace durus::reference

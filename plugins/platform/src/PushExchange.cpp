// SPDX-License-Identifier: Apache-2.0
#include "PushExchange.h"

#include "Names.h"
#include "Repairs.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace platform {

using namespace std::chrono_literals;
using durus::plugin_kit::Intent;
using durus::plugin_kit::Outcome;
using durus::plugin_kit::Request;
using durus::plugin_kit::Response;
using durus::plugin_kit::Results;

PushExchange::PushExchange(std::vector<Intent> intents) {
    std::sort(intents.begin(), intents.end(),
              [](const Intent& a, const Intent& b) { return a.sequence < b.sequence; });
    std::unordered_map<std::string, std::size_t> places;
    for (const Intent& intent : intents)
        add(intent, places);
    std::sort(items_.begin(), items_.end(),
              [](const Item& a, const Item& b) { return a.listing < b.listing; });
}

void PushExchange::add(const Intent& intent, std::unordered_map<std::string, std::size_t>& places) {
    const Family* family = familyOf(intent.kind);
    if (family == nullptr) {
        refused_.push_back({intent.sequence, "this backend cannot take a completion back"});
        return;
    }
    if (!isUuid(intent.listing)) {
        refused_.push_back({intent.sequence, "\"" + std::string(intent.listing.substr(0, 64)) +
                                                 "\" is no listing of this backend"});
        return;
    }
    if (family_ == nullptr) family_ = family;
    if (family != family_) {
        refused_.push_back({intent.sequence, "it is of another family than the rest of the batch"});
        return;
    }
    const auto [place, isNew] = places.try_emplace(intent.listing, items_.size());
    if (isNew) {
        items_.emplace_back().listing = intent.listing;
        items_.back().updatedAt = kFirstStamp;
    }
    Item& item = items_[place->second];
    item.slug = intent.slug;
    family->merge(item, intent);
    item.updatedAt = std::clamp(intent.occurredAt, item.updatedAt, kLastStamp);
    item.sequences.push_back(intent.sequence);
}

std::optional<Request> PushExchange::step(const Response* answer, Results& results) {
    if (items_.empty()) {
        reportRefused(results);
        return std::nullopt;
    }
    if (answer == nullptr) return makeWrite(*family_, items_);
    if (!reading_) {
        if (const auto verdict = judgeWrite(*answer); verdict && !mayGoOn(*verdict))
            return fail(results, *verdict);
        return repairs_.empty() ? read() : nextRepair();
    }
    Json rows;
    if (const auto verdict = judgeRead(*answer, rows)) return fail(results, *verdict);
    if (rows.array() == nullptr)
        return fail(results, {Outcome::NotBackend, "the backend's answer is no list; check its URL", {}});
    if (roundsLeft_-- > 0)
        for (Request& repair : repairsOf(*family_, items_, rows, fromHttpDate(answer->header("Date"))))
            repairs_.push_back(std::move(repair));
    if (!repairs_.empty()) return nextRepair();
    decide(results, rows);
    reportRefused(results);
    return std::nullopt;
}

Request PushExchange::read() {
    reading_ = true;
    const auto oldest = std::min_element(
        items_.begin(), items_.end(), [](const Item& a, const Item& b) { return a.updatedAt < b.updatedAt; });
    return makeRead(*family_, oldest->updatedAt - 1ms);
}

/// A repair that is refused for what it says leaves things as they were found.
bool PushExchange::mayGoOn(const Verdict& verdict) const {
    return repairing_ &&
           (verdict.outcome == Outcome::SuspectedPoison || verdict.outcome == Outcome::NotBackend);
}

Request PushExchange::nextRepair() {
    reading_ = false;
    repairing_ = true;
    Request repair = std::move(repairs_.front());
    repairs_.pop_front();
    return repair;
}

std::optional<Request> PushExchange::fail(Results& results, const Verdict& verdict) const {
    if (verdict.outcome == Outcome::SuspectedPoison && items_.size() == 1) {
        // There is only one it can be.
        settle(results, items_.front(), Outcome::Permanent, verdict.detail);
        reportRefused(results);
    } else {
        results.failure(verdict.outcome, verdict.detail, verdict.retryAfter);
    }
    return std::nullopt;
}

void PushExchange::decide(Results& results, const Json& rows) const {
    std::unordered_map<std::string_view, Row> held;
    for (const Json& json : rows.items())
        if (const auto row = family_->toRow(json)) held.insert_or_assign(row->listing, *row);

    const bool anyTaken = std::any_of(items_.begin(), items_.end(),
                                      [&](const Item& item) { return held.contains(item.listing); });
    for (const Item& item : items_) {
        const auto found = held.find(item.listing);
        if (found == held.end() || found->second.updatedAt < item.updatedAt) {
            settle(results, item, anyTaken ? Outcome::SuspectedPoison : Outcome::Transient,
                   "the backend answered that it took this, but does not show it");
            continue;
        }
        const Row& row = found->second;
        family_->report(results, row);
        const bool matches = family_->matches(item, row);
        if (row.updatedAt > item.updatedAt && item.completedAt && !row.completed)
            settle(results, item, Outcome::Transient, "another device goes on faster than this is completed");
        else if (row.updatedAt > item.updatedAt)
            settle(results, item, Outcome::Stale,
                   matches ? "the backend holds something newer"
                           : "the backend holds something newer, which says otherwise");
        else if (matches)
            settle(results, item, Outcome::Ok, {});
        else
            settle(results, item, Outcome::Transient,
                   "the backend answered that it took this, but shows something else");
    }
}

void PushExchange::settle(Results& results, const Item& item, Outcome outcome,
                          std::string_view detail) const {
    for (const std::uint64_t sequence : item.sequences)
        results.outcome(sequence, outcome, detail);
}

void PushExchange::reportRefused(Results& results) const {
    for (const Refused& refused : refused_)
        results.outcome(refused.sequence, Outcome::Permanent, refused.reason);
}

} // namespace platform

// SPDX-License-Identifier: Apache-2.0
#include "Wiretap.h"

#include "HistoryWorld.h"

#include <durus/core/IsoTime.h>

#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>

#include <functional>

namespace durus::faults {

void Wiretap::see(int device, const std::string& token, const sync::HttpRequest& request,
                  const sync::HttpResponse& answer) {
    if (request.method != "POST") return;
    digest_ = std::hash<std::string>()(std::to_string(digest_) + token + request.path + request.body);
    const bool isRetry = seeKey(request);
    const auto body = Poco::JSON::Parser().parse(request.body).extract<Poco::JSON::Object::Ptr>();
    if (const auto items = body->getArray("items")) seeItems(device, token, *items);
    if (const auto entries = body->getArray("entries")) {
        if (!isRetry) seeEntries(device, token, *entries);
        seeOutcomes(answer);
    }
}

void Wiretap::seeItems(int device, const std::string& token, const Poco::JSON::Array& items) {
    for (unsigned i = 0; i < items.size(); ++i) {
        const auto item = items.getObject(i);
        seeStamp(fromIso8601(item->getValue<std::string>("updatedAt")));
        if (item->has("positionSeconds"))
            seeItem(device, token, item->getValue<long>("positionSeconds"),
                    item->getValue<std::string>("listingId"));
    }
}

void Wiretap::seeEntries(int device, const std::string& token, const Poco::JSON::Array& entries) {
    for (unsigned i = 0; i < entries.size(); ++i) {
        const auto entry = entries.getObject(i);
        seeStamp(WallTime{Milliseconds{entry->getValue<std::int64_t>("occurredAt")}});
        if (!entry->getValue<std::string>("kind").ends_with("favorite"))
            seeItem(device, token, entry->getValue<long>("positionMs") / 1000,
                    entry->getValue<std::string>("listing"));
    }
}

void Wiretap::seeOutcomes(const sync::HttpResponse& answer) {
    if (answer.status != 200) return;
    const auto said = Poco::JSON::Parser().parse(answer.body).extract<Poco::JSON::Object::Ptr>();
    const auto outcomes = said->getArray("outcomes");
    for (unsigned i = 0; i < outcomes->size(); ++i) {
        const auto outcome = outcomes->getObject(i);
        const auto id = outcome->getValue<std::string>("id");
        if (outcome->getValue<std::string>("outcome") == "ok" && !applied_.insert(id).second)
            note("entry " + id + " had effect twice");
    }
}

void Wiretap::seeStamp(std::optional<WallTime> stamp) {
    if (!stamp || *stamp > backendClock_.wall()) note("a stamp from the future");
}

bool Wiretap::seeKey(const sync::HttpRequest& request) {
    for (const auto& [name, value] : request.headers) {
        if (name != "Idempotency-Key") continue;
        const auto [first, isNew] = bodies_.try_emplace(value, request.path + request.body);
        if (isNew) return false;
        ++retries_;
        if (first->second != request.path + request.body)
            note("a retry under key " + value + " is not byte-identical");
        return true;
    }
    // Only a completion that was dropped is said again without one.
    if (request.body.find("completedAt") == std::string::npos) note("a write without a key: " + request.body);
    return false;
}

void Wiretap::seeItem(int device, const std::string& token, long number, const std::string& listing) {
    const Deed* deed = model_.find(number);
    if (deed == nullptr || deed->listing != listing) {
        note("nobody did number " + std::to_string(number) + " to listing " + listing);
        return;
    }
    if (tokenOf(deed->account) != token) note("deed " + std::to_string(number) + " went out under " + token);
    if (deed->device != device) return; // what another device did comes back by a repair
    long& last = lastOfLane_[std::to_string(device) + token + listing];
    if (number < last)
        note("deed " + std::to_string(number) + " came after deed " + std::to_string(last) + " of its lane");
    last = std::max(last, number);
}

} // namespace durus::faults

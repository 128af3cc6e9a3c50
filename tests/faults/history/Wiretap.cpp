// SPDX-License-Identifier: Apache-2.0
#include "Wiretap.h"

#include "HistoryWorld.h"

#include <durus/core/IsoTime.h>

#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>

#include <functional>

namespace durus::faults {

void Wiretap::see(int device, const std::string& token, const sync::HttpRequest& request) {
    if (request.method != "POST") return;
    digest_ = std::hash<std::string>()(std::to_string(digest_) + token + request.path + request.body);
    seeKey(request);
    const auto items =
        Poco::JSON::Parser().parse(request.body).extract<Poco::JSON::Object::Ptr>()->getArray("items");
    for (unsigned i = 0; i < items->size(); ++i) {
        const auto item = items->getObject(i);
        const auto stamp = fromIso8601(item->getValue<std::string>("updatedAt"));
        if (!stamp || *stamp > backendClock_.wall()) note("a stamp from the future: " + request.body);
        if (item->has("positionSeconds"))
            seeItem(device, token, item->getValue<long>("positionSeconds"),
                    item->getValue<std::string>("listingId"));
    }
}

void Wiretap::seeKey(const sync::HttpRequest& request) {
    for (const auto& [name, value] : request.headers) {
        if (name != "Idempotency-Key") continue;
        const auto [first, isNew] = bodies_.try_emplace(value, request.path + request.body);
        if (isNew) return;
        ++retries_;
        if (first->second != request.path + request.body)
            note("a retry under key " + value + " is not byte-identical");
        return;
    }
    // Only a completion that was dropped is said again without one.
    if (request.body.find("completedAt") == std::string::npos) note("a write without a key: " + request.body);
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

// SPDX-License-Identifier: Apache-2.0
#include "ReferenceModel.h"

#include <algorithm>
#include <map>

namespace durus::faults {

namespace {

bool isOf(const Deed& deed, model::IntentFamily family) {
    const bool favorite =
        deed.kind == model::IntentKind::Favorite || deed.kind == model::IntentKind::Unfavorite;
    return favorite == (family == model::IntentFamily::Favorite);
}

} // namespace

const Deed* ReferenceModel::find(long number) const {
    const auto found =
        std::find_if(deeds_.begin(), deeds_.end(), [=](const Deed& deed) { return deed.number == number; });
    return found == deeds_.end() ? nullptr : &*found;
}

std::vector<ReferenceModel::Expected> ReferenceModel::expected(model::IntentFamily family,
                                                               const std::set<std::string>& known) const {
    struct Lane {
        Expected expected;
        std::map<int, long> lastOfDevice;
        bool certain = true;
    };
    std::map<std::pair<int, std::string>, Lane> lanes;
    for (const Deed& deed : deeds_) {
        if (!isOf(deed, family)) continue;
        Lane& lane = lanes[{deed.account, deed.listing}];
        lane.expected.account = deed.account;
        lane.expected.listing = deed.listing;
        lane.expected.completed |= deed.kind == model::IntentKind::Completed;
        lane.lastOfDevice[deed.device] = deed.number;
        lane.certain &= known.contains(deed.bootId);
    }
    std::vector<Expected> all;
    for (auto& [key, lane] : lanes) {
        for (const auto& [device, number] : lane.lastOfDevice)
            lane.expected.last.insert(number);
        // Deeds are numbered as they happened.
        if (lane.certain) lane.expected.last = {*lane.expected.last.rbegin()};
        all.push_back(std::move(lane.expected));
    }
    return all;
}

} // namespace durus::faults

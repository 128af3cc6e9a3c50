// SPDX-License-Identifier: Apache-2.0
#include <durus/model/Collapse.h>

#include <algorithm>
#include <map>
#include <ranges>
#include <tuple>

namespace durus::model {

namespace {

using Lane = std::tuple<AccountName, ListingId, IntentFamily>;

/// A stamp that went back would lose against the earlier intent at a backend where the newer one wins, and
/// an unknown duration would hide a known one: then the later intent does not say all the earlier one said.
bool saysAllOf(const Intent& later, const Intent& earlier) {
    return later.occurredAt >= earlier.occurredAt &&
           (later.duration > Milliseconds{0} || earlier.duration <= Milliseconds{0});
}

} // namespace

std::vector<Superseded> collapse(std::span<const Intent> pending) {
    std::vector<Superseded> needless;
    std::map<Lane, const Intent*> survivors;
    for (const Intent& intent : pending | std::views::reverse) {
        const Intent*& survivor = survivors[{intent.account, intent.listing, familyOf(intent.kind)}];
        if (intent.kind != IntentKind::Progress) {
            survivor = nullptr;
        } else if (survivor != nullptr && saysAllOf(*survivor, intent)) {
            needless.push_back({intent.sequence, survivor->sequence});
        } else {
            survivor = &intent;
        }
    }
    std::ranges::reverse(needless);
    return needless;
}

} // namespace durus::model

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Random.h>
#include <durus/model/Intent.h>

#include <string>
#include <vector>

namespace durus::test {

/// A random history of what listeners did: few accounts and listings, so that lanes meet; stamps that stand
/// still, and now and then go back.
inline std::vector<model::Intent> someHistory(Random& random, std::uint64_t atMost) {
    std::vector<model::Intent> history(random.upTo(atMost));
    Milliseconds stamp{1'000'000};
    std::uint64_t sequence = 0;
    for (model::Intent& intent : history) {
        const bool jumpsBack = random.upTo(9) == 0;
        stamp += Milliseconds{static_cast<Milliseconds::rep>(random.upTo(5'000))} -
                 (jumpsBack ? Milliseconds{20'000} : Milliseconds{0});
        intent.sequence = sequence += 1 + random.upTo(2);
        intent.account = model::AccountName{random.upTo(1) == 0 ? "amina" : "bilal"};
        intent.listing = model::ListingId{"listing-" + std::to_string(random.upTo(2))};
        intent.kind = random.upTo(2) == 0 ? static_cast<model::IntentKind>(random.upTo(4))
                                          : model::IntentKind::Progress;
        intent.position = Milliseconds{static_cast<Milliseconds::rep>(random.upTo(600)) * 1'000};
        intent.duration = Milliseconds{random.upTo(4) == 0 ? 0 : 600'000};
        intent.occurredAt = {stamp};
    }
    return history;
}

} // namespace durus::test

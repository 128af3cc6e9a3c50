// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/model/Intent.h>

#include <cstdint>
#include <span>
#include <vector>

namespace durus::model {

/// An intent that need not be sent because a later one says all it said.
struct Superseded {
    std::uint64_t sequence = 0;
    std::uint64_t by = 0;
    friend bool operator==(const Superseded&, const Superseded&) = default;
};

/// Which of the pending intents a later one makes needless: a Progress followed by another Progress of the
/// same lane with no other kind between, unless the later one says less (its stamp went back, or it does not
/// know the duration). `by` is always one that remains. `pending` is in order of sequence and holds nothing
/// that is in flight. Sending the rest has the same final effect as sending all.
std::vector<Superseded> collapse(std::span<const Intent> pending);

} // namespace durus::model

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "Delivery.h"

#include <optional>
#include <vector>

namespace durus::sync {

/// Finds the entries that spoil a batch by halving it, so that the others get through. A lane is never cut
/// across its order. An entry is quarantined only after a sibling has got through, which tells a bad entry
/// from a bad backend, or after having been refused for long enough on its own.
class PoisonHunt {
public:
    PoisonHunt(const PassContext& context, Delivery& delivery) : context_(context), delivery_(delivery) {}

    /// Takes apart what is pending of one family, in order of sequence, which was refused with `refusal`.
    /// Returns why some of it is still undecided; none = whatever is still pending is worth another batch.
    std::optional<Outcome> run(std::vector<model::Intent> pending, Outcome refusal);

private:
    using Lane = std::vector<model::Intent>;
    using Group = std::vector<Lane>;

    std::optional<Outcome> probe(Group group);
    std::optional<Outcome> split(Group group);
    std::optional<Outcome> suspect(const model::Intent& intent);
    std::optional<Outcome> judge(const model::Intent& intent);
    std::optional<Outcome> judgeDeferred();

    const PassContext& context_;
    Delivery& delivery_;
    std::vector<Group> groups_;
    std::vector<model::Intent> deferred_;
    Outcome refusal_;
    bool siblingGotThrough_ = false;
    int fruitless_ = 0;
};

} // namespace durus::sync

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reference/Repository.h"

#include <utility>

namespace durus::reference {

/// What an account holds after a batch, as rows.
inline EntriesApplied heldRows(const Holdings& held, std::vector<EntryOutcome> outcomes) {
    EntriesApplied applied{.outcomes = std::move(outcomes), .progress = {}, .saved = {}};
    for (const auto& [listing, holding] : held) {
        if (holding.progress)
            applied.progress.push_back({listing, holding.durationSeconds, *holding.progress});
        if (holding.saved) applied.saved.push_back({listing, *holding.saved});
    }
    return applied;
}

} // namespace durus::reference

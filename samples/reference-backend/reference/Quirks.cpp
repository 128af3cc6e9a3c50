// SPDX-License-Identifier: Apache-2.0
#include "reference/Quirks.h"

#include <durus/core/Error.h>

#include <algorithm>

namespace durus::reference {

namespace {

const QuirkInfo& infoOf(std::string_view name) {
    const auto& all = allQuirks();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const QuirkInfo& info) { return info.name == name; });
    if (found != all.end()) return *found;
    std::string names;
    for (const QuirkInfo& info : all)
        names += (names.empty() ? "" : ", ") + std::string(info.name);
    throw Error(ErrorCode::InvalidInput, "there is no quirk \"" + std::string(name) + '"',
                "There are " + names + '.');
}

} // namespace

const std::vector<QuirkInfo>& allQuirks() {
    static const std::vector<QuirkInfo> all{
        {Quirk::OutageLooksLikeSignOut, "outage-401",
         "with its database down, it answers 401 to good tokens"},
        {Quirk::DeadlocksOnOppositeOrder, "deadlock", "two batches at once in opposite order: one gets 500"},
        {Quirk::YearTenThousand, "year-10000", "takes stamps past 9999, after which reading them fails"},
        {Quirk::DiscardsOtherBodies, "discard", "answers 201 to bodies that are not JSON and drops them"},
        {Quirk::LimitsRates, "rate-limit", "100 requests a minute for each route and address, then 429"},
        {Quirk::ForgetsTheListener, "null-summary", "progress-summary and last-played answer null"},
        {Quirk::LosesTiesOfRecent, "recent-ties", "the recent feed loses listings of one time between pages"},
        {Quirk::PoolOfTen, "pool", "ten requests at its database at a time, abandoned ones included"},
    };
    return all;
}

Quirks Quirks::all() {
    Quirks quirks;
    for (const QuirkInfo& info : allQuirks())
        quirks.add(info.quirk);
    return quirks;
}

Quirks Quirks::named(std::string_view names) {
    Quirks quirks;
    while (!names.empty()) {
        const auto end = std::min(names.find(','), names.size());
        quirks.add(infoOf(names.substr(0, end)).quirk);
        names.remove_prefix(std::min(end + 1, names.size()));
    }
    return quirks;
}

} // namespace durus::reference

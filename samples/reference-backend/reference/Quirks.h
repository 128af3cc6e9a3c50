// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace durus::reference {

/// What the platform was seen to do that this backend does only when it is told to. What else a client has
/// to survive there (one bad item fails a whole batch, `since` by the writers' own stamps, an unconditional
/// PUT) belongs to the contract and is always so.
enum class Quirk {
    OutageLooksLikeSignOut,   ///< database down: 401 for a good token, get-session answers null
    DeadlocksOnOppositeOrder, ///< two batches of one account at once that name listings in opposite order
    YearTenThousand,          ///< taken with 201, after which reading progress fails for that account
    DiscardsOtherBodies,      ///< text/plain and urlencoded bodies: 201, and nothing is stored
    LimitsRates,              ///< 100 requests a minute for each route and address, then 429
    ForgetsTheListener,       ///< progress-summary and last-played answer null to everybody
    LosesTiesOfRecent,        ///< the cursor of /listings/recent is a time alone
    PoolOfTen,                ///< ten requests at the database at a time, abandoned ones included
};

struct QuirkInfo {
    Quirk quirk;
    const char* name; ///< on the command line
    const char* what; ///< for people, one line
};

/// All of them, in the order of the enumeration.
const std::vector<QuirkInfo>& allQuirks();

/// Which quirks are on. Thread: any, once filled.
class Quirks {
public:
    bool has(Quirk quirk) const noexcept { return on_.contains(quirk); }
    void add(Quirk quirk) { on_.insert(quirk); }

    static Quirks all();
    /// From names parted by commas. Errors: durus::Error(InvalidInput) that lists the names there are.
    static Quirks named(std::string_view names);

private:
    std::set<Quirk> on_;
};

} // namespace durus::reference

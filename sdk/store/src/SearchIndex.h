// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/sqlite/Connection.h>

#include <cstdint>
#include <set>
#include <string>
#include <string_view>

namespace durus::store {

/// Keeps folded words and sort keys of listings in step with titles and names. Works within the caller's
/// transaction.
class SearchIndex {
public:
    explicit SearchIndex(sqlite::Connection& connection) : connection_(connection) {}

    /// Notes that a listing is new or its texts, parent or order changed: it and all below it.
    void changed(std::int64_t listingNumber) { changed_.insert(listingNumber); }
    /// Notes that a scholar's name changed.
    void scholarChanged(const std::string& scholarId);
    bool isUpToDate() const noexcept { return changed_.empty(); }

    /// Rewrites what was noted.
    void update();

private:
    void addWhatIsBelow();
    void rewrite(std::int64_t listingNumber);
    std::string sortKey(std::int64_t listingNumber);

    sqlite::Connection& connection_;
    std::set<std::int64_t> changed_;
};

/// The terms of a full-text expression that finds all words of a person's query, the last perhaps only begun;
/// none if it has no words.
std::vector<std::string> matchTerms(std::string_view query);
/// The full-text expression that finds what has every one of them; empty without any.
std::string matchExpression(const std::vector<std::string>& terms);

} // namespace durus::store

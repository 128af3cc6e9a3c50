// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/model/Account.h>
#include <durus/sqlite/Connection.h>
#include <durus/store/Library.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace durus::store {

/// Finds listings by their words, the best match first, in a time that does not grow with the library. Scores
/// (bm25) look at every listing that has one of the words. Where that would be too many, what has the words
/// in its title comes first, then what has them there, in its scholar or its series, then the rest, each by
/// title; of either the kMost that came last into the library are looked at.
/// Works within the caller's transaction.
class RankedSearch {
public:
    /// Listings a word may be in for scores to be computed: a millisecond or two on a small box.
    static constexpr std::size_t kCommon = 1'000;
    /// Listings of each kind that are looked at beyond that.
    static constexpr std::size_t kMost = 300;

    explicit RankedSearch(sqlite::Connection& connection) : connection_(connection) {}

    /// `terms`: of matchTerms().
    std::vector<LibraryItem> find(const std::vector<std::string>& terms, std::size_t limit,
                                  std::size_t offset, const model::AccountName& account);

private:
    bool isCommon(const std::string& term);

    sqlite::Connection& connection_;
};

} // namespace durus::store

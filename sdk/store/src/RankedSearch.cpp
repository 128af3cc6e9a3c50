// SPDX-License-Identifier: Apache-2.0
#include "RankedSearch.h"

#include "LibraryRows.h"
#include "SearchIndex.h"

#include <algorithm>

namespace durus::store {

namespace {

std::string scoredSql() {
    return LibraryRows::select("(SELECT w.rowid AS number, bm25(listing_words, 10.0, 4.0, 4.0, 1.0) AS score "
                               "FROM listing_words w JOIN listing l ON l.number = w.rowid "
                               "WHERE listing_words MATCH ?2 AND " +
                               std::string(kShown) +
                               " ORDER BY score, l.sort_key LIMIT ?3 OFFSET ?4) m CROSS JOIN ") +
           "WHERE l.number = m.number ORDER BY m.score, l.sort_key";
}

/// The matches of an expression that came last into the library, as of a kind.
std::string lastOf(int kind, const std::string& parameter) {
    return "SELECT number, sort_key, " + std::to_string(kind) +
           " AS kind FROM (SELECT l.number AS number, l.sort_key AS sort_key "
           "FROM listing_words w CROSS JOIN listing l ON l.number = w.rowid WHERE listing_words MATCH " +
           parameter + " AND " + std::string(kShown) + " ORDER BY w.rowid DESC LIMIT " +
           std::to_string(RankedSearch::kMost) + ")";
}

std::string sortedSql() {
    return LibraryRows::select(
               "(SELECT number, min(kind) AS score FROM (" + lastOf(0, "?5") + " UNION ALL " +
               lastOf(1, "?6") + " UNION ALL " + lastOf(2, "?2") +
               ") GROUP BY number ORDER BY score, sort_key LIMIT ?3 OFFSET ?4) m CROSS JOIN ") +
           "WHERE l.number = m.number ORDER BY m.score, l.sort_key";
}

} // namespace

std::vector<LibraryItem> RankedSearch::find(const std::vector<std::string>& terms, std::size_t limit,
                                            std::size_t offset, const model::AccountName& account) {
    static const std::string kScored = scoredSql();
    static const std::string kSorted = sortedSql();
    const std::string expression = matchExpression(terms);
    LibraryRows rows(connection_);
    if (std::none_of(terms.begin(), terms.end(), [this](const std::string& term) { return isCommon(term); }))
        return rows.read(connection_.query(kScored, account, expression, limit, offset));
    return rows.read(connection_.query(kSorted, account, expression, limit, offset,
                                       "{title} : (" + expression + ")",
                                       "{title scholar series} : (" + expression + ")"));
}

bool RankedSearch::isCommon(const std::string& term) {
    sqlite::Statement row = connection_.query(
        "SELECT count(*) FROM (SELECT 1 FROM listing_words WHERE listing_words MATCH ?1 LIMIT ?2)", term,
        kCommon + 1);
    row.step();
    return static_cast<std::size_t>(row.integer(0)) > kCommon;
}

} // namespace durus::store

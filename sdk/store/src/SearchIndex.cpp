// SPDX-License-Identifier: Apache-2.0
#include "SearchIndex.h"

#include "Nesting.h"

#include <durus/text/Fold.h>

#include <algorithm>
#include <cstdio>
#include <vector>

namespace durus::store {

namespace {

// More words only narrow what few would find already, and each costs time.
constexpr std::size_t kMaxWords = 16;

std::string foldedWords(std::string_view text) {
    std::string joined;
    for (const std::string& word : text::words(text::fold(text)))
        joined += (joined.empty() ? "" : " ") + word;
    return joined;
}

std::string ordinal(std::int64_t value) {
    // Shifted so that negative ones sort before the others as text.
    char digits[24];
    std::snprintf(digits, sizeof digits, "%011lld", static_cast<long long>(value + (1LL << 31)));
    return digits;
}

} // namespace

void SearchIndex::scholarChanged(const std::string& scholarId) {
    sqlite::Statement row = connection_.query("SELECT number FROM listing WHERE scholar = ?1", scholarId);
    while (row.step())
        changed(row.integer(0));
}

void SearchIndex::update() {
    addWhatIsBelow();
    for (const std::int64_t number : changed_)
        rewrite(number);
    changed_.clear();
}

void SearchIndex::addWhatIsBelow() {
    std::vector<std::int64_t> level(changed_.begin(), changed_.end());
    for (int depth = 0; depth < kDeepestNesting && !level.empty(); ++depth) {
        std::vector<std::int64_t> next;
        for (const std::int64_t number : level) {
            sqlite::Statement row =
                connection_.query("SELECT c.number FROM listing p JOIN listing c ON c.parent = p.id "
                                  "AND c.parent <> '' WHERE p.number = ?1",
                                  number);
            while (row.step())
                if (changed_.insert(row.integer(0)).second) next.push_back(row.integer(0));
        }
        level = std::move(next);
    }
}

void SearchIndex::rewrite(std::int64_t number) {
    connection_.run("UPDATE listing SET sort_key = ?2 WHERE number = ?1", number, sortKey(number));
    std::string title;
    std::string scholar;
    std::string series;
    std::string description;
    {
        sqlite::Statement row =
            connection_.query("SELECT l.title, s.name, p.title, l.description FROM listing l "
                              "LEFT JOIN scholar s ON s.id = l.scholar LEFT JOIN listing p ON p.id = "
                              "l.parent AND l.parent <> '' "
                              "WHERE l.number = ?1",
                              number);
        row.step();
        title = foldedWords(row.text(0));
        scholar = foldedWords(row.text(1));
        series = foldedWords(row.text(2));
        description = foldedWords(row.text(3));
    }
    connection_.run("DELETE FROM listing_words WHERE rowid = ?1", number);
    connection_.run("INSERT INTO listing_words(rowid, title, scholar, series, description) "
                    "VALUES(?1, ?2, ?3, ?4, ?5)",
                    number, title, scholar, series, description);
}

std::string SearchIndex::sortKey(std::int64_t listingNumber) {
    std::string key;
    std::int64_t number = listingNumber;
    for (int depth = 0; depth <= kDeepestNesting; ++depth) {
        sqlite::Statement row =
            connection_.query("SELECT l.title, l.order_index, p.number FROM listing l "
                              "LEFT JOIN listing p ON p.id = l.parent AND l.parent <> '' WHERE l.number = ?1",
                              number);
        row.step();
        const bool top = row.isNull(2);
        const std::string place = top ? text::fold(row.text(0)) : ordinal(row.integer(1));
        key = place + '\x01' + ordinal(number) + '\x01' + key;
        if (top) break;
        number = row.integer(2);
    }
    return key;
}

std::vector<std::string> matchTerms(std::string_view query) {
    const std::vector<std::string> words = text::words(text::fold(query));
    std::vector<std::string> terms;
    for (std::size_t i = 0; i < std::min(words.size(), kMaxWords); ++i)
        terms.push_back('"' + words[i] + '"');
    if (!words.empty() && words.size() <= kMaxWords) terms.back() += '*';
    return terms;
}

std::string matchExpression(const std::vector<std::string>& terms) {
    std::string expression;
    for (const std::string& term : terms)
        expression += (expression.empty() ? "" : " ") + term;
    return expression;
}

} // namespace durus::store

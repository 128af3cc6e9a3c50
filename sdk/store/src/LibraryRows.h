// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/sqlite/Connection.h>
#include <durus/store/Library.h>

#include <string>
#include <string_view>
#include <vector>

namespace durus::store {

/// Reads library items. Every query binds the account to ?1; the listing is `l`, its scholar `s`.
class LibraryRows {
public:
    explicit LibraryRows(sqlite::Connection& connection) : connection_(connection) {}

    /// "SELECT ... FROM listing l JOIN ..." with `before` in front of the listing's table, such as
    /// "listing_words w JOIN ".
    static std::string select(std::string_view before = {});

    /// Steps through a query that begins with select().
    std::vector<LibraryItem> read(sqlite::Statement query);

private:
    LibraryItem readItem(const sqlite::Statement& row);
    void addTopics(LibraryItem& item);
    void addLectures(LibraryItem& item);

    sqlite::Connection& connection_;
};

/// What lists and searches show: all but the withdrawn that hold nothing stored.
inline constexpr std::string_view kShown = "(l.withdrawn = 0 OR l.holds_stored = 1)";

} // namespace durus::store

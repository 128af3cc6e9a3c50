// SPDX-License-Identifier: Apache-2.0
#include "Slugs.h"

#include <durus/text/Fold.h>

#include <tuple>
#include <vector>

namespace durus::store {

namespace {

constexpr char kPlaceholder = '\x01';

struct Sql {
    std::string_view holder;
    std::string_view waiting;
    std::string_view assign;
};

constexpr Sql kListings{
    "SELECT id, withdrawn = 1 AND holds_stored = 0 FROM listing WHERE slug = ?1",
    "SELECT id, backend_slug, title FROM listing WHERE slug >= char(1) AND slug < char(2) ORDER BY number",
    "UPDATE listing SET slug = ?2 WHERE id = ?1",
};
constexpr Sql kScholars{
    "SELECT id, withdrawn = 1 FROM scholar WHERE slug = ?1",
    "SELECT id, backend_slug, name FROM scholar WHERE slug >= char(1) AND slug < char(2) ORDER BY rowid",
    "UPDATE scholar SET slug = ?2 WHERE id = ?1",
};

const Sql& sqlOf(SlugSpace space) {
    return space == SlugSpace::Listings ? kListings : kScholars;
}

std::string freeSlug(sqlite::Connection& connection, const Sql& sql, const std::string& wanted, int suffix) {
    for (;; ++suffix) {
        std::string candidate = suffix < 2 ? wanted : wanted + "-" + std::to_string(suffix);
        if (!connection.query(sql.holder, candidate).step()) return candidate;
    }
}

} // namespace

std::string slugPlaceholder(const std::string& id) {
    return kPlaceholder + id;
}

std::string slugFor(std::string_view wanted, std::string_view title, std::string_view id) {
    std::string slug;
    for (const char c : wanted)
        if (static_cast<unsigned char>(c) > ' ' && c != '\x7F') slug.push_back(c);
    if (slug.empty()) slug = text::slug(title);
    if (slug.empty()) slug = text::slug(id);
    return slug.empty() ? "unnamed" : slug;
}

std::string takeSlug(sqlite::Connection& connection, SlugSpace space, const std::string& wanted) {
    const Sql& sql = sqlOf(space);
    std::string givesWay;
    {
        sqlite::Statement holder = connection.query(sql.holder, wanted);
        if (!holder.step()) return wanted;
        if (holder.flag(1)) givesWay = holder.text(0);
    }
    if (givesWay.empty()) return freeSlug(connection, sql, wanted, 2);
    connection.run(sql.assign, givesWay, freeSlug(connection, sql, wanted, 2));
    return wanted;
}

void assignSlugs(sqlite::Connection& connection, SlugSpace space) {
    const Sql& sql = sqlOf(space);
    std::vector<std::tuple<std::string, std::string, std::string>> waiting;
    {
        sqlite::Statement row = connection.prepare(sql.waiting);
        while (row.step())
            waiting.emplace_back(row.text(0), row.text(1), row.text(2));
    }
    for (const auto& [id, wanted, title] : waiting)
        connection.run(sql.assign, id, takeSlug(connection, space, slugFor(wanted, title, id)));
}

} // namespace durus::store

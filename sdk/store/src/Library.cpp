// SPDX-License-Identifier: Apache-2.0
#include "AssetRows.h"
#include "LibraryRows.h"
#include "RankedSearch.h"
#include "SearchIndex.h"

#include <durus/core/Error.h>
#include <durus/sqlite/Database.h>
#include <durus/store/Library.h>

#include <charconv>
#include <limits>

namespace durus::store {

namespace {

using sqlite::Transaction;
using sqlite::TransactionKind;

/// The numbers of the listings a filter lets through, in order. Only these are joined with what is shown of
/// them, however many stand before the page.
std::string numbersOf(const LibraryFilter& filter) {
    std::string tables = "listing l";
    if (filter.favoritesOnly)
        tables += " JOIN favorite f ON f.account = ?1 AND f.listing = l.id AND f.favorite = 1";
    if (filter.startedOnly)
        tables += " JOIN progress pr ON pr.account = ?1 AND pr.listing = l.id AND pr.position_ms IS NOT NULL";
    std::string where = filter.downloadedOnly ? "l.holds_stored = 1" : std::string(kShown);
    if (filter.topLevelOnly) where += " AND l.parent = ''";
    if (filter.scholar) where += " AND l.scholar = (SELECT id FROM scholar WHERE slug = ?2)";
    if (filter.parent) where += " AND l.parent <> '' AND l.parent = (SELECT id FROM listing WHERE slug = ?3)";
    if (filter.topic)
        where += " AND l.id IN (SELECT lt.listing FROM listing_topic lt JOIN topic t ON t.id = lt.topic "
                 "WHERE t.slug = ?4)";
    return "SELECT l.number FROM " + tables + " WHERE " + where +
           " ORDER BY l.sort_key, l.number LIMIT ?5 OFFSET ?6";
}

/// One more than asked for, to see whether there is more; the largest number stands for all.
std::size_t oneMore(std::size_t limit) {
    return limit == std::numeric_limits<std::size_t>::max() ? limit : limit + 1;
}

LibraryPage pageOf(std::vector<LibraryItem> items, std::size_t limit) {
    LibraryPage page{std::move(items), false};
    if (page.items.size() > limit) {
        page.hasMore = true;
        page.items.resize(limit);
    }
    return page;
}

// Two numbers with a dot between: publication time and row number, so that equal times lose nothing.
struct RecentCursor {
    std::int64_t published = 0;
    std::int64_t number = 0;
};

RecentCursor parseCursor(std::string_view text) {
    RecentCursor cursor;
    const char* const end = text.data() + text.size();
    const auto first = std::from_chars(text.data(), end, cursor.published);
    if (first.ec == std::errc{} && first.ptr != end && *first.ptr == '.') {
        const auto second = std::from_chars(first.ptr + 1, end, cursor.number);
        if (second.ec == std::errc{} && second.ptr == end) return cursor;
    }
    throw Error(ErrorCode::InvalidInput, "\"" + std::string(text.substr(0, 40)) + "\" is no cursor",
                "leave it out to begin with the first page");
}

constexpr std::string_view kScholars =
    "SELECT s.id, s.slug, s.name, s.language, coalesce(t.lectures, 0), coalesce(t.stored, 0) "
    "FROM scholar s LEFT JOIN tally t ON t.scholar = s.id ";

ScholarItem readScholar(const sqlite::Statement& row) {
    return {{row.id<model::ScholarId>(0), row.id<model::Slug>(1), row.text(2), row.text(3)},
            static_cast<std::size_t>(row.integer(4)),
            static_cast<std::size_t>(row.integer(5))};
}

std::vector<model::Topic> readTopics(sqlite::Statement row) {
    std::vector<model::Topic> topics;
    while (row.step())
        topics.push_back({row.id<model::TopicId>(0), row.id<model::Slug>(1), row.text(2)});
    return topics;
}

} // namespace

Library::Library(sqlite::Database& database, const Clock& clock, Random& random)
    : database_(database), clock_(clock), random_(random) {}

LibraryPage Library::list(const LibraryFilter& filter, const model::AccountName& account) {
    auto db = database_.reader();
    Transaction snapshot(*db, TransactionKind::Deferred);
    const std::string sql = LibraryRows::select("(" + numbersOf(filter) + ") m CROSS JOIN ") +
                            "WHERE l.number = m.number ORDER BY l.sort_key, l.number";
    return pageOf(LibraryRows(*db).read(db->query(sql, account, filter.scholar, filter.parent, filter.topic,
                                                  oneMore(filter.limit), filter.offset)),
                  filter.limit);
}

LibraryPage Library::search(std::string_view query, std::size_t limit, std::size_t offset,
                            const model::AccountName& account) {
    const std::vector<std::string> terms = matchTerms(query);
    if (terms.empty()) return {};
    auto db = database_.reader();
    Transaction snapshot(*db, TransactionKind::Deferred);
    return pageOf(RankedSearch(*db).find(terms, oneMore(limit), offset, account), limit);
}

std::optional<LibraryItem> Library::bySlug(const model::Slug& slug, const model::AccountName& account) {
    auto db = database_.reader();
    Transaction snapshot(*db, TransactionKind::Deferred);
    static const std::string kSql = LibraryRows::select() + "WHERE l.slug = ?2";
    auto items = LibraryRows(*db).read(db->query(kSql, account, slug));
    if (items.empty()) return std::nullopt;
    return std::move(items.front());
}

std::optional<LibraryItem> Library::byId(const model::ListingId& id, const model::AccountName& account) {
    auto db = database_.reader();
    Transaction snapshot(*db, TransactionKind::Deferred);
    static const std::string kSql = LibraryRows::select() + "WHERE l.id = ?2";
    auto items = LibraryRows(*db).read(db->query(kSql, account, id));
    if (items.empty()) return std::nullopt;
    return std::move(items.front());
}

std::vector<LibraryItem> Library::contents(const model::Slug& slug, const model::AccountName& account) {
    auto db = database_.reader();
    Transaction snapshot(*db, TransactionKind::Deferred);
    static const std::string kSql =
        LibraryRows::select() +
        "WHERE l.parent <> '' AND l.parent = (SELECT id FROM listing WHERE slug = "
        "?2) AND " +
        std::string(kShown) + " ORDER BY l.order_index, l.sort_key";
    return LibraryRows(*db).read(db->query(kSql, account, slug));
}

RecentPage Library::recent(std::size_t limit, std::string_view cursor, const model::AccountName& account) {
    constexpr auto kNewest = std::numeric_limits<std::int64_t>::max();
    const RecentCursor after = cursor.empty() ? RecentCursor{kNewest, kNewest} : parseCursor(cursor);
    auto db = database_.reader();
    Transaction snapshot(*db, TransactionKind::Deferred);
    static const std::string kSql = LibraryRows::select() +
                                    "WHERE l.parent = '' AND l.published_ms IS NOT NULL AND "
                                    "(l.published_ms, l.number) < (?2, ?3) AND " +
                                    std::string(kShown) +
                                    " ORDER BY l.published_ms DESC, l.number DESC LIMIT ?4";
    LibraryPage page =
        pageOf(LibraryRows(*db).read(db->query(kSql, account, after.published, after.number, oneMore(limit))),
               limit);
    RecentPage recent{std::move(page.items), {}};
    if (!page.hasMore || recent.items.empty()) return recent;
    const model::Listing& last = recent.items.back().listing;
    sqlite::Statement row = db->query("SELECT number FROM listing WHERE id = ?1", last.id);
    row.step();
    recent.nextCursor = std::to_string(last.publishedAt.value_or(WallTime{}).sinceEpoch.count()) + "." +
                        std::to_string(row.integer(0));
    return recent;
}

std::vector<ScholarItem> Library::scholars() {
    auto db = database_.reader();
    std::vector<ScholarItem> scholars;
    sqlite::Statement row = db->query(std::string(kScholars) + "WHERE s.withdrawn = 0 OR t.shown > 0 "
                                                               "ORDER BY s.folded_name, s.id");
    while (row.step())
        scholars.push_back(readScholar(row));
    return scholars;
}

std::optional<ScholarItem> Library::scholar(const model::Slug& slug) {
    auto db = database_.reader();
    sqlite::Statement row = db->query(std::string(kScholars) + "WHERE s.slug = ?1", slug);
    if (!row.step()) return std::nullopt;
    return readScholar(row);
}

std::vector<model::Topic> Library::topics(const std::optional<model::Slug>& scholar) {
    auto db = database_.reader();
    if (!scholar)
        return readTopics(db->prepare(
            "SELECT t.id, t.slug, t.name FROM topic t WHERE EXISTS(SELECT 1 FROM listing_topic lt "
            "JOIN listing l ON l.id = lt.listing WHERE lt.topic = t.id "
            "AND (l.withdrawn = 0 OR l.holds_stored = 1)) ORDER BY t.name, t.id"));
    return readTopics(
        db->query("SELECT DISTINCT t.id, t.slug, t.name FROM listing l "
                  "CROSS JOIN listing_topic lt ON lt.listing = l.id JOIN topic t ON t.id = lt.topic "
                  "WHERE l.scholar = (SELECT id FROM scholar WHERE slug = ?1) "
                  "AND (l.withdrawn = 0 OR l.holds_stored = 1) ORDER BY t.name, t.id",
                  *scholar));
}

std::vector<model::Topic> Library::topicsOf(const model::ListingId& listing) {
    auto db = database_.reader();
    return readTopics(
        db->query("SELECT t.id, t.slug, t.name FROM listing_topic lt JOIN topic t ON t.id = lt.topic "
                  "WHERE lt.listing = ?1 ORDER BY t.name, t.id",
                  listing));
}

LibraryCounts Library::counts() {
    auto db = database_.reader();
    sqlite::Statement row =
        db->prepare("SELECT (SELECT coalesce(sum(lectures), 0) FROM tally), "
                    "(SELECT count(DISTINCT listing) FROM download WHERE state = 'ready'), "
                    "(SELECT coalesce(sum(series), 0) FROM tally), "
                    "(SELECT count(*) FROM scholar WHERE withdrawn = 0), "
                    "(SELECT count(*) FROM topic WHERE withdrawn = 0), "
                    "(SELECT coalesce(sum(size_bytes), 0) FROM download WHERE state = 'ready')");
    row.step();
    const auto size = [&row](int column) { return static_cast<std::size_t>(row.integer(column)); };
    return {.lectures = size(0),
            .stored = size(1),
            .series = size(2),
            .scholars = size(3),
            .topics = size(4),
            .storedBytes = static_cast<std::uint64_t>(row.integer(5))};
}

std::uint64_t Library::revision() {
    auto db = database_.reader();
    sqlite::Statement row = db->prepare("SELECT number FROM revision");
    row.step();
    return static_cast<std::uint64_t>(row.integer(0));
}

std::optional<download::StoredAsset> Library::asset(const model::AssetId& id) {
    auto db = database_.reader();
    sqlite::Statement row = db->query(
        "SELECT " DURUS_STORED_COLUMNS " FROM download d WHERE d.asset = ?1 AND d.state = 'ready'", id);
    if (!row.step()) return std::nullopt;
    return readStoredAsset(row);
}

} // namespace durus::store

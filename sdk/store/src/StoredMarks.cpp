// SPDX-License-Identifier: Apache-2.0
#include "StoredMarks.h"

#include "Nesting.h"

namespace durus::store {

#define DURUS_HOLDERS                                                                                        \
    "WITH RECURSIVE holder(id, depth) AS (SELECT listing, 0 FROM download WHERE state = 'ready' "            \
    "UNION SELECT l.parent, h.depth + 1 FROM holder h JOIN listing l ON l.id = h.id "                        \
    "WHERE l.parent <> '' AND h.depth < " DURUS_DEEPEST_NESTING ") "

void refreshHoldsStored(sqlite::Connection& connection) {
    connection.run(DURUS_HOLDERS "UPDATE listing SET holds_stored = 0 "
                                 "WHERE holds_stored = 1 AND id NOT IN (SELECT id FROM holder)");
    connection.run(DURUS_HOLDERS "UPDATE listing SET holds_stored = 1 "
                                 "WHERE id IN (SELECT id FROM holder) AND holds_stored = 0");
}

void markHoldsStored(sqlite::Connection& connection, const model::ListingId& listing) {
    std::string id = listing.str();
    for (int depth = 0; depth <= kDeepestNesting && !id.empty(); ++depth) {
        connection.run("UPDATE listing SET holds_stored = 1 WHERE id = ?1 AND holds_stored = 0", id);
        sqlite::Statement row = connection.query("SELECT parent FROM listing WHERE id = ?1", id);
        id = row.step() ? row.text(0) : std::string{};
    }
}

void bumpRevision(sqlite::Connection& connection) {
    connection.run("UPDATE revision SET number = number + 1");
}

} // namespace durus::store

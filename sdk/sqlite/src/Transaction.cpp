// SPDX-License-Identifier: Apache-2.0
#include <durus/core/Error.h>
#include <durus/sqlite/Transaction.h>

namespace durus::sqlite {

Transaction::Transaction(Connection& connection, TransactionKind kind) : connection_(connection) {
    connection_.prepare(kind == TransactionKind::Immediate ? "BEGIN IMMEDIATE" : "BEGIN DEFERRED").run();
}

Transaction::~Transaction() {
    // A full disk makes SQLite roll back by itself.
    if (!open_ || !connection_.inTransaction()) return;
    try {
        connection_.prepare("ROLLBACK").run();
    } catch (const Error&) {
        // The connection stays in its transaction; its next use says so.
    }
}

void Transaction::commit() {
    connection_.prepare("COMMIT").run();
    open_ = false;
}

} // namespace durus::sqlite

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/sqlite/Connection.h>

namespace durus::sqlite {

enum class TransactionKind {
    Deferred,  ///< for reading: everything is seen as of the first read
    Immediate, ///< for writing: waits for the write lock at once, so that nothing fails half-way for want of
               ///< it
};

/// A transaction that is rolled back unless it was committed.
/// Thread: the connection's. Errors: as Connection.
class Transaction {
public:
    Transaction(Connection& connection, TransactionKind kind);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    /// Makes it all permanent; what was written is on the disk when this returns.
    void commit();

private:
    Connection& connection_;
    bool open_ = true;
};

} // namespace durus::sqlite

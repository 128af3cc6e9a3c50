// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/sqlite/Connection.h>

namespace durus::store {

/// While it lives, what a connection deletes or replaces is overwritten in the database file (secure_delete).
/// Thread: the connection's. Begins and ends outside of any transaction.
class WipedRows {
public:
    explicit WipedRows(sqlite::Connection& connection);
    ~WipedRows();
    WipedRows(const WipedRows&) = delete;
    WipedRows& operator=(const WipedRows&) = delete;

    /// Moves what was committed into the database file and empties the write-ahead log, where older pages
    /// stand. A reader at work for long can prevent that; then they go with a later checkpoint.
    void truncateLog() noexcept;

private:
    void attempt(const char* pragma) noexcept;

    sqlite::Connection& connection_;
};

} // namespace durus::store

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/model/Account.h>
#include <durus/sqlite/Connection.h>
#include <durus/sync/Receipt.h>

#include <optional>

namespace durus::store {

/// An account's row of table receipt. Works within the caller's transaction.
class ReceiptRow {
public:
    ReceiptRow(sqlite::Connection& connection, const model::AccountName& account)
        : connection_(connection), account_(account) {}

    std::optional<sync::KeptReceipt> read();
    /// Without an incident, the one that is there stays. Does nothing for an account that was removed.
    void write(const sync::KeptReceipt& kept);

private:
    sqlite::Connection& connection_;
    const model::AccountName& account_;
};

} // namespace durus::store

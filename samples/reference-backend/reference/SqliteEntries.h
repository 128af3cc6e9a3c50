// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reference/Repository.h"
#include "reference/Sqlite.h"

namespace durus::reference {

/// Entries and numbered changes in SQLite: the half of SqliteRepository that docs/wire-protocol.md needs.
/// Thread: one at a time. The caller holds the transaction.
class SqliteEntries {
public:
    explicit SqliteEntries(sqlite::Connection& connection) : connection_(connection) {}

    EntriesApplied apply(const std::string& accountId, const std::vector<Entry>& entries,
                         const std::optional<ShownReceipt>& shown);
    Changes changes(const std::string& accountId, std::int64_t after, std::size_t limit);

private:
    Holdings holdings(const std::string& accountId, const std::vector<Entry>& entries);
    std::set<std::string> applied(const std::string& accountId, const std::vector<Entry>& entries);
    void store(const std::string& accountId, const Holdings& holdings, const Decision& decision);
    void remember(const std::string& accountId, const std::vector<std::string>& ids);
    ReceiptReply give(const std::string& accountId, const ShownReceipt& shown,
                      const std::vector<std::string>& ids);

    sqlite::Connection& connection_;
};

} // namespace durus::reference

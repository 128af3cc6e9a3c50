// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reference/Postgres.h"
#include "reference/Repository.h"

namespace durus::reference::postgres {

/// Entries and numbered changes in PostgreSQL: the half of PostgresRepository that docs/wire-protocol.md
/// needs. However many entries a batch has, it takes seven statements.
/// Thread: one at a time. REQUIRES of apply(): a transaction that has locked the account.
class Entries {
public:
    explicit Entries(Connection& connection) : connection_(connection) {}

    EntriesApplied apply(const std::string& accountId, const std::vector<Entry>& entries,
                         const std::optional<ShownReceipt>& shown);
    Changes changes(const std::string& accountId, std::int64_t after, std::size_t limit);

private:
    Holdings holdings(const std::string& accountId, const std::vector<Entry>& entries);
    std::set<std::string> applied(const std::string& accountId, const std::vector<Entry>& entries);
    void storeProgress(const std::string& accountId, const Holdings& holdings,
                       const std::set<std::string>& listings);
    void storeSaved(const std::string& accountId, const Holdings& holdings,
                    const std::set<std::string>& listings);
    void remember(const std::string& accountId, const std::vector<std::string>& ids);
    ReceiptReply give(const std::string& accountId, const ShownReceipt& shown,
                      const std::vector<std::string>& ids);

    Connection& connection_;
};

} // namespace durus::reference::postgres

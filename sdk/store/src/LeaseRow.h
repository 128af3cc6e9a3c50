// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/sqlite/Connection.h>
#include <durus/sync/Lease.h>

namespace durus::store {

/// The one row of table lease. Works within the caller's transaction.
class LeaseRow {
public:
    explicit LeaseRow(sqlite::Connection& connection) : connection_(connection) {}

    sync::LeaseReply take(const sync::LeaseClaim& claim);
    /// Errors: Error(LeaseLost) unless the token is of the lease's present holder.
    void require(sync::FencingToken token);
    /// Errors: as require().
    void renew(sync::FencingToken token, MonotonicTime until);
    /// Does nothing with a token that is no longer valid.
    void release(sync::FencingToken token);

private:
    sqlite::Connection& connection_;
};

} // namespace durus::store

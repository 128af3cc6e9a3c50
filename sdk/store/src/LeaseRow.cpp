// SPDX-License-Identifier: Apache-2.0
#include "LeaseRow.h"

#include <durus/core/Error.h>

namespace durus::store {

sync::LeaseReply LeaseRow::take(const sync::LeaseClaim& claim) {
    const bool taken = connection_.run("UPDATE lease SET token = token + 1, holder = ?1, boot_id = ?2, "
                                       "until_ms = ?3 WHERE until_ms <= ?4 OR boot_id <> ?2",
                                       claim.holder, claim.bootId, claim.until, claim.now) == 1;
    sqlite::Statement row = connection_.query("SELECT token, holder, until_ms FROM lease");
    row.step();
    sync::LeaseReply reply{
        .token = std::nullopt, .holder = row.text(1), .until = MonotonicTime{row.milliseconds(2)}};
    if (taken) reply.token = sync::FencingToken{row.integer(0)};
    return reply;
}

void LeaseRow::require(sync::FencingToken token) {
    sqlite::Statement row = connection_.query("SELECT holder FROM lease WHERE token = ?1", token.number);
    if (!row.step())
        throw Error(ErrorCode::LeaseLost, "another process took over while this one stood still",
                    "nothing is lost; the other one settles what is pending");
}

void LeaseRow::renew(sync::FencingToken token, MonotonicTime until) {
    require(token);
    connection_.run("UPDATE lease SET until_ms = ?1", until);
}

void LeaseRow::release(sync::FencingToken token) {
    connection_.run("UPDATE lease SET token = token + 1, holder = '', until_ms = 0 WHERE token = ?1",
                    token.number);
}

} // namespace durus::store

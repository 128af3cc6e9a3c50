// SPDX-License-Identifier: Apache-2.0
#include "ReceiptRow.h"

namespace durus::store {

std::optional<sync::KeptReceipt> ReceiptRow::read() {
    sqlite::Statement row = connection_.query("SELECT box, count, chain, incident, incident_difference, "
                                              "incident_ms FROM receipt WHERE account = ?1",
                                              account_);
    if (!row.step()) return std::nullopt;
    sync::KeptReceipt kept{.receipt = {.box = row.text(0),
                                       .count = static_cast<std::uint64_t>(row.integer(1)),
                                       .chain = row.text(2)}};
    if (row.isNull(3)) return kept;
    if (const auto standing = sync::standingFrom(row.text(3)))
        kept.incident =
            sync::ReceiptIncident{*standing, static_cast<std::uint64_t>(row.integer(4)), row.wall(5)};
    return kept;
}

void ReceiptRow::write(const sync::KeptReceipt& kept) {
    connection_.run("INSERT INTO receipt(account, box, count, chain) "
                    "SELECT name, ?2, ?3, ?4 FROM account WHERE name = ?1 "
                    "ON CONFLICT DO UPDATE SET box = ?2, count = ?3, chain = ?4",
                    account_, kept.receipt.box, kept.receipt.count, kept.receipt.chain);
    if (!kept.incident) return;
    connection_.run("UPDATE receipt SET incident = ?2, incident_difference = ?3, incident_ms = ?4 "
                    "WHERE account = ?1",
                    account_, sync::name(kept.incident->standing), kept.incident->difference,
                    kept.incident->at);
}

} // namespace durus::store

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/model/Intent.h>
#include <durus/sqlite/Connection.h>

#include <vector>

namespace durus::store {

/// The columns readIntent() reads, of `intent i LEFT JOIN listing l`.
#define DURUS_INTENT_COLUMNS                                                                                 \
    "i.sequence, i.id, i.account, i.listing, coalesce(l.backend_slug, ''), i.kind, i.position_ms, "          \
    "i.duration_ms, i.wall_ms, i.mono_ms, i.boot_id, i.offset_ms, i.base_ms"
inline constexpr int kIntentColumns = 13;
/// The tables of deliveries with their intents.
#define DURUS_DELIVERY_TABLES                                                                                \
    " FROM delivery d JOIN intent i ON i.sequence = d.sequence LEFT JOIN listing l ON l.id = i.listing "

/// Reads an intent from the first columns of the current row.
model::Intent readIntent(const sqlite::Statement& row);
/// Steps through a query that begins with DURUS_INTENT_COLUMNS.
std::vector<model::Intent> readIntents(sqlite::Statement query);

} // namespace durus::store

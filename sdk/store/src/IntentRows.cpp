// SPDX-License-Identifier: Apache-2.0
#include "IntentRows.h"

#include <durus/core/Error.h>

namespace durus::store {

model::Intent readIntent(const sqlite::Statement& row) {
    const auto kind = model::intentKindFrom(row.text(5));
    if (!kind) throw Error(ErrorCode::Corrupt, "the outbox holds an intent of unknown kind " + row.text(5));
    model::Intent intent{.sequence = static_cast<std::uint64_t>(row.integer(0)),
                         .id = row.id<model::IntentId>(1),
                         .account = row.id<model::AccountName>(2),
                         .listing = row.id<model::ListingId>(3),
                         .slug = row.id<model::Slug>(4),
                         .kind = *kind,
                         .position = row.milliseconds(6),
                         .duration = row.milliseconds(7),
                         .occurredAt = row.wall(8),
                         .monotonic = {row.milliseconds(9)},
                         .bootId = row.text(10)};
    if (!row.isNull(11)) intent.clockOffset = row.milliseconds(11);
    if (!row.isNull(12)) intent.notBefore = row.wall(12);
    return intent;
}

std::vector<model::Intent> readIntents(sqlite::Statement query) {
    std::vector<model::Intent> intents;
    while (query.step())
        intents.push_back(readIntent(query));
    return intents;
}

} // namespace durus::store

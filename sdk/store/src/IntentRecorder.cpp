// SPDX-License-Identifier: Apache-2.0
#include "IntentRecorder.h"

#include "IntentRows.h"
#include "LaneStates.h"

#include <durus/core/Uuid.h>
#include <durus/model/Collapse.h>

namespace durus::store {

std::optional<RecordedIntent> IntentRecorder::record(const model::DraftIntent& draft,
                                                     const std::string& bootId) {
    const auto destination = this->destination(draft);
    model::Intent intent{.id = model::IntentId{makeUuidV7(clock_.wall(), random_)},
                         .account = draft.account,
                         .listing = draft.listing,
                         .slug = {},
                         .kind = draft.kind,
                         .position = draft.position,
                         .duration = draft.duration,
                         .occurredAt = draft.wall,
                         .monotonic = draft.monotonic,
                         .bootId = bootId};
    const auto recorded = connection_.run(
        "INSERT INTO intent(id, account, listing, kind, position_ms, duration_ms, wall_ms, mono_ms, boot_id, "
        "offset_ms, plugin, dedupe_key, stays_here, base_ms) "
        "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14) "
        "ON CONFLICT(plugin, dedupe_key) DO NOTHING",
        intent.id, draft.account, draft.listing, model::name(draft.kind), draft.position, draft.duration,
        draft.wall, draft.monotonic, bootId, destination ? destination->clockOffset : std::nullopt, plugin_,
        draft.dedupeKey, !destination,
        LaneStates(connection_).remoteStamp(draft.account, familyOf(draft.kind), draft.listing));
    if (recorded == 0) return std::nullopt;

    lastSequence_ = static_cast<std::uint64_t>(connection_.lastRowId());
    intent.sequence = lastSequence_;
    RecordedIntent result{.id = intent.id, .event = draft.dedupeKey};
    if (destination) {
        result.superseded = supersede(intent, destination->backend);
        insertDelivery(intent, destination->backend);
    }
    LaneStates(connection_).lay(intent);
    return result;
}

void IntentRecorder::insertDelivery(const model::Intent& intent, const model::BackendName& backend) {
    connection_.run("INSERT INTO delivery(sequence, backend, account, family, listing, state) "
                    "VALUES(?1, ?2, ?3, ?4, ?5, 'pending')",
                    intent.sequence, backend, intent.account, model::name(familyOf(intent.kind)),
                    intent.listing);
}

std::optional<model::IntentId> IntentRecorder::supersede(const model::Intent& by,
                                                         const model::BackendName& backend) {
    if (by.kind != model::IntentKind::Progress) return std::nullopt;
    std::optional<model::Intent> before;
    {
        sqlite::Statement row = connection_.query(
            "SELECT " DURUS_INTENT_COLUMNS ", d.state" DURUS_DELIVERY_TABLES
            "WHERE d.account = ?1 AND d.family = ?2 AND d.listing = ?3 AND d.ended = 0 AND d.backend = ?4 "
            "ORDER BY d.sequence DESC LIMIT 1",
            by.account, model::name(familyOf(by.kind)), by.listing, backend);
        if (row.step() && row.text(kIntentColumns) == "pending") before = readIntent(row);
    }
    if (!before || !model::supersedes(by, *before)) return std::nullopt;
    connection_.run("UPDATE delivery SET state = 'superseded', superseded_by = ?2 "
                    "WHERE sequence = ?1 AND backend = ?3",
                    before->sequence, by.sequence, backend);
    connection_.run("UPDATE delivery SET ended = 1 WHERE superseded_by = ?1 AND state = 'superseded' "
                    "AND ended = 0 AND backend = ?2",
                    before->sequence, backend);
    return before->id;
}

std::optional<IntentRecorder::Destination> IntentRecorder::destination(const model::DraftIntent& draft) {
    sqlite::Statement row = connection_.query(
        "SELECT b.name, b.clock_offset_ms FROM account a JOIN backend b ON b.name = a.backend "
        "WHERE a.name = ?1 "
        "AND coalesce((SELECT backend FROM listing WHERE id = ?2), a.backend) = a.backend",
        draft.account, draft.listing);
    if (!row.step()) return std::nullopt;
    Destination destination{row.id<model::BackendName>(0), std::nullopt};
    if (!row.isNull(1)) destination.clockOffset = row.milliseconds(1);
    return destination;
}

void trimHistory(sqlite::Connection& connection, std::uint64_t kept, std::uint64_t atMost) {
    constexpr std::string_view kDelivered =
        "SELECT sequence FROM delivery WHERE ended = 1 AND sequence <= "
        "(SELECT seq FROM sqlite_sequence WHERE name = 'intent') - ?1 ORDER BY sequence LIMIT ?2";
    constexpr std::string_view kStaying =
        "SELECT sequence FROM intent WHERE stays_here = 1 AND sequence <= "
        "(SELECT seq FROM sqlite_sequence WHERE name = 'intent') - ?1 ORDER BY sequence LIMIT ?2";
    for (const std::string_view sql : {kDelivered, kStaying}) {
        std::vector<std::int64_t> old;
        {
            sqlite::Statement row = connection.query(sql, kept, atMost);
            while (row.step())
                old.push_back(row.integer(0));
        }
        for (const std::int64_t sequence : old) {
            connection.run("DELETE FROM delivery WHERE sequence = ?1 AND ended = 1", sequence);
            connection.run("DELETE FROM intent WHERE sequence = ?1", sequence);
        }
    }
}

} // namespace durus::store

// SPDX-License-Identifier: Apache-2.0
#include "SqliteEventJournal.h"

#include "EventRows.h"

#include <durus/core/Error.h>

#include <algorithm>

namespace durus::store {

namespace {

using sqlite::Transaction;
using sqlite::TransactionKind;

constexpr std::string_view kComponent = "outbox";

struct Position {
    std::uint64_t cursor = 0;
    std::uint64_t askedAt = 0;
    bool known = false;
};

std::uint64_t lastSequence(sqlite::Connection& connection) {
    sqlite::Statement row = connection.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'journal'");
    return row.step() ? static_cast<std::uint64_t>(row.integer(0)) : 0;
}

Position positionOf(sqlite::Connection& connection, std::string_view plugin) {
    sqlite::Statement row =
        connection.query("SELECT sequence, asked_at FROM plugin_cursor WHERE plugin = ?1", plugin);
    if (!row.step()) return {};
    return {static_cast<std::uint64_t>(row.integer(0)), static_cast<std::uint64_t>(row.integer(1)), true};
}

void noteAsking(sqlite::Connection& connection, std::string_view plugin, std::uint64_t last) {
    connection.run("INSERT INTO plugin_cursor(plugin, sequence, asked_at) VALUES(?1, 0, ?2) "
                   "ON CONFLICT DO UPDATE SET asked_at = ?2",
                   plugin, last);
}

/// Which boot the stamps of events in (from, to] belong to; almost always there is only one.
class BootIds {
public:
    BootIds(sqlite::Connection& connection, std::uint64_t from, std::uint64_t to, std::string current)
        : connection_(connection), from_(from), to_(to), only_(std::move(current)) {
        sqlite::Statement row = connection_.query(
            "SELECT DISTINCT boot_id FROM journal WHERE sequence > ?1 AND sequence <= ?2 LIMIT 2", from_,
            to_);
        if (row.step()) only_ = row.text(0);
        several_ = row.step();
    }

    std::string of(const model::DraftIntent& draft) {
        if (!several_) return only_;
        sqlite::Statement row = connection_.query("SELECT boot_id FROM journal WHERE sequence > ?1 "
                                                  "AND sequence <= ?2 AND mono_ms = ?3 AND wall_ms = ?4",
                                                  from_, to_, draft.monotonic, draft.wall);
        return row.step() ? row.text(0) : only_;
    }

private:
    sqlite::Connection& connection_;
    std::uint64_t from_;
    std::uint64_t to_;
    std::string only_;
    bool several_ = false;
};

void trimJournal(sqlite::Connection& connection, std::uint64_t last, std::uint64_t atMost) {
    constexpr auto kKept = SqliteEventJournal::kKeptEvents;
    if (last <= kKept) return;
    connection.run("DELETE FROM journal WHERE sequence <= min(?1, (SELECT min(sequence) FROM plugin_cursor "
                   "WHERE asked_at + ?2 >= ?3)) AND sequence < (SELECT min(sequence) FROM journal) + ?4",
                   last - kKept, SqliteEventJournal::kForgottenAfter, last, atMost);
}

// Trimming takes place every so many rows, and then takes twice as many away as have come: what a commit
// costs does not depend on what has piled up.
constexpr std::uint64_t kTrimEvery = 64;

bool isTimeToTrim(std::uint64_t before, std::uint64_t now) {
    return before / kTrimEvery != now / kTrimEvery;
}

std::uint64_t trimAtMost(std::uint64_t come) {
    return 2 * (come + kTrimEvery);
}

} // namespace

template<typename Write>
auto SqliteEventJournal::withRoom(bool decision, const Write& write) {
    try {
        return write();
    } catch (const Error& fault) {
        if (fault.code() != ErrorCode::StorageFull || !room_.makeFor(decision)) throw;
    }
    log_.warning(kComponent, "the disk is full; its reserve is used for completions and favourites");
    return write();
}

std::uint64_t SqliteEventJournal::append(std::span<const model::PlaybackEvent> events) {
    const bool decision = std::ranges::any_of(
        events, [](const model::PlaybackEvent& event) { return model::isDecision(event.body); });
    if (!events.empty()) room_.require(*database_.writer(), decision);
    return withRoom(decision, [&] { return insert(events); });
}

std::uint64_t SqliteEventJournal::insert(std::span<const model::PlaybackEvent> events) {
    auto db = database_.writer();
    if (events.empty()) return lastSequence(*db);
    Transaction transaction(*db, TransactionKind::Immediate);
    for (const model::PlaybackEvent& event : events)
        insertEvent(*db, event, bootId_);
    const auto last = static_cast<std::uint64_t>(db->lastRowId());
    transaction.commit();
    return last;
}

std::vector<model::PlaybackEvent> SqliteEventJournal::unseen(std::string_view plugin, std::size_t limit) {
    auto db = database_.writer();
    const Position position = positionOf(*db, plugin);
    const std::uint64_t last = lastSequence(*db);
    if (!position.known || position.askedAt + kForgottenAfter / 10 < last) noteAsking(*db, plugin, last);

    std::vector<model::PlaybackEvent> events;
    sqlite::Statement row = db->query("SELECT " DURUS_EVENT_COLUMNS
                                      " FROM journal WHERE sequence > ?1 ORDER BY sequence LIMIT ?2",
                                      position.cursor, limit);
    while (row.step())
        events.push_back(readEvent(row));
    return events;
}

std::size_t SqliteEventJournal::commit(const plugin_host::Translation& translation) {
    const bool decision = std::ranges::any_of(translation.intents, [](const model::DraftIntent& draft) {
        return draft.kind != model::IntentKind::Progress;
    });
    const auto recorded = withRoom(decision, [&] { return record(translation); });
    for (const RecordedIntent& one : recorded) {
        log_.info(kComponent, "recorded",
                  {{"intent", one.id.str()}, {"plugin", translation.plugin}, {"event", one.event}});
        if (one.superseded)
            log_.info(kComponent, "superseded", {{"intent", one.superseded->str()}, {"by", one.id.str()}});
    }
    return recorded.size();
}

std::vector<RecordedIntent> SqliteEventJournal::record(const plugin_host::Translation& translation) {
    auto db = database_.writer();
    Transaction transaction(*db, TransactionKind::Immediate);
    const std::uint64_t last = lastSequence(*db);
    const Position before = positionOf(*db, translation.plugin);
    // A cursor beyond the last event would hide events to come; one that lags comes from a process that was
    // overtaken by another.
    const std::uint64_t cursor = std::max(before.cursor, std::min(translation.cursor, last));
    db->run("INSERT INTO plugin_cursor(plugin, sequence, asked_at) VALUES(?1, ?2, ?3) "
            "ON CONFLICT DO UPDATE SET sequence = ?2",
            translation.plugin, cursor, last);

    IntentRecorder recorder(*db, clock_, random_, translation.plugin);
    std::vector<RecordedIntent> recorded;
    if (!translation.intents.empty()) {
        BootIds boots(*db, before.cursor, cursor, bootId_);
        for (const model::DraftIntent& draft : translation.intents)
            if (auto intent = recorder.record(draft, boots.of(draft))) recorded.push_back(*std::move(intent));
    }
    const std::uint64_t newest = recorder.lastSequence();
    if (!recorded.empty() && isTimeToTrim(newest - recorded.size(), newest))
        trimHistory(*db, kKeptIntents, trimAtMost(recorded.size()));
    if (isTimeToTrim(before.cursor, cursor)) trimJournal(*db, last, trimAtMost(cursor - before.cursor));
    transaction.commit();
    return recorded;
}

} // namespace durus::store

// SPDX-License-Identifier: Apache-2.0
#include "SqliteOutboxStore.h"

#include "BatchRows.h"
#include "IntentRows.h"
#include "LaneStates.h"
#include "LeaseRow.h"
#include "ReceiptRow.h"
#include "SettledBatch.h"

#include <durus/core/Error.h>

#include <algorithm>
#include <utility>

namespace durus::store {

namespace {

using sqlite::Transaction;
using sqlite::TransactionKind;

#define DURUS_ENTRY_COLUMNS                                                                                  \
    DURUS_INTENT_COLUMNS ", d.backend, d.state, d.attempts, d.last_outcome, d.last_detail, "                 \
                         "d.request_sha256, d.answer_sha256"

sync::OutboxEntry readEntry(const sqlite::Statement& row) {
    return {.intent = readIntent(row),
            .backend = row.id<model::BackendName>(kIntentColumns),
            .state =
                sync::deliveryStateFrom(row.text(kIntentColumns + 1)).value_or(sync::DeliveryState::Pending),
            .attempts = static_cast<int>(row.integer(kIntentColumns + 2)),
            .lastOutcome = row.text(kIntentColumns + 3),
            .lastDetail = row.text(kIntentColumns + 4),
            .requestDigest = row.text(kIntentColumns + 5),
            .answerDigest = row.text(kIntentColumns + 6)};
}

std::vector<sync::OutboxEntry> readEntries(sqlite::Statement row) {
    std::vector<sync::OutboxEntry> entries;
    while (row.step())
        entries.push_back(readEntry(row));
    return entries;
}

/// The backend whose credentials the account has now; none once it is signed out.
std::optional<model::BackendName> liveBackend(sqlite::Connection& connection,
                                              const model::AccountName& account) {
    sqlite::Statement row = connection.query(
        "SELECT backend FROM account WHERE name = ?1 AND backend IS NOT NULL AND token IS NOT NULL", account);
    if (!row.step()) return std::nullopt;
    return row.id<model::BackendName>(0);
}

/// The entry, if it is one that a person may decide on.
sync::OutboxEntry decidable(sqlite::Connection& connection, const model::IntentId& id) {
    sqlite::Statement row = connection.query("SELECT " DURUS_ENTRY_COLUMNS DURUS_DELIVERY_TABLES
                                             "WHERE i.id = ?1 ORDER BY d.state <> 'quarantined'",
                                             id);
    if (!row.step())
        throw Error(ErrorCode::NotFound, "there is no entry " + id.str(), "durusctl outbox list shows them");
    const sync::OutboxEntry entry = readEntry(row);
    if (entry.state != sync::DeliveryState::Quarantined)
        throw Error(ErrorCode::WrongState,
                    "entry " + id.str() + " is " + std::string(sync::name(entry.state)) + ", not quarantined",
                    "only what the backend refused waits for a person");
    return entry;
}

} // namespace

sync::LeaseReply SqliteOutboxStore::takeLease(const sync::LeaseClaim& claim) {
    auto db = database_.writer();
    Transaction transaction(*db, TransactionKind::Immediate);
    const sync::LeaseReply reply = LeaseRow(*db).take(claim);
    if (reply.token) transaction.commit();
    return reply;
}

void SqliteOutboxStore::renewLease(sync::FencingToken token, MonotonicTime until) {
    auto db = database_.writer();
    Transaction transaction(*db, TransactionKind::Immediate);
    LeaseRow(*db).renew(token, until);
    transaction.commit();
}

void SqliteOutboxStore::checkLease(sync::FencingToken token) {
    auto db = database_.reader();
    LeaseRow(*db).require(token);
}

void SqliteOutboxStore::releaseLease(sync::FencingToken token) {
    auto db = database_.writer();
    LeaseRow(*db).release(token);
}

std::vector<model::Intent> SqliteOutboxStore::pending(const model::AccountName& account,
                                                      model::IntentFamily family, std::size_t limit) {
    auto db = database_.writer();
    const auto backend = liveBackend(*db, account);
    if (!backend) return {};
    const std::string lane = family == model::IntentFamily::Progress ? "progress" : "favorite";
    sqlite::Statement row =
        db->query("SELECT " DURUS_INTENT_COLUMNS ", s.sent_ms" DURUS_DELIVERY_TABLES "LEFT JOIN " + lane +
                      " s ON s.account = d.account AND s.listing = d.listing "
                      "WHERE d.account = ?1 AND d.family = ?2 AND d.state = 'pending' "
                      "AND d.backend = ?3 AND NOT EXISTS(SELECT 1 FROM delivery q "
                      "WHERE q.account = d.account AND q.family = d.family "
                      "AND q.listing = d.listing AND q.state = 'quarantined' "
                      "AND q.sequence < d.sequence) ORDER BY d.sequence LIMIT ?4",
                  account, model::name(family), *backend, limit);
    std::vector<model::Intent> intents;
    while (row.step()) {
        intents.push_back(readIntent(row));
        if (!row.isNull(kIntentColumns))
            intents.back().notBefore = std::max(intents.back().notBefore, row.wall(kIntentColumns));
    }
    return intents;
}

std::optional<sync::FrozenBatch> SqliteOutboxStore::openBatch(const model::AccountName& account) {
    auto db = database_.writer();
    Transaction snapshot(*db, TransactionKind::Deferred);
    return BatchRows(*db).open(account);
}

std::optional<sync::FrozenBatch> SqliteOutboxStore::freeze(sync::FencingToken lease,
                                                           const sync::BatchDraft& draft) {
    auto db = database_.writer();
    Transaction transaction(*db, TransactionKind::Immediate);
    LeaseRow(*db).require(lease);
    BatchRows batches(*db);
    const std::string& account = draft.account.str();
    const auto backend = liveBackend(*db, draft.account);
    if (!backend) throw Error(ErrorCode::WrongState, "account " + account + " is not signed in to a backend");
    if (draft.intents.empty()) throw Error(ErrorCode::InvalidInput, "a batch needs at least one intent");
    if (batches.isOpen(draft.account))
        throw Error(ErrorCode::WrongState, "account " + account + " has an open batch already");

    const std::int64_t batch = batches.insert(draft, *backend);
    if (!batches.takePending(batch, draft, *backend)) return std::nullopt;
    transaction.commit();
    return sync::FrozenBatch{.id = batch,
                             .idempotencyKey = draft.idempotencyKey,
                             .request = draft.request,
                             .intents = draft.intents};
}

void SqliteOutboxStore::recordFailure(sync::FencingToken lease, std::int64_t batch,
                                      const sync::Outcome& failure) {
    auto db = database_.writer();
    Transaction transaction(*db, TransactionKind::Immediate);
    LeaseRow(*db).require(lease);
    db->run("UPDATE batch SET attempts = attempts + 1 WHERE id = ?1", batch);
    db->run("UPDATE delivery SET attempts = attempts + 1, last_outcome = ?2, last_detail = ?3 "
            "WHERE sequence IN (SELECT sequence FROM batch_intent WHERE batch = ?1) AND batch = ?1",
            batch, sync::name(failure.outcome), failure.detail);
    transaction.commit();
}

void SqliteOutboxStore::settle(sync::FencingToken lease, const sync::Settlement& settlement) {
    auto db = database_.writer();
    Transaction transaction(*db, TransactionKind::Immediate);
    LeaseRow(*db).require(lease);
    if (SettledBatch(*db, settlement).apply()) transaction.commit();
}

void SqliteOutboxStore::applyPull(sync::FencingToken lease, const model::AccountName& account,
                                  std::span<const model::RemoteProgress> progress,
                                  std::span<const model::RemoteFavorite> favorites,
                                  const std::string& cursor) {
    auto db = database_.writer();
    Transaction transaction(*db, TransactionKind::Immediate);
    LeaseRow(*db).require(lease);
    if (db->run("UPDATE account SET cursor = ?2 WHERE name = ?1", account, cursor) == 0)
        throw Error(ErrorCode::NotFound, "there is no account " + account.str());
    LaneStates states(*db);
    for (const model::RemoteProgress& remote : progress)
        states.take(account, model::IntentFamily::Progress, remote.listing, {.progress = remote});
    for (const model::RemoteFavorite& remote : favorites)
        states.take(account, model::IntentFamily::Favorite, remote.listing, {.favorite = remote});
    transaction.commit();
}

std::string SqliteOutboxStore::cursor(const model::AccountName& account) {
    auto db = database_.writer();
    sqlite::Statement row = db->query("SELECT cursor FROM account WHERE name = ?1", account);
    return row.step() ? row.text(0) : std::string{};
}

std::optional<sync::KeptReceipt> SqliteOutboxStore::receipt(const model::AccountName& account) {
    auto db = database_.reader();
    return ReceiptRow(*db, account).read();
}

sync::OutboxCounts SqliteOutboxStore::counts(const model::AccountName& account) {
    auto db = database_.reader();
    sqlite::Statement row = db->query(
        "WITH waiting(count, first) AS ("
        "SELECT count(*), min(sequence) FROM delivery WHERE account = ?1 AND family = 'progress' "
        "AND state = 'pending' UNION ALL "
        "SELECT count(*), min(sequence) FROM delivery WHERE account = ?1 AND family = 'favorite' "
        "AND state = 'pending' UNION ALL "
        "SELECT count(*), min(i.sequence) FROM batch b JOIN batch_intent i ON i.batch = b.id "
        "WHERE b.account = ?1) "
        "SELECT sum(count), (SELECT count(*) FROM delivery WHERE account = ?1 AND state = 'quarantined'), "
        "(SELECT wall_ms FROM intent WHERE sequence = (SELECT min(first) FROM waiting)) FROM waiting",
        account);
    row.step();
    sync::OutboxCounts counts{.pending = static_cast<std::uint64_t>(row.integer(0)),
                              .quarantined = static_cast<std::uint64_t>(row.integer(1)),
                              .oldestPending = std::nullopt};
    if (!row.isNull(2)) counts.oldestPending = row.wall(2);
    return counts;
}

std::vector<sync::OutboxEntry> SqliteOutboxStore::entries(const model::AccountName& account,
                                                          std::size_t limit) {
    auto db = database_.reader();
    sqlite::Statement row = account.empty()
                                ? db->query("SELECT " DURUS_ENTRY_COLUMNS DURUS_DELIVERY_TABLES
                                            "ORDER BY d.sequence DESC LIMIT ?1",
                                            limit)
                                : db->query("SELECT " DURUS_ENTRY_COLUMNS DURUS_DELIVERY_TABLES
                                            "WHERE d.account = ?1 ORDER BY d.sequence DESC LIMIT ?2",
                                            account, limit);
    return readEntries(std::move(row));
}

std::optional<sync::OutboxEntry> SqliteOutboxStore::entry(const model::IntentId& id) {
    auto db = database_.reader();
    sqlite::Statement row =
        db->query("SELECT " DURUS_ENTRY_COLUMNS DURUS_DELIVERY_TABLES "WHERE i.id = ?1", id);
    if (!row.step()) return std::nullopt;
    return readEntry(row);
}

std::vector<sync::OutboxEntry> SqliteOutboxStore::quarantined(const model::AccountName& account,
                                                              std::size_t limit) {
    auto db = database_.reader();
    return readEntries(db->query("SELECT " DURUS_ENTRY_COLUMNS DURUS_DELIVERY_TABLES
                                 "WHERE d.state = 'quarantined' AND (?1 = '' OR d.account = ?1) "
                                 "ORDER BY d.sequence LIMIT ?2",
                                 account, limit));
}

void SqliteOutboxStore::retry(const model::IntentId& id) {
    auto db = database_.writer();
    Transaction transaction(*db, TransactionKind::Immediate);
    const sync::OutboxEntry entry = decidable(*db, id);
    db->run("UPDATE delivery SET state = 'pending', request_sha256 = '', answer_sha256 = '' WHERE sequence = "
            "?1 AND backend = ?2",
            entry.intent.sequence, entry.backend);
    transaction.commit();
}

void SqliteOutboxStore::discard(const model::IntentId& id) {
    auto db = database_.writer();
    Transaction transaction(*db, TransactionKind::Immediate);
    const sync::OutboxEntry entry = decidable(*db, id);
    const model::Intent& intent = entry.intent;
    db->run("UPDATE delivery SET state = 'discarded', ended = 1 WHERE sequence = ?1 AND backend = ?2",
            intent.sequence, entry.backend);
    db->run("UPDATE delivery SET state = 'pending', superseded_by = NULL "
            "WHERE superseded_by = ?1 AND backend = ?2 AND state = 'superseded' AND ended = 0",
            intent.sequence, entry.backend);
    LaneStates(*db).take(intent.account, model::familyOf(intent.kind), intent.listing);
    transaction.commit();
}

} // namespace durus::store

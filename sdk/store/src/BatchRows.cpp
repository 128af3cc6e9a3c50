// SPDX-License-Identifier: Apache-2.0
#include "BatchRows.h"

#include "IntentRows.h"

#include <durus/core/Error.h>

namespace durus::store {

namespace {

// A zero byte stands in no header, so it can part them.
std::string packed(const sync::HttpHeaders& headers) {
    std::string bytes;
    for (const auto& [name, value] : headers) {
        bytes.append(name).push_back('\0');
        bytes.append(value).push_back('\0');
    }
    return bytes;
}

sync::HttpHeaders unpacked(std::string_view bytes) {
    sync::HttpHeaders headers;
    const auto next = [&bytes] {
        const auto end = bytes.find('\0');
        const std::string part(bytes.substr(0, end));
        bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
        return part;
    };
    while (!bytes.empty()) {
        std::string name = next();
        headers.emplace_back(std::move(name), next());
    }
    return headers;
}

} // namespace

std::optional<sync::FrozenBatch> BatchRows::open(const model::AccountName& account) {
    sqlite::Statement row =
        connection_.query("SELECT id, idempotency_key, method, path, headers, body, attempts FROM batch "
                          "WHERE account = ?1",
                          account);
    if (!row.step()) return std::nullopt;
    return sync::FrozenBatch{
        .id = row.integer(0),
        .idempotencyKey = row.text(1),
        .request = {row.text(2), row.text(3), unpacked(row.text(4)), row.text(5)},
        .intents = intents(row.integer(0)),
        .attempts = static_cast<int>(row.integer(6)),
    };
}

bool BatchRows::isOpen(const model::AccountName& account) {
    return connection_.query("SELECT 1 FROM batch WHERE account = ?1", account).step();
}

std::int64_t BatchRows::insert(const sync::BatchDraft& draft, const model::BackendName& backend) {
    connection_.run("INSERT INTO batch(account, backend, idempotency_key, method, path, headers, body) "
                    "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                    draft.account, backend, draft.idempotencyKey, draft.request.method, draft.request.path,
                    sqlite::Blob{packed(draft.request.headers)}, sqlite::Blob{draft.request.body});
    const std::int64_t batch = connection_.lastRowId();
    int position = 0;
    for (const model::Intent& intent : draft.intents)
        connection_.run("INSERT INTO batch_intent(batch, position, sequence, slug, occurred_ms) "
                        "VALUES(?1, ?2, ?3, ?4, ?5)",
                        batch, position++, intent.sequence, intent.slug, intent.occurredAt);
    return batch;
}

bool BatchRows::takePending(std::int64_t batch, const sync::BatchDraft& draft,
                            const model::BackendName& backend) {
    const auto taken =
        connection_.run("UPDATE delivery SET state = 'in_batch', batch = ?1 "
                        "WHERE sequence IN (SELECT sequence FROM batch_intent WHERE batch = ?1) "
                        "AND backend = ?2 AND account = ?3 AND family = ?4 AND state = 'pending'",
                        batch, backend, draft.account, model::name(draft.family));
    if (static_cast<std::size_t>(taken) == draft.intents.size()) return true;

    sqlite::Statement row = connection_.query(
        "SELECT b.sequence FROM batch_intent b LEFT JOIN delivery d ON d.sequence = b.sequence "
        "AND d.backend = ?2 AND d.account = ?3 AND d.family = ?4 AND d.state IN ('in_batch', 'superseded') "
        "WHERE b.batch = ?1 AND d.sequence IS NULL",
        batch, backend, draft.account, model::name(draft.family));
    if (row.step())
        throw Error(ErrorCode::WrongState, "intent " + std::to_string(row.integer(0)) +
                                               " is not pending for account " + draft.account.str());
    return false;
}

void BatchRows::end(std::int64_t batch) {
    connection_.run("DELETE FROM batch WHERE id = ?1", batch);
}

std::vector<model::Intent> BatchRows::intents(std::int64_t batch) {
    std::vector<model::Intent> intents;
    sqlite::Statement row =
        connection_.query("SELECT " DURUS_INTENT_COLUMNS ", b.slug, b.occurred_ms FROM batch_intent b "
                          "JOIN intent i ON i.sequence = b.sequence LEFT JOIN listing l ON l.id = i.listing "
                          "WHERE b.batch = ?1 ORDER BY b.position",
                          batch);
    while (row.step()) {
        model::Intent intent = readIntent(row);
        intent.slug = row.id<model::Slug>(kIntentColumns);
        intent.occurredAt = row.wall(kIntentColumns + 1);
        intents.push_back(std::move(intent));
    }
    return intents;
}

} // namespace durus::store

// SPDX-License-Identifier: Apache-2.0
#include "RawSqlite.h"

#include <sqlite3.h>

#include <stdexcept>

namespace durus::bench {

void RawSqlite::Closer::operator()(sqlite3* handle) const noexcept {
    sqlite3_close(handle);
}

void RawSqlite::Closer::operator()(sqlite3_stmt* statement) const noexcept {
    sqlite3_finalize(statement);
}

RawSqlite::RawSqlite(const std::filesystem::path& database) {
    sqlite3* raw = nullptr;
    const int code =
        sqlite3_open_v2(database.c_str(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
    handle_.reset(raw);
    if (code != SQLITE_OK) throw std::runtime_error("cannot open " + database.string());
    sqlite3_exec(raw, "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON", nullptr, nullptr, nullptr);
    begin_ = prepare("BEGIN IMMEDIATE");
    commit_ = prepare("COMMIT");
    event_ = prepare(
        "INSERT INTO journal(session, account, listing, mono_ms, boot_id, wall_ms, type, position_ms, "
        "extent_ms, measure) VALUES(?1, ?2, ?3, 1, ?4, 1, 'progress_reported', 1, 2, 0.5)");
    cursor_ = prepare("INSERT INTO plugin_cursor(plugin, sequence, asked_at) "
                      "VALUES('progress', (SELECT seq FROM sqlite_sequence WHERE name = 'journal'), 0) "
                      "ON CONFLICT DO UPDATE SET sequence = excluded.sequence");
    intent_ =
        prepare("INSERT INTO intent(id, account, listing, kind, position_ms, duration_ms, wall_ms, mono_ms, "
                "boot_id, plugin, dedupe_key, stays_here) "
                "VALUES(?1, ?2, ?3, 'progress', 1, 2, 3, 4, ?4, 'progress', ?5, 0)");
    delivery_ = prepare("INSERT INTO delivery(sequence, backend, account, family, listing, state) "
                        "VALUES(last_insert_rowid(), 'home', ?1, 'progress', ?2, 'pending')");
    progress_ =
        prepare("INSERT INTO progress(account, listing, position_ms, duration_ms, completed, updated_ms) "
                "VALUES(?1, ?2, 1, 2, 0, 3) ON CONFLICT DO UPDATE SET position_ms = 1");
}

void RawSqlite::record() {
    const std::string number = std::to_string(100'000'000'000 + ++recorded_);
    const std::string account = "amina";
    const std::string listing = "20000000-0000-4000-8000-" + number;
    const std::string boot = "019ab000-0000-7000-8000-000000000000";
    run(begin_, {});
    run(event_, {boot, account, listing, boot});
    run(commit_, {});
    run(begin_, {});
    run(cursor_, {});
    run(intent_, {"019ab001-0000-7000-8000-" + number, account, listing, boot, "raw:" + number});
    run(delivery_, {account, listing});
    run(progress_, {account, listing});
    run(commit_, {});
}

RawSqlite::Statement RawSqlite::prepare(const char* sql) {
    sqlite3_stmt* raw = nullptr;
    if (sqlite3_prepare_v2(handle_.get(), sql, -1, &raw, nullptr) != SQLITE_OK)
        throw std::runtime_error(sqlite3_errmsg(handle_.get()));
    return Statement(raw);
}

void RawSqlite::run(const Statement& statement, const std::vector<std::string>& texts) {
    int index = 0;
    for (const std::string& text : texts)
        sqlite3_bind_text(statement.get(), ++index, text.data(), static_cast<int>(text.size()),
                          SQLITE_STATIC);
    if (sqlite3_step(statement.get()) != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(handle_.get()));
    sqlite3_reset(statement.get());
}

} // namespace durus::bench

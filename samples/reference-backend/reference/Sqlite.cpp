// SPDX-License-Identifier: Apache-2.0
#include "reference/Sqlite.h"

#include <durus/core/Error.h>

#include <sqlite3.h>

namespace durus::reference::sqlite {

namespace {

constexpr int kBusyMilliseconds = 5000;

[[noreturn]] void fail(sqlite3* database, const std::string& what) {
    const int code = database ? sqlite3_errcode(database) : SQLITE_NOMEM;
    const std::string why = database ? sqlite3_errmsg(database) : "out of memory";
    if (code == SQLITE_FULL)
        throw Error(ErrorCode::StorageFull, what + ": the disk is full", "Free some space on it.");
    throw Error(ErrorCode::StorageFailure, what + ": " + why);
}

} // namespace

void Statement::Finalizer::operator()(sqlite3_stmt* statement) const noexcept {
    sqlite3_finalize(statement);
}

Statement::Statement(sqlite3* database, std::string_view sql) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v3(database, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                           &statement, nullptr) != SQLITE_OK)
        fail(database, "cannot prepare a statement");
    statement_.reset(statement);
}

Statement& Statement::bind(int index, std::string_view value) {
    if (sqlite3_bind_text(statement_.get(), index, value.data(), static_cast<int>(value.size()),
                          SQLITE_TRANSIENT) != SQLITE_OK)
        fail(sqlite3_db_handle(statement_.get()), "cannot bind a text");
    return *this;
}

Statement& Statement::bind(int index, std::int64_t value) {
    if (sqlite3_bind_int64(statement_.get(), index, value) != SQLITE_OK)
        fail(sqlite3_db_handle(statement_.get()), "cannot bind a number");
    return *this;
}

Statement& Statement::bind(int index, std::optional<std::int64_t> value) {
    if (value) return bind(index, *value);
    if (sqlite3_bind_null(statement_.get(), index) != SQLITE_OK)
        fail(sqlite3_db_handle(statement_.get()), "cannot bind null");
    return *this;
}

bool Statement::step() {
    const int code = sqlite3_step(statement_.get());
    if (code == SQLITE_ROW) return true;
    sqlite3* database = sqlite3_db_handle(statement_.get());
    if (code != SQLITE_DONE) {
        const std::string why = sqlite3_errmsg(database);
        reset();
        throw Error((code & 0xFF) == SQLITE_FULL ? ErrorCode::StorageFull : ErrorCode::StorageFailure,
                    "the database refused: " + why);
    }
    reset();
    return false;
}

void Statement::run() {
    while (step()) {
    }
}

void Statement::reset() noexcept {
    sqlite3_reset(statement_.get());
}

std::int64_t Statement::integer(int column) const noexcept {
    return sqlite3_column_int64(statement_.get(), column);
}

std::optional<std::int64_t> Statement::optionalInteger(int column) const noexcept {
    if (sqlite3_column_type(statement_.get(), column) == SQLITE_NULL) return std::nullopt;
    return integer(column);
}

std::string Statement::text(int column) const {
    const void* bytes = sqlite3_column_text(statement_.get(), column);
    const int length = sqlite3_column_bytes(statement_.get(), column);
    return bytes ? std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(length))
                 : std::string();
}

void Connection::Closer::operator()(sqlite3* database) const noexcept {
    sqlite3_close_v2(database);
}

Connection::Connection(const std::filesystem::path& file) {
    sqlite3* database = nullptr;
    const int code = sqlite3_open_v2(
        file.c_str(), &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
    database_.reset(database);
    if (code != SQLITE_OK) fail(database, "cannot open the database " + file.string());
    sqlite3_busy_timeout(database, kBusyMilliseconds);
    execute("PRAGMA journal_mode=WAL");
    execute("PRAGMA synchronous=FULL");
    execute("PRAGMA foreign_keys=ON");
}

void Connection::execute(const char* sql) {
    if (sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        fail(database_.get(), "the database refused");
}

Transaction::Transaction(Connection& connection) : connection_(connection) {
    connection_.execute("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
    if (done_) return;
    try {
        connection_.execute("ROLLBACK");
    } catch (const Error&) {
        // SQLite has rolled back by itself already, as it does when the disk is full.
    }
}

void Transaction::commit() {
    connection_.execute("COMMIT");
    done_ = true;
}

} // namespace durus::reference::sqlite

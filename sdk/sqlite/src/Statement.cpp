// SPDX-License-Identifier: Apache-2.0
#include "Prepared.h"

#include <durus/sqlite/Statement.h>

namespace durus::sqlite {

namespace {

void check(sqlite3_stmt* statement, int code) {
    if (code == SQLITE_OK) return;
    sqlite3* handle = sqlite3_db_handle(statement);
    throwFailure(handle, code, fileOf(handle));
}

} // namespace

Statement::~Statement() {
    if (prepared_ == nullptr) return;
    sqlite3_reset(prepared_->handle.get());
    sqlite3_clear_bindings(prepared_->handle.get());
    prepared_->onLoan = false;
}

bool Statement::step() {
    sqlite3_stmt* const statement = prepared_->handle.get();
    const int code = sqlite3_step(statement);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    sqlite3* handle = sqlite3_db_handle(statement);
    throwFailure(handle, code, fileOf(handle));
}

void Statement::run() {
    while (step()) {
    }
}

bool Statement::isNull(int column) const {
    return sqlite3_column_type(prepared_->handle.get(), column) == SQLITE_NULL;
}

std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(prepared_->handle.get(), column);
}

double Statement::real(int column) const {
    return sqlite3_column_double(prepared_->handle.get(), column);
}

std::string Statement::text(int column) const {
    sqlite3_stmt* const statement = prepared_->handle.get();
    const void* bytes = sqlite3_column_blob(statement, column);
    const int size = sqlite3_column_bytes(statement, column);
    return bytes == nullptr ? std::string{}
                            : std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

void Statement::bindNull(int index) {
    check(prepared_->handle.get(), sqlite3_bind_null(prepared_->handle.get(), index));
}

void Statement::bindInteger(int index, std::int64_t value) {
    check(prepared_->handle.get(), sqlite3_bind_int64(prepared_->handle.get(), index, value));
}

void Statement::bindReal(int index, double value) {
    check(prepared_->handle.get(), sqlite3_bind_double(prepared_->handle.get(), index, value));
}

void Statement::bindText(int index, std::string_view value) {
    const char* const bytes = value.empty() ? "" : value.data();
    check(prepared_->handle.get(), sqlite3_bind_text64(prepared_->handle.get(), index, bytes, value.size(),
                                                       SQLITE_TRANSIENT, SQLITE_UTF8));
}

void Statement::bindBlob(int index, std::string_view value) {
    const char* const bytes = value.empty() ? "" : value.data();
    check(prepared_->handle.get(),
          sqlite3_bind_blob64(prepared_->handle.get(), index, bytes, value.size(), SQLITE_TRANSIENT));
}

} // namespace durus::sqlite

// SPDX-License-Identifier: Apache-2.0
#include "Prepared.h"

#include <durus/core/Error.h>

#include <cerrno>

namespace durus::sqlite {

std::filesystem::path fileOf(sqlite3* handle) {
    const char* name = sqlite3_db_filename(handle, "main");
    return name == nullptr ? "" : name;
}

namespace {

/// SQLite says SQLITE_FULL of the database and of its log, but not of the index it keeps beside that log.
bool isOutOfSpace(sqlite3* handle, int code) noexcept {
    if ((code & 0xFF) == SQLITE_FULL) return true;
    if (handle == nullptr || ((code & 0xFF) != SQLITE_IOERR && (code & 0xFF) != SQLITE_CANTOPEN))
        return false;
    const int reason = sqlite3_system_errno(handle);
    return reason == ENOSPC || reason == EDQUOT;
}

} // namespace

void throwFailure(sqlite3* handle, int code, const std::filesystem::path& file) {
    const std::string where = file.string();
    const std::string reason = handle == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(handle);
    if (isOutOfSpace(handle, code))
        throw Error(ErrorCode::StorageFull, "no space left to write " + where,
                    "free some space on that disk; nothing that was recorded before is lost");
    switch (code & 0xFF) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        throw Error(ErrorCode::Corrupt, where + " is damaged or is no database: " + reason,
                    "restore it from a backup, or move it away and start anew");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        throw Error(ErrorCode::StorageFailure, where + " is kept locked by another process",
                    "end the process that has it open, or try again later");
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_READONLY:
        throw Error(
            ErrorCode::StorageFailure, "cannot open " + where + " for writing: " + reason,
            "check that this user owns the file and its directory and that the disk is not read-only");
    default:
        throw Error(ErrorCode::StorageFailure, where + ": " + reason);
    }
}

} // namespace durus::sqlite

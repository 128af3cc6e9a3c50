// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sqlite3.h>

#include <filesystem>
#include <memory>
#include <string>

namespace durus::sqlite {

struct StatementFinalizer {
    void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
};

/// A statement of a connection's store, and whether it is on loan.
struct Prepared {
    std::unique_ptr<sqlite3_stmt, StatementFinalizer> handle;
    bool onLoan = false;
};

/// Throws the durus::Error for a result code. `handle` may be null.
[[noreturn]] void throwFailure(sqlite3* handle, int code, const std::filesystem::path& file);
/// The file of a connection, for messages.
std::filesystem::path fileOf(sqlite3* handle);

} // namespace durus::sqlite

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace durus::reference::sqlite {

/// A prepared statement. Columns and parameters are numbered from 0 and 1, as SQLite has it.
/// Errors: durus::Error(StorageFailure, StorageFull) from every call.
class Statement {
public:
    Statement(sqlite3* database, std::string_view sql);

    Statement& bind(int index, std::string_view value);
    Statement& bind(int index, std::int64_t value);
    Statement& bind(int index, std::optional<std::int64_t> value);

    /// Steps to the next row; false when there is none, and the statement is ready to be bound anew.
    bool step();
    /// Runs a statement that gives no rows.
    void run();
    /// Gives up the rows that are left.
    void reset() noexcept;

    std::int64_t integer(int column) const noexcept;
    std::optional<std::int64_t> optionalInteger(int column) const noexcept;
    std::string text(int column) const;

private:
    struct Finalizer {
        void operator()(sqlite3_stmt* statement) const noexcept;
    };
    std::unique_ptr<sqlite3_stmt, Finalizer> statement_;
};

/// An open database in WAL mode that reports a commit only once it is on the disk.
/// Thread: one at a time.
class Connection {
public:
    /// Errors: durus::Error(StorageFailure) if the file cannot be opened or is not a database.
    explicit Connection(const std::filesystem::path& file);

    void execute(const char* sql);
    Statement prepare(std::string_view sql) { return {database_.get(), sql}; }

private:
    struct Closer {
        void operator()(sqlite3* database) const noexcept;
    };
    std::unique_ptr<sqlite3, Closer> database_;
};

/// Begins a writing transaction, and rolls it back at its end unless commit() was called.
class Transaction {
public:
    explicit Transaction(Connection& connection);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    void commit();

private:
    Connection& connection_;
    bool done_ = false;
};

} // namespace durus::reference::sqlite

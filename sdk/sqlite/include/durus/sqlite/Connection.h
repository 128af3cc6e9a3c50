// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/sqlite/Statement.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace durus::sqlite {

enum class Access { ReadWrite, ReadOnly };

/// One connection to a database file, with its prepared statements kept for reuse.
/// Thread: one at a time. Errors of all: Error(StorageFull) if there is no space; Error(Corrupt) if the file
/// is damaged or no database; Error(StorageFailure) for everything else, a lock held too long among it.
class Connection {
public:
    /// How long to wait for another connection's write to end.
    static constexpr Milliseconds kBusyTimeout{10'000};

    /// Opens a file, which ReadWrite makes (mode 0600) if there is none. Write-ahead log, synchronous=FULL,
    /// foreign keys on.
    Connection(const std::filesystem::path& file, Access access);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// Runs any number of statements without values.
    void execute(const std::string& sql);

    /// Lends the statement for one SQL text.
    Statement prepare(std::string_view sql);

    /// Lends a statement with its values bound, to be stepped through.
    template<typename... Values>
    Statement query(std::string_view sql, const Values&... values) {
        Statement statement = prepare(sql);
        statement.bind(values...);
        return statement;
    }

    /// Runs a statement that returns no rows. Returns how many rows it changed.
    template<typename... Values>
    std::int64_t run(std::string_view sql, const Values&... values) {
        query(sql, values...).run();
        return changes();
    }

    std::int64_t lastRowId() const noexcept;
    bool inTransaction() const noexcept;
    const std::filesystem::path& file() const noexcept;

private:
    std::int64_t changes() const noexcept;

    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace durus::sqlite

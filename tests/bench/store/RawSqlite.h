// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace durus::bench {

/// Writes the rows of one recorded action into a store's tables with nothing but SQLite in between: prepared
/// statements, no lookups, no checks. The least that recording can cost.
class RawSqlite {
public:
    explicit RawSqlite(const std::filesystem::path& database);

    void record();

private:
    struct Closer {
        void operator()(sqlite3* handle) const noexcept;
        void operator()(sqlite3_stmt* statement) const noexcept;
    };
    using Statement = std::unique_ptr<sqlite3_stmt, Closer>;

    Statement prepare(const char* sql);
    void run(const Statement& statement, const std::vector<std::string>& texts);

    std::unique_ptr<sqlite3, Closer> handle_;
    Statement begin_;
    Statement commit_;
    Statement event_;
    Statement cursor_;
    Statement intent_;
    Statement delivery_;
    Statement progress_;
    std::int64_t recorded_ = 0;
};

} // namespace durus::bench

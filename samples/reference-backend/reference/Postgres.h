// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Error.h>

#include <concepts>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct pg_conn;
struct pg_result;

namespace durus::reference::postgres {

/// The server gave this transaction up for another one: it has done nothing, and may do it all if it is run
/// again.
class Conflict : public Error {
public:
    explicit Conflict(const std::string& why);
};

/// A parameter of a statement; nothing is NULL.
using Parameter = std::optional<std::string>;

Parameter parameter(std::string_view value);
Parameter parameter(std::int64_t value);
Parameter parameter(std::optional<std::int64_t> value);
/// Of a bool only: a literal text would rather become one than a string_view.
Parameter parameter(std::same_as<bool> auto value) {
    return value ? "t" : "f";
}

/// A parameter that is a whole column: what a statement unnests.
class Column {
public:
    explicit Column(std::size_t rows);

    void add(std::string_view value);
    void add(std::int64_t value);
    void add(std::same_as<bool> auto value) { addPlain(value ? "t" : "f"); }

    Parameter take();

private:
    void addPlain(std::string_view value);
    void separate();

    std::string literal_ = "{";
};

/// The rows that a statement gave. Columns are numbered from 0.
class Rows {
public:
    explicit Rows(pg_result* result = nullptr) noexcept : result_(result) {}

    int size() const noexcept;
    std::string text(int row, int column) const;
    std::int64_t integer(int row, int column) const;
    std::optional<std::int64_t> optionalInteger(int row, int column) const;
    bool boolean(int row, int column) const;

private:
    struct Clearer {
        void operator()(pg_result* result) const noexcept;
    };
    std::unique_ptr<pg_result, Clearer> result_;
};

/// A session with the server. Thread: one at a time.
/// Errors: durus::Error(Unavailable) if the server cannot be reached or is lost, Conflict, StorageFull,
/// StorageFailure for anything else it refuses.
class Connection {
public:
    /// `url` is a connection URI of libpq. Gives up after 5 seconds unless the URI says otherwise.
    /// Errors also: InvalidInput if it is no URI; what it holds is then not repeated, it may be a password.
    explicit Connection(const std::string& url);

    /// Runs one statement, prepared on its first use. `sql` must outlive the connection.
    Rows run(std::string_view sql, const std::vector<Parameter>& parameters = {});
    /// Runs any number of statements that give no rows.
    void execute(const char* sql);

    /// Rolls back what is open; false if the session is of no more use.
    bool reset() noexcept;

private:
    const std::string& prepare(std::string_view sql);
    Rows checked(pg_result* result);

    struct Closer {
        void operator()(pg_conn* connection) const noexcept;
    };
    std::unique_ptr<pg_conn, Closer> connection_;
    std::map<std::string_view, std::string> prepared_; ///< the names of statements
};

} // namespace durus::reference::postgres

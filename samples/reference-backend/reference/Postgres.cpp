// SPDX-License-Identifier: Apache-2.0
#include "reference/Postgres.h"

#include <libpq-fe.h>

#include <charconv>

namespace durus::reference::postgres {

namespace {

/// libpq ends its messages with a line break and may write several lines.
std::string oneLine(std::string message) {
    while (!message.empty() && message.back() == '\n')
        message.pop_back();
    for (char& c : message)
        if (c == '\n') c = ' ';
    return message;
}

void checkUrl(const std::string& url) {
    PQconninfoOption* options = PQconninfoParse(url.c_str(), nullptr);
    if (!options)
        throw Error(ErrorCode::InvalidInput, "--database is no connection URI of PostgreSQL",
                    "Write postgresql://USER@HOST/DATABASE.");
    PQconninfoFree(options);
}

/// SQLSTATE classes: 08 connection, 40 transaction rolled back, 53 no resources, 57P the server is going down
/// or coming up.
[[noreturn]] void fail(std::string_view state, bool connectionIsGood, const std::string& why) {
    if (!connectionIsGood || state.starts_with("08") || state.starts_with("57P"))
        throw Error(ErrorCode::Unavailable, "the database is not there: " + why);
    if (state.starts_with("40")) throw Conflict(why);
    if (state == "53100")
        throw Error(ErrorCode::StorageFull, "the database refused: " + why, "Free some space on its disk.");
    throw Error(ErrorCode::StorageFailure, "the database refused: " + why);
}

} // namespace

Conflict::Conflict(const std::string& why)
    : Error(ErrorCode::StorageFailure, "the database gave up a transaction: " + why) {}

Parameter parameter(std::string_view value) {
    return std::string(value);
}

Parameter parameter(std::int64_t value) {
    return std::to_string(value);
}

Parameter parameter(std::optional<std::int64_t> value) {
    return value ? parameter(*value) : std::nullopt;
}

Column::Column(std::size_t rows) {
    constexpr std::size_t kUsualWidth = 16;
    literal_.reserve(rows * kUsualWidth);
}

void Column::separate() {
    if (literal_.size() > 1) literal_ += ',';
}

void Column::add(std::string_view value) {
    separate();
    literal_ += '"';
    for (const char c : value) {
        if (c == '"' || c == '\\') literal_ += '\\';
        literal_ += c;
    }
    literal_ += '"';
}

void Column::add(std::int64_t value) {
    addPlain(std::to_string(value));
}

void Column::addPlain(std::string_view value) {
    separate();
    literal_ += value;
}

Parameter Column::take() {
    return std::move(literal_) + '}';
}

void Rows::Clearer::operator()(pg_result* result) const noexcept {
    PQclear(result);
}

int Rows::size() const noexcept {
    return PQntuples(result_.get());
}

std::string Rows::text(int row, int column) const {
    return {PQgetvalue(result_.get(), row, column),
            static_cast<std::size_t>(PQgetlength(result_.get(), row, column))};
}

std::int64_t Rows::integer(int row, int column) const {
    const std::string digits = text(row, column);
    std::int64_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

std::optional<std::int64_t> Rows::optionalInteger(int row, int column) const {
    if (PQgetisnull(result_.get(), row, column) != 0) return std::nullopt;
    return integer(row, column);
}

bool Rows::boolean(int row, int column) const {
    return text(row, column) == "t";
}

void Connection::Closer::operator()(pg_conn* connection) const noexcept {
    PQfinish(connection);
}

Connection::Connection(const std::string& url) {
    checkUrl(url);
    // What comes first is a default, which the URI may override.
    const char* const names[] = {"connect_timeout",  "tcp_user_timeout", "client_encoding",
                                 "application_name", "dbname",           nullptr};
    const char* const values[] = {"5", "10000", "UTF8", "durus-reference-backend", url.c_str(), nullptr};
    connection_.reset(PQconnectdbParams(names, values, 1));
    if (PQstatus(connection_.get()) != CONNECTION_OK)
        throw Error(ErrorCode::Unavailable,
                    "cannot reach the database: " + oneLine(PQerrorMessage(connection_.get())),
                    "Start it, or correct --database.");
    PQsetNoticeProcessor(
        connection_.get(), [](void*, const char*) {}, nullptr);
}

Rows Connection::run(std::string_view sql, const std::vector<Parameter>& parameters) {
    const std::string& name = prepare(sql);
    std::vector<const char*> values;
    values.reserve(parameters.size());
    for (const Parameter& value : parameters)
        values.push_back(value ? value->c_str() : nullptr);
    return checked(PQexecPrepared(connection_.get(), name.c_str(), static_cast<int>(values.size()),
                                  values.data(), nullptr, nullptr, 0));
}

const std::string& Connection::prepare(std::string_view sql) {
    const auto known = prepared_.find(sql);
    if (known != prepared_.end()) return known->second;
    std::string name = "statement_" + std::to_string(prepared_.size());
    checked(PQprepare(connection_.get(), name.c_str(), std::string(sql).c_str(), 0, nullptr));
    return prepared_.emplace(sql, std::move(name)).first->second;
}

void Connection::execute(const char* sql) {
    checked(PQexec(connection_.get(), sql));
}

bool Connection::reset() noexcept {
    if (PQtransactionStatus(connection_.get()) != PQTRANS_IDLE) Rows(PQexec(connection_.get(), "ROLLBACK"));
    return PQtransactionStatus(connection_.get()) == PQTRANS_IDLE;
}

Rows Connection::checked(pg_result* result) {
    Rows rows(result);
    const ExecStatusType status = PQresultStatus(result);
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return rows;
    const char* state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
    fail(state ? state : "", PQstatus(connection_.get()) == CONNECTION_OK,
         oneLine(PQerrorMessage(connection_.get())));
}

} // namespace durus::reference::postgres

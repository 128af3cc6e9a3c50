// SPDX-License-Identifier: Apache-2.0
#include "Prepared.h"

#include <durus/core/Error.h>
#include <durus/sqlite/Connection.h>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <functional>
#include <thread>
#include <unordered_map>
#include <vector>

namespace durus::sqlite {

namespace {

struct Closer {
    void operator()(sqlite3* handle) const noexcept { sqlite3_close(handle); }
};
using Handle = std::unique_ptr<sqlite3, Closer>;

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept {
        return std::hash<std::string_view>{}(text);
    }
};

// SQLite would make the file by the umask; it holds what people listened to, and sealed tokens.
void makePrivateFile(const std::filesystem::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0)
        throw Error(errno == ENOSPC ? ErrorCode::StorageFull : ErrorCode::StorageFailure,
                    "cannot open " + file.string() + ": " + std::strerror(errno),
                    "check that the directory exists and that this user may write to it");
    ::close(descriptor);
}

Handle openHandle(const std::filesystem::path& file) {
    sqlite3* raw = nullptr;
    const int code =
        sqlite3_open_v2(file.c_str(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
    Handle handle(raw);
    if (code != SQLITE_OK) throwFailure(raw, code, file);
    sqlite3_extended_result_codes(raw, 1);
    sqlite3_busy_timeout(raw, static_cast<int>(Connection::kBusyTimeout.count()));
    sqlite3_db_config(raw, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(raw, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    sqlite3_db_config(raw, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    return handle;
}

// Turning a fresh file to write-ahead logging needs a lock for which SQLite does not wait by itself.
void enterWriteAheadLog(sqlite3* handle, const std::filesystem::path& file) {
    constexpr auto kPause = Milliseconds{2};
    for (Milliseconds waited{0};; waited += kPause) {
        const int code = sqlite3_exec(handle, "PRAGMA journal_mode=WAL", nullptr, nullptr, nullptr);
        if (code == SQLITE_OK) return;
        if ((code & 0xFF) != SQLITE_BUSY || waited >= Connection::kBusyTimeout)
            throwFailure(handle, code, file);
        std::this_thread::sleep_for(kPause);
    }
}

} // namespace

struct Connection::Impl {
    std::filesystem::path file;
    Handle handle;
    std::unordered_map<std::string, std::vector<std::unique_ptr<Prepared>>, TextHash, std::equal_to<>>
        statements;
};

Connection::Connection(const std::filesystem::path& file, Access access) : impl_(std::make_unique<Impl>()) {
    impl_->file = file;
    if (access == Access::ReadWrite) makePrivateFile(file);
    impl_->handle = openHandle(file);
    if (access == Access::ReadWrite) {
        enterWriteAheadLog(impl_->handle.get(), file);
        execute("PRAGMA journal_size_limit=16777216;");
    }
    execute("PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;"
            "PRAGMA trusted_schema=OFF;");
    if (access == Access::ReadOnly) execute("PRAGMA query_only=ON;");
}

Connection::~Connection() {
    impl_->statements.clear();
}

void Connection::execute(const std::string& sql) {
    const int code = sqlite3_exec(impl_->handle.get(), sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) throwFailure(impl_->handle.get(), code, impl_->file);
}

Statement Connection::prepare(std::string_view sql) {
    auto found = impl_->statements.find(sql);
    if (found == impl_->statements.end()) found = impl_->statements.try_emplace(std::string(sql)).first;
    for (const auto& prepared : found->second)
        if (!prepared->onLoan) {
            prepared->onLoan = true;
            return Statement(*prepared);
        }
    sqlite3_stmt* raw = nullptr;
    const int code = sqlite3_prepare_v3(impl_->handle.get(), sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
    auto prepared = std::make_unique<Prepared>();
    prepared->handle.reset(raw);
    if (code != SQLITE_OK) throwFailure(impl_->handle.get(), code, impl_->file);
    prepared->onLoan = true;
    found->second.push_back(std::move(prepared));
    return Statement(*found->second.back());
}

std::int64_t Connection::lastRowId() const noexcept {
    return sqlite3_last_insert_rowid(impl_->handle.get());
}

bool Connection::inTransaction() const noexcept {
    return sqlite3_get_autocommit(impl_->handle.get()) == 0;
}

const std::filesystem::path& Connection::file() const noexcept {
    return impl_->file;
}

std::int64_t Connection::changes() const noexcept {
    return sqlite3_changes64(impl_->handle.get());
}

} // namespace durus::sqlite

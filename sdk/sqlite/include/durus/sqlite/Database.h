// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/sqlite/Connection.h>
#include <durus/sqlite/Transaction.h>

#include <condition_variable>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <mutex>
#include <vector>

namespace durus::sqlite {

/// A database file shared by the threads of a process: one writer connection, and a few for readers, who
/// never wait for the writer. Other processes may have the file open as well.
/// Thread: any; a lease belongs to the thread that took it.
class Database {
public:
    /// More readers than this wait for each other.
    static constexpr std::size_t kMaxReaders = 4;

    /// Errors: as Connection.
    explicit Database(std::filesystem::path file);

    /// The writer connection, until the end of the lease. A thread must not ask for it twice.
    class Writer {
    public:
        Writer(std::unique_lock<std::mutex> lock, Connection& connection) noexcept
            : lock_(std::move(lock)), connection_(connection) {}
        Connection& operator*() const noexcept { return connection_; }
        Connection* operator->() const noexcept { return &connection_; }

    private:
        std::unique_lock<std::mutex> lock_;
        Connection& connection_;
    };
    Writer writer();

    /// A reading connection, until the end of the lease.
    class Reader {
    public:
        Reader(Database& database, std::unique_ptr<Connection> connection) noexcept
            : database_(database), connection_(std::move(connection)) {}
        ~Reader();
        Reader(const Reader&) = delete;
        Reader& operator=(const Reader&) = delete;
        Connection& operator*() const noexcept { return *connection_; }
        Connection* operator->() const noexcept { return connection_.get(); }

    private:
        Database& database_;
        std::unique_ptr<Connection> connection_;
    };
    Reader reader();

private:
    void giveBack(std::unique_ptr<Connection> connection) noexcept;

    std::filesystem::path file_;
    Connection writer_;
    std::mutex writerMutex_;
    std::mutex readersMutex_;
    std::condition_variable readerFree_;
    std::vector<std::unique_ptr<Connection>> idleReaders_;
    std::size_t readers_ = 0;
};

} // namespace durus::sqlite

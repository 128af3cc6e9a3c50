// SPDX-License-Identifier: Apache-2.0
#include <durus/sqlite/Database.h>

namespace durus::sqlite {

Database::Database(std::filesystem::path file) : file_(std::move(file)), writer_(file_, Access::ReadWrite) {
    idleReaders_.reserve(kMaxReaders);
}

Database::Writer Database::writer() {
    return {std::unique_lock(writerMutex_), writer_};
}

Database::Reader Database::reader() {
    std::unique_lock lock(readersMutex_);
    readerFree_.wait(lock, [this] { return !idleReaders_.empty() || readers_ < kMaxReaders; });
    if (!idleReaders_.empty()) {
        auto connection = std::move(idleReaders_.back());
        idleReaders_.pop_back();
        return {*this, std::move(connection)};
    }
    auto connection = std::make_unique<Connection>(file_, Access::ReadOnly);
    ++readers_;
    return {*this, std::move(connection)};
}

Database::Reader::~Reader() {
    database_.giveBack(std::move(connection_));
}

void Database::giveBack(std::unique_ptr<Connection> connection) noexcept {
    {
        const std::lock_guard lock(readersMutex_);
        idleReaders_.push_back(std::move(connection));
    }
    readerFree_.notify_one();
}

} // namespace durus::sqlite

// SPDX-License-Identifier: Apache-2.0
#include "reference/PostgresPool.h"

namespace durus::reference::postgres {

namespace {

/// Enough for a deadlock to dissolve; who has lost that often had better be answered.
constexpr int kAttempts = 4;

} // namespace

Pool::Pool(std::string url, std::size_t connections) : url_(std::move(url)), places_(connections) {
    idle_.reserve(connections);
}

void Pool::transact(const Work& work) {
    for (int attempt = 1;; ++attempt) {
        Lease lease(*this);
        try {
            work(lease.connection());
            lease.connection().run("COMMIT");
            return;
        } catch (const Conflict&) {
            if (attempt == kAttempts) throw;
        }
    }
}

void Pool::takePlace() {
    std::unique_lock lock(mutex_);
    placeLeft_.wait(lock, [this] { return places_ > 0; });
    --places_;
}

void Pool::leavePlace() noexcept {
    const std::lock_guard lock(mutex_);
    ++places_;
    placeLeft_.notify_one();
}

std::unique_ptr<Connection> Pool::takeIdle() {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) return nullptr;
    auto connection = std::move(idle_.back());
    idle_.pop_back();
    return connection;
}

void Pool::keepIdle(std::unique_ptr<Connection> connection) {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(connection));
}

Pool::Lease::Lease(Pool& pool) : pool_(pool) {
    pool_.takePlace();
    try {
        begin();
    } catch (...) {
        pool_.leavePlace();
        throw;
    }
}

Pool::Lease::~Lease() {
    if (connection_->reset()) pool_.keepIdle(std::move(connection_));
    pool_.leavePlace();
}

void Pool::Lease::begin() {
    while ((connection_ = pool_.takeIdle())) {
        try {
            connection_->run("BEGIN");
            return;
        } catch (const Error& error) {
            if (error.code() != ErrorCode::Unavailable) throw;
        }
    }
    connection_ = std::make_unique<Connection>(pool_.url_);
    connection_->run("BEGIN");
}

} // namespace durus::reference::postgres

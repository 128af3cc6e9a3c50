// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reference/Postgres.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace durus::reference::postgres {

/// The connections of one process, opened as they are needed. Thread: any; who finds none free waits.
class Pool {
public:
    Pool(std::string url, std::size_t connections);

    using Work = std::function<void(Connection&)>;
    /// Runs `work` in a transaction and commits it. A transaction that the server gave up for another one is
    /// run again a few times, and `work` with it. Connections that died while they were idle are replaced:
    /// a server that was restarted is found again by itself.
    /// Errors: as Connection, and what `work` throws; nothing is committed then, except that a connection
    /// that is lost in the commit leaves that open.
    void transact(const Work& work);

private:
    /// A connection with a transaction begun on it; gives it back at its end.
    class Lease {
    public:
        explicit Lease(Pool& pool);
        ~Lease();
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;

        Connection& connection() noexcept { return *connection_; }

    private:
        void begin();

        Pool& pool_;
        std::unique_ptr<Connection> connection_;
    };

    void takePlace();
    void leavePlace() noexcept;
    std::unique_ptr<Connection> takeIdle();
    void keepIdle(std::unique_ptr<Connection> connection);

    const std::string url_;
    std::mutex mutex_; ///< guards all below
    std::condition_variable placeLeft_;
    std::size_t places_;
    std::vector<std::unique_ptr<Connection>> idle_;
};

} // namespace durus::reference::postgres

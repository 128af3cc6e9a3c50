// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/Admission.h"
#include "http/EventLoop.h"
#include "http/Shard.h"

#include <durus/core/FileDescriptor.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace durus::mediaserver::http {

/// Accepts connections on one loop and gives each to the shard that has fewest. Turns away what exceeds the
/// caps with a 503, also when the process has no descriptor left: one is kept in reserve for that. Thread:
/// the loop of the first shard, but for what says otherwise.
class Acceptor final : private EventSink, private TimerWheel::Timer {
public:
    /// Takes the listening socket. Shards and admission must outlive it. At least one shard.
    Acceptor(FileDescriptor socket, Admission& admission, const std::vector<std::unique_ptr<Shard>>& shards);
    ~Acceptor();

    /// Starts accepting; called before the loop runs. Errors: std::system_error.
    void start();

    /// Closes the listening socket.
    void close() noexcept;

    /// Thread: any.
    std::uint64_t rejected() const noexcept { return rejected_.load(std::memory_order_relaxed); }

private:
    void onEvents(std::uint32_t events) noexcept override;
    void onDeadline() noexcept override;

    bool acceptOne();
    void acceptWithReserve() noexcept;
    void turnAway(FileDescriptor socket) noexcept;
    void pause() noexcept;
    Shard& leastLoaded() noexcept;
    EventLoop& loop() noexcept { return shards_.front()->loop(); }

    FileDescriptor socket_;
    FileDescriptor reserve_;
    Admission& admission_;
    const std::vector<std::unique_ptr<Shard>>& shards_;
    std::size_t nextShard_ = 0;
    std::atomic<std::uint64_t> rejected_{0};
};

} // namespace durus::mediaserver::http

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/Admission.h"
#include "http/EventLoop.h"
#include "http/ResponseHead.h"
#include "http/Router.h"
#include "http/ServerCounters.h"
#include "http/ServerLimits.h"

#include <durus/core/FileDescriptor.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace durus::mediaserver::http {

class Connection;

/// What every connection of a server serves by. Immutable while the server runs.
struct ServiceContext {
    ServerLimits limits;
    Router router;
    /// Headers::wire() of what stands in every response.
    std::string commonHeaders;
};

/// One event loop with the connections that live on it.
/// Thread: the loop's, but for what says otherwise.
class Shard final : private EventLoop::RoundListener, private TimerWheel::Timer {
public:
    /// Numbers only the loop writes and anybody may read.
    struct Counters {
        using Number = std::atomic<std::uint64_t>;
        Number accepted{0};
        Number requests{0};
        Number malformed{0};
        Number byClass[6]{};
        Number timeouts{0};
        Number bytesSent{0};
        Number bytesReceived{0};
        Number open{0};

        static void bump(Number& number, std::uint64_t by = 1) noexcept {
            number.store(number.load(std::memory_order_relaxed) + by, std::memory_order_relaxed);
        }
    };

    explicit Shard(const ServiceContext& context);
    ~Shard();

    /// Runs the loop until stop() has been seen and every connection is closed. Thread: becomes the loop's.
    void run() { loop_.run(); }

    /// Gives the shard a connection. Thread: any.
    void adopt(FileDescriptor socket, Admission::Ticket ticket);

    /// Closes idle connections now, the rest within ServerLimits::stop, then ends run(). Thread: any.
    void stop();

    /// How many connections it has, those on their way included. Thread: any.
    std::uint64_t load() const noexcept { return load_.load(std::memory_order_relaxed); }

    const Counters& counters() const noexcept { return counters_; }
    Counters& counters() noexcept { return counters_; }
    const ServiceContext& context() const noexcept { return context_; }
    EventLoop& loop() noexcept { return loop_; }
    std::string_view date() { return date_.at(std::time(nullptr)); }
    bool isStopping() const noexcept { return stopping_; }

    /// A connection has closed; it is destroyed at the end of the round.
    void retire(Connection& connection) noexcept;

private:
    void open(FileDescriptor socket, Admission::Ticket ticket);
    void beginStop() noexcept;
    void onDeadline() noexcept override;
    void onRoundEnd() noexcept override;

    const ServiceContext& context_;
    Counters counters_;
    EventLoop loop_;
    DateLine date_;
    std::vector<std::unique_ptr<Connection>> connections_;
    std::vector<std::unique_ptr<Connection>> retired_;
    std::atomic<std::uint64_t> load_{0};
    bool stopping_ = false;
};

} // namespace durus::mediaserver::http

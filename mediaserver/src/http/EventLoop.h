// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/Mailbox.h"
#include "http/TimerWheel.h"

#include <durus/core/FileDescriptor.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace durus::mediaserver::http {

/// Told about the events of one descriptor. Thread: the loop's.
class EventSink {
public:
    /// `events` as epoll_wait(2) reports them; 0 when it is its turn again after EventLoop::again().
    virtual void onEvents(std::uint32_t events) noexcept = 0;

protected:
    ~EventSink() = default;
};

/// One epoll instance, its timers and the work other threads post to it.
/// Thread: everything but mailbox() belongs to the thread in run().
class EventLoop {
public:
    using Clock = TimerWheel::Clock;

    /// Called at the end of every round, when no event of it is left.
    class RoundListener {
    public:
        virtual void onRoundEnd() noexcept = 0;

    protected:
        ~RoundListener() = default;
    };

    /// Errors: std::system_error.
    EventLoop(std::chrono::milliseconds timerTick, RoundListener& listener);

    /// Runs until quit().
    void run();
    void quit() noexcept { quitting_ = true; }

    /// Watches `fd` for `events` on behalf of `sink` until the descriptor is closed. False if the kernel
    /// refuses.
    bool watch(int fd, std::uint32_t events, EventSink& sink) noexcept;
    void unwatch(int fd) noexcept;

    /// Calls sink.onEvents(0) in the next round, after others had their turn.
    void again(EventSink& sink) { next_.push_back(&sink); }
    /// Takes the sink out of what again() asked for.
    void forget(EventSink& sink) noexcept;

    TimerWheel& timers() noexcept { return timers_; }
    /// The time this round began.
    Clock::time_point now() const noexcept { return now_; }
    /// A buffer for the reader of the moment.
    std::span<char> scratch() noexcept { return *scratch_; }
    const std::shared_ptr<Mailbox>& mailbox() const noexcept { return mailbox_; }

private:
    // What one read can take at once; also what a pipelining client may have read ahead.
    using Scratch = std::array<char, 64 * 1024>;

    int waitMilliseconds() noexcept;
    void runRound();
    void runTurns();

    RoundListener& listener_;
    FileDescriptor epoll_;
    std::shared_ptr<Mailbox> mailbox_ = std::make_shared<Mailbox>();
    Clock::time_point now_ = Clock::now();
    TimerWheel timers_;
    std::unique_ptr<Scratch> scratch_ = std::make_unique<Scratch>();
    std::vector<EventSink*> turns_;
    std::vector<EventSink*> next_;
    bool quitting_ = false;
};

} // namespace durus::mediaserver::http

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace durus::mediaserver::http {

/// Deadlines for very many connections: arming, moving and cancelling cost a few instructions and no
/// allocation. A deadline is kept to one tick. Moving one further away, the usual case, only writes it down;
/// the wheel looks again when the old one comes up. Thread: one.
class TimerWheel {
public:
    using Clock = std::chrono::steady_clock;

    /// What a deadline is for. Must be cancelled, or have expired, before it goes.
    class Timer {
    public:
        Timer() noexcept = default;
        Timer(const Timer&) = delete;
        Timer& operator=(const Timer&) = delete;
        bool isArmed() const noexcept { return armed_; }

        /// The deadline has passed. May arm and cancel any timer, this one included.
        virtual void onDeadline() noexcept = 0;

    protected:
        // Virtual only because the wheel, a friend, could otherwise be thought to delete through it.
        virtual ~Timer() = default;

    private:
        friend class TimerWheel;
        Timer* previous_ = nullptr;
        Timer* next_ = nullptr;
        std::size_t slot_ = 0;
        std::uint64_t slotTick_ = 0;
        std::uint64_t dueTick_ = 0;
        bool armed_ = false;
        bool linked_ = false;
    };

    TimerWheel(std::chrono::milliseconds tick, Clock::time_point now, std::size_t slots = 1024);
    TimerWheel(const TimerWheel&) = delete;
    TimerWheel& operator=(const TimerWheel&) = delete;

    /// Arms or moves the timer to `deadline`; never before the next tick.
    void arm(Timer& timer, Clock::time_point deadline) noexcept;

    void cancel(Timer& timer) noexcept;

    /// Calls onDeadline() of each timer whose deadline has passed by `now`.
    void advance(Clock::time_point now) noexcept;

    /// When advance() is to be called next; Clock::time_point::max() if the wheel is empty.
    Clock::time_point nextLook() noexcept;

    std::size_t size() const noexcept { return linkedCount_; }

private:
    std::uint64_t tickOf(Clock::time_point time) const noexcept;
    void link(Timer& timer, std::size_t slot, std::uint64_t tick) noexcept;
    void unlink(Timer& timer) noexcept;
    void visitSlot(std::uint64_t tick) noexcept;

    const Clock::duration tick_;
    const Clock::time_point origin_;
    std::uint64_t current_ = 0;
    // No slot between current_ and this one holds a timer.
    std::uint64_t nextTick_ = 0;
    std::size_t linkedCount_ = 0;
    const std::size_t slotCount_;
    // One more than the wheel has: the last holds those that are expiring.
    std::vector<Timer*> slots_;
};

} // namespace durus::mediaserver::http

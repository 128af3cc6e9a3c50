// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Time.h>

#include <algorithm>
#include <chrono>

namespace durus::http {

/// The moment by which something must have happened.
class Deadline {
public:
    static Deadline in(Milliseconds span) { return Deadline(Clock::now() + span); }
    static Deadline earlier(Deadline a, Deadline b) { return Deadline(std::min(a.at_, b.at_)); }

    /// Rounded up, so that a wait never ends just before it; not negative.
    Milliseconds remaining() const {
        return std::max(Milliseconds{0}, std::chrono::ceil<Milliseconds>(at_ - Clock::now()));
    }

private:
    using Clock = std::chrono::steady_clock;
    explicit Deadline(Clock::time_point at) : at_(at) {}

    Clock::time_point at_;
};

/// A flag that other threads raise and poll() can wait for. Once raised it stays so. Thread: any.
class Event {
public:
    Event();
    ~Event();
    Event(const Event&) = delete;
    Event& operator=(const Event&) = delete;

    void raise() noexcept;
    int handle() const noexcept { return handle_; }

private:
    int handle_;
};

/// Errors: Error(Unavailable) if `interruption` is raised.
void refuseIfRaised(const Event& interruption);

/// Waits until `handle` is ready for `events` (poll's) or `limit` has come; false = it has come.
/// Errors: Error(Unavailable) if `interruption` is raised.
bool waitFor(int handle, short events, const Event& interruption, Deadline limit);

} // namespace durus::http

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Time.h>

#include <mutex>
#include <string>

namespace durus {

/// Tells the time. The domain modules ask this port and never the operating system.
/// Thread: any.
class Clock {
public:
    virtual ~Clock() = default;

    virtual MonotonicTime monotonic() const noexcept = 0;
    virtual WallTime wall() const noexcept = 0;

    /// Names this boot of the machine; monotonic times of different boots cannot be compared.
    virtual std::string bootId() const = 0;
};

/// The machine's clocks, and the boot id of /proc/sys/kernel/random/boot_id.
class SystemClock final : public Clock {
public:
    MonotonicTime monotonic() const noexcept override;
    WallTime wall() const noexcept override;
    std::string bootId() const override;
};

/// A clock that stands still until it is told otherwise. For tests and simulations.
class ManualClock final : public Clock {
public:
    explicit ManualClock(WallTime wall = {Milliseconds{1'700'000'000'000}}, std::string bootId = "boot-1");

    MonotonicTime monotonic() const noexcept override;
    WallTime wall() const noexcept override;
    std::string bootId() const override;

    /// Lets both clocks run on by `by`, which must not be negative.
    void advance(Milliseconds by) noexcept;
    /// Sets the calendar without any time passing: a clock jump.
    void setWall(WallTime wall) noexcept;
    /// Starts monotonic time anew under another boot id.
    void reboot(std::string bootId);

private:
    mutable std::mutex mutex_;
    MonotonicTime monotonic_;
    WallTime wall_;
    std::string bootId_;
};

} // namespace durus

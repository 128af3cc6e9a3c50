// SPDX-License-Identifier: Apache-2.0
#include <durus/core/Clock.h>

#include <cassert>
#include <ctime>
#include <fstream>

namespace durus {

namespace {

Milliseconds read(clockid_t id) noexcept {
    timespec now{};
    ::clock_gettime(id, &now);
    return std::chrono::duration_cast<Milliseconds>(std::chrono::seconds{now.tv_sec} +
                                                    std::chrono::nanoseconds{now.tv_nsec});
}

} // namespace

MonotonicTime SystemClock::monotonic() const noexcept {
    return {read(CLOCK_BOOTTIME)};
}

WallTime SystemClock::wall() const noexcept {
    return {read(CLOCK_REALTIME)};
}

std::string SystemClock::bootId() const {
    std::string id;
    std::getline(std::ifstream("/proc/sys/kernel/random/boot_id"), id);
    return id;
}

ManualClock::ManualClock(WallTime wall, std::string bootId) : wall_(wall), bootId_(std::move(bootId)) {}

MonotonicTime ManualClock::monotonic() const noexcept {
    const std::lock_guard lock(mutex_);
    return monotonic_;
}

WallTime ManualClock::wall() const noexcept {
    const std::lock_guard lock(mutex_);
    return wall_;
}

std::string ManualClock::bootId() const {
    const std::lock_guard lock(mutex_);
    return bootId_;
}

void ManualClock::advance(Milliseconds by) noexcept {
    assert(by >= Milliseconds{0});
    const std::lock_guard lock(mutex_);
    monotonic_ = monotonic_ + by;
    wall_ = wall_ + by;
}

void ManualClock::setWall(WallTime wall) noexcept {
    const std::lock_guard lock(mutex_);
    wall_ = wall;
}

void ManualClock::reboot(std::string bootId) {
    const std::lock_guard lock(mutex_);
    monotonic_ = {};
    bootId_ = std::move(bootId);
}

} // namespace durus

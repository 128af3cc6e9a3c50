// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Clock.h>

#include <atomic>

/// The machine's clocks, some time later: a test that shares it with its processes and its backend skips
/// what a lease takes to run out. Thread: any.
class LaterClock final : public durus::Clock {
public:
    explicit LaterClock(durus::Milliseconds later = {}) : later_(later.count()) {}

    void advance(durus::Milliseconds by) noexcept { later_ += by.count(); }
    durus::Milliseconds later() const noexcept { return durus::Milliseconds{later_}; }

    durus::MonotonicTime monotonic() const noexcept override { return machine_.monotonic() + later(); }
    durus::WallTime wall() const noexcept override { return machine_.wall() + later(); }
    std::string bootId() const override { return machine_.bootId(); }

private:
    const durus::SystemClock machine_{};
    std::atomic<durus::Milliseconds::rep> later_;
};

// SPDX-License-Identifier: Apache-2.0
#include "CallbackCost.h"

#include "Measured.h"

#include <durus/player/Player.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <thread>
#include <vector>

namespace durus::bench {

namespace {

/// A backend whose signals are this program's.
class Puppet final : public player::PlayerBackend {
public:
    explicit Puppet(player::BackendListener*& listener) : listener_(listener) {}
    void setListener(player::BackendListener& listener) override { listener_ = &listener; }
    void open(const std::string&, Milliseconds, std::uint64_t) override {}
    void play() override {}
    void pause() override {}
    void seek(Milliseconds) override {}
    void setRate(double) override {}
    void setVolume(int) override {}
    void stop() override {}

private:
    player::BackendListener*& listener_;
};

double percentile(std::vector<double>& samples, double share) {
    const auto at = samples.begin() + static_cast<std::ptrdiff_t>(share * double(samples.size() - 1));
    std::nth_element(samples.begin(), at, samples.end());
    return *at;
}

} // namespace

CallbackCost measureCallback(bool idle) {
    SystemClock clock;
    SystemRandom random;
    NullLog log;
    player::BackendListener* listener = nullptr;
    player::Player player(std::make_unique<Puppet>(listener), {clock, random, log});
    player.open({});
    player.drain();

    const int count = idle ? 20'000 : 200'000;
    std::vector<double> costs;
    costs.reserve(static_cast<std::size_t>(count));
    std::thread([&] {
        listener->onSignal({1, clock.monotonic(), player::PlayingSignal{}});
        for (int i = 0; i < count; ++i) {
            if (idle) std::this_thread::sleep_for(std::chrono::microseconds{100});
            const player::PositionSignal tick{Milliseconds{i}};
            const std::int64_t before = steadyNanoseconds();
            listener->onSignal({1, clock.monotonic(), tick});
            costs.push_back(double(steadyNanoseconds() - before) / 1'000);
        }
    }).join();
    return {percentile(costs, 0.5), percentile(costs, 0.99)};
}

} // namespace durus::bench

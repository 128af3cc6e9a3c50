// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/player/PlayerBackend.h>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

/// Keeps what a backend reports, and the threads it did so on.
class HeardSignals final : public durus::player::BackendListener {
public:
    using Signals = std::vector<durus::player::BackendSignal>;

    void onSignal(durus::player::BackendSignal signal) noexcept override {
        {
            const std::lock_guard lock(mutex_);
            signals_.push_back(std::move(signal));
            threads_.push_back(std::this_thread::get_id());
        }
        changed_.notify_all();
    }
    Signals signals() const {
        const std::lock_guard lock(mutex_);
        return signals_;
    }
    std::vector<std::thread::id> threads() const {
        const std::lock_guard lock(mutex_);
        return threads_;
    }
    void forget() {
        const std::lock_guard lock(mutex_);
        signals_.clear();
        threads_.clear();
    }
    /// Waits in real time; false if `reached` did not come to hold within `patience`.
    bool waitFor(const std::function<bool(const Signals&)>& reached, std::chrono::milliseconds patience) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, patience, [&] { return reached(signals_); });
    }

private:
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    Signals signals_;
    std::vector<std::thread::id> threads_;
};

/// A backend with media to play, and the passing of time as that backend knows it.
class PlayerBackendRig {
public:
    using Reached = std::function<bool(const HeardSignals::Signals&)>;

    static constexpr durus::Milliseconds kDuration{3'000};
    static constexpr durus::Milliseconds kCutAt{1'500};

    virtual ~PlayerBackendRig() = default;
    virtual durus::player::PlayerBackend& backend() = 0;
    virtual HeardSignals& heard() = 0;
    virtual std::string whole() = 0;   ///< plays for kDuration
    virtual std::string cut() = 0;     ///< claims kDuration, but holds no more than kCutAt
    virtual std::string missing() = 0; ///< cannot be opened
    /// Lets time pass until `reached` holds of all that was heard; false if it never does.
    virtual bool until(const Reached& reached) = 0;
};

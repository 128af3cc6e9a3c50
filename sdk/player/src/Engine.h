// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "PlayerCore.h"
#include "Subscribers.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <variant>
#include <vector>

namespace durus::player {

/// The player's thread: takes commands and signals from one queue in order, lets the core do the work, hands
/// the events on.
class Player::Engine final : private BackendListener {
public:
    using Command = std::function<void(PlayerCore&)>;

    Engine(std::unique_ptr<PlayerBackend> backend, Environment environment, const PlayerOptions& options);
    ~Engine() override;
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    void enqueue(Command command);
    void drain();
    PlayerSnapshot snapshot() const;
    Subscribers& subscribers() noexcept { return subscribers_; }
    bool isCurrent() const noexcept { return std::this_thread::get_id() == thread_.get_id(); }

private:
    using Entry = std::variant<BackendSignal, Command>;

    struct PolledSignals final : BackendListener {
        void onSignal(BackendSignal signal) noexcept override { signals.push_back(std::move(signal)); }
        std::vector<BackendSignal> signals;
    };

    void onSignal(BackendSignal signal) noexcept override;
    void run();
    bool takeEntries(std::vector<Entry>& entries);
    void poll();
    void carryOut(Entry& entry);
    void handOn();

    const Clock& clock_;
    std::unique_ptr<PlayerBackend> backend_;
    PlayerCore core_;
    Subscribers subscribers_;
    PolledSignals polled_;

    mutable std::mutex publishedMutex_;
    PlayerSnapshot published_;
    std::optional<PositionTrack> publishedTrack_;

    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<Entry> entries_;
    bool waiting_ = false;
    bool stopping_ = false;
    std::thread thread_;
};

} // namespace durus::player

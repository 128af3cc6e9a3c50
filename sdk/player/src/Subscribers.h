// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Executor.h>
#include <durus/core/Subscription.h>
#include <durus/player/Player.h>

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace durus::player {

/// One handler and the events it has yet to see.
class Subscriber : public std::enable_shared_from_this<Subscriber> {
public:
    Subscriber(Executor& executor, Player::Handler handler)
        : executor_(executor), handler_(std::move(handler)) {}

    /// Queues the event; a position takes the place of a position that is still waiting as the last one.
    void offer(const model::PlaybackEvent& event);
    /// Returns when the handler runs no more; at once if called from within it.
    void cancel();

private:
    void deliver();
    bool coalesce(const model::PlaybackEvent& event);

    Executor& executor_;
    Player::Handler handler_;
    std::mutex mutex_;
    std::condition_variable idle_;
    std::deque<model::PlaybackEvent> waiting_;
    bool posted_ = false;
    bool cancelled_ = false;
    std::thread::id running_;
};

/// Those who listen to a player. Thread: any. No handler is called and no task posted under its lock.
class Subscribers {
public:
    Subscription add(Executor& executor, Player::Handler handler);
    void offer(const model::PlaybackEvent& event);

private:
    /// Shared with the subscriptions, which may outlive this object.
    struct Registry {
        std::mutex mutex;
        std::vector<std::shared_ptr<Subscriber>> all;
    };

    std::shared_ptr<Registry> registry_ = std::make_shared<Registry>();
};

} // namespace durus::player

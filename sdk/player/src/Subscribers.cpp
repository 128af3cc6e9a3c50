// SPDX-License-Identifier: Apache-2.0
#include "Subscribers.h"

#include <algorithm>
#include <utility>

namespace durus::player {

void Subscriber::offer(const model::PlaybackEvent& event) {
    {
        const std::lock_guard lock(mutex_);
        if (cancelled_ || coalesce(event)) return;
        waiting_.push_back(event);
        if (std::exchange(posted_, true)) return;
    }
    executor_.post([self = shared_from_this()] { self->deliver(); });
}

bool Subscriber::coalesce(const model::PlaybackEvent& event) {
    const auto isPosition = [](const model::PlaybackEvent& each) {
        return std::holds_alternative<model::ProgressReported>(each.body);
    };
    if (waiting_.empty() || !isPosition(event) || !isPosition(waiting_.back())) return false;
    if (waiting_.back().session != event.session) return false;
    waiting_.back() = event;
    return true;
}

void Subscriber::deliver() {
    std::unique_lock lock(mutex_);
    while (!cancelled_ && !waiting_.empty()) {
        const model::PlaybackEvent event = std::move(waiting_.front());
        waiting_.pop_front();
        running_ = std::this_thread::get_id();
        lock.unlock();
        handler_(event);
        lock.lock();
        running_ = {};
    }
    posted_ = false;
    lock.unlock();
    idle_.notify_all();
}

void Subscriber::cancel() {
    std::unique_lock lock(mutex_);
    cancelled_ = true;
    waiting_.clear();
    if (running_ == std::this_thread::get_id()) return;
    idle_.wait(lock, [this] { return running_ == std::thread::id{}; });
}

Subscription Subscribers::add(Executor& executor, Player::Handler handler) {
    auto subscriber = std::make_shared<Subscriber>(executor, std::move(handler));
    const std::lock_guard lock(registry_->mutex);
    registry_->all.push_back(subscriber);
    return Subscription([registry = registry_, subscriber] {
        {
            const std::lock_guard removal(registry->mutex);
            std::erase(registry->all, subscriber);
        }
        subscriber->cancel();
    });
}

void Subscribers::offer(const model::PlaybackEvent& event) {
    std::vector<std::shared_ptr<Subscriber>> listening;
    {
        const std::lock_guard lock(registry_->mutex);
        listening = registry_->all;
    }
    for (const auto& subscriber : listening)
        subscriber->offer(event);
}

} // namespace durus::player

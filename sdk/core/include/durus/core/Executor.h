// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <functional>
#include <mutex>
#include <utility>

namespace durus {

/// Runs tasks in the order they were posted, one at a time. A task must not throw.
/// Thread: post() from any.
class Executor {
public:
    virtual ~Executor() = default;
    virtual void post(std::function<void()> task) = 0;
};

/// Runs each task at once on the posting thread. Only for tasks that need no thread of their own.
class InlineExecutor final : public Executor {
public:
    void post(std::function<void()> task) override { task(); }
};

/// Keeps tasks until somebody runs them: for tests, and for loops that poll.
class ManualExecutor final : public Executor {
public:
    void post(std::function<void()> task) override {
        const std::lock_guard lock(mutex_);
        tasks_.push_back(std::move(task));
    }

    /// Runs what is queued, and what that queues, on this thread. Returns how many tasks ran.
    std::size_t runAll() {
        std::size_t ran = 0;
        for (std::function<void()> task; take(task); ++ran)
            task();
        return ran;
    }

private:
    bool take(std::function<void()>& task) {
        const std::lock_guard lock(mutex_);
        if (tasks_.empty()) return false;
        task = std::move(tasks_.front());
        tasks_.pop_front();
        return true;
    }

    std::mutex mutex_;
    std::deque<std::function<void()>> tasks_;
};

} // namespace durus

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Executor.h>

#include <condition_variable>
#include <string>
#include <thread>

namespace durus {

/// An executor with a thread of its own. Destruction runs what is queued, then joins; what is posted after
/// that began is dropped.
class ThreadExecutor final : public Executor {
public:
    /// `name` shows in debuggers and `top`; at most 15 bytes of it are kept.
    explicit ThreadExecutor(const std::string& name);
    ~ThreadExecutor() override;
    ThreadExecutor(const ThreadExecutor&) = delete;
    ThreadExecutor& operator=(const ThreadExecutor&) = delete;

    void post(std::function<void()> task) override;

    /// Returns when everything posted before this call has run. Never call it from a task.
    void drain();
    bool isCurrent() const noexcept { return std::this_thread::get_id() == thread_.get_id(); }

private:
    void run();

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::function<void()>> tasks_;
    bool stopping_ = false;
    std::thread thread_;
};

} // namespace durus

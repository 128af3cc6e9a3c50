// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/FileDescriptor.h>

#include <atomic>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace durus::mediaserver::http {

/// How other threads hand work to an event loop. Shared, so that a worker may still hold it when the loop is
/// gone; what is posted then is dropped.
class Mailbox {
public:
    using Task = std::function<void()>;

    /// Errors: std::system_error if no eventfd can be had.
    Mailbox();

    /// Queues a task for the loop and wakes it. Thread: any.
    void post(Task task) noexcept;

    /// True on the thread of the loop. Thread: any.
    bool isLoopThread() const noexcept { return std::this_thread::get_id() == loopThread_.load(); }

    /// Becomes readable when something was posted.
    int wakeFd() const noexcept { return wake_.get(); }

    /// Makes the calling thread the loop's. Thread: the loop.
    void bindToThisThread() noexcept { loopThread_.store(std::this_thread::get_id()); }

    /// Runs what was posted. Thread: the loop.
    void runPosted();

    /// Drops what is queued and all that is still to come. Thread: any.
    void close() noexcept;

private:
    FileDescriptor wake_;
    std::atomic<std::thread::id> loopThread_;
    std::mutex mutex_;
    std::vector<Task> tasks_;
    std::vector<Task> running_;
    bool closed_ = false;
};

} // namespace durus::mediaserver::http

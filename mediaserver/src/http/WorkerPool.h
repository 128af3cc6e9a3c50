// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/FairQueue.h"
#include "http/Responder.h"

#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace durus::mediaserver::http {

/// Threads for handlers that may block (a database, a disk), with a queue that is bounded, so that a crowd
/// gets an honest 503 instead of an endless wait, and fair: clients are served in turn, so that one that asks
/// much makes itself wait and nobody else. Thread: any. Must outlive the servers whose routes use it.
class WorkerPool {
public:
    struct Options {
        unsigned threads = 2;
        /// Requests waiting beyond the ones being worked on.
        std::size_t queue = 256;
        /// Of them, of one address. A browser asks for 6 things at once.
        std::size_t queueOfOne = 32;
        unsigned retryAfterSeconds = 2;
    };

    WorkerPool();
    explicit WorkerPool(Options options);
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;
    /// Waits for the handlers that run; those that wait are answered 503.
    ~WorkerPool();

    /// The same handler, run on this pool. With a full queue it answers 503 with Retry-After.
    Handler run(Handler handler);

private:
    struct Job {
        std::shared_ptr<const Handler> handler;
        Responder responder;
    };

    void submit(const std::shared_ptr<const Handler>& handler, Responder responder);
    void work();

    const Options options_;
    std::mutex mutex_;
    std::condition_variable changed_;
    FairQueue<Job> jobs_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

} // namespace durus::mediaserver::http

// SPDX-License-Identifier: Apache-2.0
#include "http/WorkerPool.h"

#include <utility>

namespace durus::mediaserver::http {

WorkerPool::WorkerPool() : WorkerPool(Options{}) {}

WorkerPool::WorkerPool(Options options) : options_(options), jobs_(options.queue, options.queueOfOne) {
    for (unsigned i = 0; i < options_.threads; ++i)
        threads_.emplace_back([this] { work(); });
}

WorkerPool::~WorkerPool() {
    std::vector<Job> waiting;
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        while (!jobs_.empty())
            waiting.push_back(jobs_.pop());
    }
    changed_.notify_all();
    for (Job& job : waiting)
        job.responder.send(Response::busy(options_.retryAfterSeconds));
    for (std::thread& thread : threads_)
        thread.join();
}

Handler WorkerPool::run(Handler handler) {
    return [this, shared = std::make_shared<const Handler>(std::move(handler))](
               const Request&, Responder responder) { submit(shared, std::move(responder)); };
}

void WorkerPool::submit(const std::shared_ptr<const Handler>& handler, Responder responder) {
    Job job{handler, std::move(responder)};
    {
        const PeerAddress peer = job.responder.request().peer;
        const std::lock_guard lock(mutex_);
        if (!stopping_ && jobs_.push(peer, std::move(job))) {
            changed_.notify_one();
            return;
        }
    }
    job.responder.send(Response::busy(options_.retryAfterSeconds));
}

void WorkerPool::work() {
    for (;;) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return stopping_ || !jobs_.empty(); });
        if (jobs_.empty()) return;
        Job job = jobs_.pop();
        lock.unlock();
        const Request& request = job.responder.request();
        try {
            (*job.handler)(request, std::move(job.responder));
        } catch (...) {
            // The responder went down with the handler and has answered 500.
        }
    }
}

} // namespace durus::mediaserver::http

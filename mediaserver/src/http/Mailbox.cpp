// SPDX-License-Identifier: Apache-2.0
#include "http/Mailbox.h"

#include <sys/eventfd.h>

#include <cerrno>
#include <cstdint>
#include <system_error>

namespace durus::mediaserver::http {

Mailbox::Mailbox() : wake_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
    if (!wake_) throw std::system_error(errno, std::generic_category(), "eventfd");
}

void Mailbox::post(Task task) noexcept {
    bool wasEmpty = false;
    {
        const std::lock_guard lock(mutex_);
        if (closed_) return;
        wasEmpty = tasks_.empty();
        tasks_.push_back(std::move(task));
    }
    const std::uint64_t one = 1;
    // Cannot fail but for a counter that is full, and then the loop is awake.
    if (wasEmpty) static_cast<void>(!::write(wake_.get(), &one, sizeof one));
}

void Mailbox::runPosted() {
    std::uint64_t count = 0;
    static_cast<void>(!::read(wake_.get(), &count, sizeof count));
    {
        const std::lock_guard lock(mutex_);
        running_.swap(tasks_);
    }
    for (const Task& task : running_)
        task();
    running_.clear();
}

void Mailbox::close() noexcept {
    std::vector<Task> dropped;
    const std::lock_guard lock(mutex_);
    closed_ = true;
    dropped.swap(tasks_);
}

} // namespace durus::mediaserver::http

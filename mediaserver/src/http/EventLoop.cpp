// SPDX-License-Identifier: Apache-2.0
#include "http/EventLoop.h"

#include <sys/epoll.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace durus::mediaserver::http {

namespace {

constexpr int kEventsPerRound = 128;

} // namespace

EventLoop::EventLoop(std::chrono::milliseconds timerTick, RoundListener& listener)
    : listener_(listener), epoll_(::epoll_create1(EPOLL_CLOEXEC)), timers_(timerTick, now_) {
    if (!epoll_) throw std::system_error(errno, std::generic_category(), "epoll_create1");
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.ptr = nullptr;
    if (::epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, mailbox_->wakeFd(), &event) != 0)
        throw std::system_error(errno, std::generic_category(), "epoll_ctl");
}

void EventLoop::run() {
    mailbox_->bindToThisThread();
    while (!quitting_)
        runRound();
    mailbox_->close();
}

bool EventLoop::watch(int fd, std::uint32_t events, EventSink& sink) noexcept {
    epoll_event event{};
    event.events = events;
    event.data.ptr = &sink;
    return ::epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, fd, &event) == 0;
}

void EventLoop::unwatch(int fd) noexcept {
    ::epoll_ctl(epoll_.get(), EPOLL_CTL_DEL, fd, nullptr);
}

void EventLoop::forget(EventSink& sink) noexcept {
    std::ranges::replace(turns_, &sink, nullptr);
    std::erase(next_, &sink);
}

int EventLoop::waitMilliseconds() noexcept {
    if (!next_.empty()) return 0;
    const auto look = timers_.nextLook();
    if (look == Clock::time_point::max()) return -1;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(look - now_).count();
    return static_cast<int>(std::clamp<decltype(left)>(left, 0, 60'000));
}

void EventLoop::runRound() {
    std::array<epoll_event, kEventsPerRound> events;
    const int count = ::epoll_wait(epoll_.get(), events.data(), kEventsPerRound, waitMilliseconds());
    now_ = Clock::now();
    bool posted = false;
    for (int i = 0; i < count; ++i) {
        const epoll_event& event = events[static_cast<std::size_t>(i)];
        if (event.data.ptr == nullptr)
            posted = true;
        else
            static_cast<EventSink*>(event.data.ptr)->onEvents(event.events);
    }
    if (posted) mailbox_->runPosted();
    runTurns();
    timers_.advance(now_);
    listener_.onRoundEnd();
}

void EventLoop::runTurns() {
    turns_.swap(next_);
    for (std::size_t i = 0; i < turns_.size(); ++i)
        if (turns_[i] != nullptr) turns_[i]->onEvents(0);
    turns_.clear();
}

} // namespace durus::mediaserver::http

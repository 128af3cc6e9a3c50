// SPDX-License-Identifier: Apache-2.0
#include "http/TimerWheel.h"

#include <algorithm>

namespace durus::mediaserver::http {

TimerWheel::TimerWheel(std::chrono::milliseconds tick, Clock::time_point now, std::size_t slots)
    : tick_(std::max<Clock::duration>(tick, std::chrono::milliseconds(1))), origin_(now), slotCount_(slots),
      slots_(slots + 1, nullptr) {}

void TimerWheel::arm(Timer& timer, Clock::time_point deadline) noexcept {
    // Rounded up, so that nothing expires early.
    const std::uint64_t due = std::max(tickOf(deadline + tick_ - Clock::duration(1)), current_ + 1);
    timer.dueTick_ = due;
    timer.armed_ = true;
    if (timer.linked_ && timer.slotTick_ <= due) return;
    if (timer.linked_) unlink(timer);
    link(timer, due % slotCount_, due);
}

void TimerWheel::cancel(Timer& timer) noexcept {
    timer.armed_ = false;
    if (timer.linked_) unlink(timer);
}

void TimerWheel::advance(Clock::time_point now) noexcept {
    const std::uint64_t target = tickOf(now);
    // After a long sleep one round of the wheel visits every slot there is.
    if (target > current_ + slotCount_) current_ = target - slotCount_;
    while (current_ < target)
        visitSlot(++current_);
}

TimerWheel::Clock::time_point TimerWheel::nextLook() noexcept {
    if (linkedCount_ == 0) return Clock::time_point::max();
    nextTick_ = std::max(nextTick_, current_ + 1);
    while (slots_[nextTick_ % slotCount_] == nullptr)
        ++nextTick_;
    return origin_ + tick_ * static_cast<Clock::rep>(nextTick_);
}

std::uint64_t TimerWheel::tickOf(Clock::time_point time) const noexcept {
    return time <= origin_ ? 0 : static_cast<std::uint64_t>((time - origin_) / tick_);
}

void TimerWheel::link(Timer& timer, std::size_t slot, std::uint64_t tick) noexcept {
    Timer*& head = slots_[slot];
    timer.slot_ = slot;
    timer.slotTick_ = tick;
    timer.linked_ = true;
    timer.previous_ = nullptr;
    timer.next_ = head;
    if (head != nullptr) head->previous_ = &timer;
    head = &timer;
    ++linkedCount_;
    nextTick_ = std::min(nextTick_, tick);
}

void TimerWheel::unlink(Timer& timer) noexcept {
    if (timer.previous_ != nullptr)
        timer.previous_->next_ = timer.next_;
    else
        slots_[timer.slot_] = timer.next_;
    if (timer.next_ != nullptr) timer.next_->previous_ = timer.previous_;
    timer.previous_ = timer.next_ = nullptr;
    timer.linked_ = false;
    --linkedCount_;
}

void TimerWheel::visitSlot(std::uint64_t tick) noexcept {
    const std::size_t expiring = slotCount_;
    const auto place = [&](Timer& timer) {
        unlink(timer);
        if (timer.dueTick_ <= tick)
            link(timer, expiring, tick);
        else
            link(timer, timer.dueTick_ % slotCount_, timer.dueTick_);
    };
    for (Timer* timer = slots_[tick % slotCount_]; timer != nullptr;) {
        Timer* const next = timer->next_;
        place(*timer);
        timer = next;
    }
    // Taken from the front one by one: what is called may arm and cancel those that wait behind.
    while (Timer* const timer = slots_[expiring]) {
        if (timer->dueTick_ > tick) {
            place(*timer);
            continue;
        }
        unlink(*timer);
        timer->armed_ = false;
        timer->onDeadline();
    }
}

} // namespace durus::mediaserver::http

// SPDX-License-Identifier: Apache-2.0
#include <durus/sync/SyncEngine.h>
#include <durus/sync/SyncSchedule.h>

#include <pthread.h>

#include <algorithm>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

namespace durus::sync {

namespace {

constexpr std::string_view kComponent = "sync";

Outcome outcomeOf(const std::exception& fault) {
    Outcome outcome{.outcome = OutcomeClass::Transient, .detail = fault.what()};
    const auto* error = dynamic_cast<const Error*>(&fault);
    if (error && !error->nextStep().empty()) outcome.detail += "; " + error->nextStep();
    if (error && error->code() == ErrorCode::PluginMisbehaved) outcome.outcome = OutcomeClass::Permanent;
    return outcome;
}

} // namespace

std::string_view name(EngineState state) noexcept {
    switch (state) {
    case EngineState::Idle:
        return "idle";
    case EngineState::Syncing:
        return "syncing";
    case EngineState::BackingOff:
        return "backing_off";
    case EngineState::Stopped:
        return "stopped";
    }
    return "stopped";
}

class SyncEngine::Core {
public:
    explicit Core(EngineContext context)
        : context_(std::move(context)), schedule_(context_.clock.monotonic()), thread_([this] { run(); }),
          watch_([this] { watch(); }) {
        ::pthread_setname_np(thread_.native_handle(), "durus-sync");
        ::pthread_setname_np(watch_.native_handle(), "durus-watchdog");
    }

    /// Tells the schedule something and has it looked at again.
    template<typename Change>
    void reschedule(Change change) {
        {
            const std::lock_guard lock(mutex_);
            change(schedule_, context_.clock.monotonic());
        }
        changed_.notify_all();
    }

    void recorded(bool important) {
        reschedule([&](SyncSchedule& schedule, MonotonicTime now) {
            schedule.pending(now, important);
            watchdog_.recorded(now);
        });
    }

    void passIsAlive(std::string_view turnOf) {
        const std::lock_guard lock(mutex_);
        watchdog_.passIsAlive(context_.clock.monotonic(), turnOf);
    }

    void stop() {
        std::call_once(stopOnce_, [this] {
            {
                const std::lock_guard lock(mutex_);
                stopping_ = true;
            }
            changed_.notify_all();
            if (context_.cancel) context_.cancel();
            thread_.join();
            watch_.join();
        });
    }

    SyncStatus status() const {
        const std::lock_guard lock(mutex_);
        SyncStatus status = status_;
        if (status.state == EngineState::Idle || status.state == EngineState::BackingOff)
            status.nextPassIn = std::max(Milliseconds{0}, schedule_.due() - context_.clock.monotonic());
        return status;
    }

    std::uint64_t add(std::function<void()> handler) {
        const std::lock_guard lock(handlersMutex_);
        handlers_.emplace(++lastHandler_, std::move(handler));
        return lastHandler_;
    }

    void remove(std::uint64_t handler) {
        const std::lock_guard lock(handlersMutex_);
        handlers_.erase(handler);
    }

private:
    void run() {
        std::unique_lock lock(mutex_);
        while (!stopping_) {
            const Milliseconds wait = schedule_.due() - context_.clock.monotonic();
            if (wait > Milliseconds{0}) {
                changed_.wait_for(lock, wait);
                continue;
            }
            schedule_.passStarted();
            watchdog_.passStarted(context_.clock.monotonic());
            status_.state = EngineState::Syncing;
            lock.unlock();
            changed_.notify_all();
            tell();
            runPass();
            tell();
            lock.lock();
        }
        status_.state = EngineState::Stopped;
        lock.unlock();
        tell();
    }

    void watch() {
        std::unique_lock lock(mutex_);
        while (!stopping_) {
            if (const auto stall = watchdog_.look(context_.clock.monotonic())) {
                status_.stall = stall;
                ++status_.alarms[stall->reason];
                lock.unlock();
                bark(*stall);
                lock.lock();
            } else if (const auto due = watchdog_.due()) {
                changed_.wait_for(lock, *due - context_.clock.monotonic());
            } else {
                changed_.wait(lock);
            }
        }
    }

    void bark(const Stall& stall) {
        context_.log.warning(kComponent, "what is pending is not delivered in time",
                             {{"reason", name(stall.reason)},
                              {"detail", stall.detail},
                              {"seconds", std::to_string(stall.waitingFor.count() / 1'000)}});
        if (stall.reason == StallReason::StuckPass && context_.interrupt) context_.interrupt();
        tell();
    }

    void runPass() {
        std::optional<PassReport> report;
        std::optional<Outcome> failure;
        try {
            report = context_.pass();
            failure = report->failure;
        } catch (const std::exception& fault) {
            failure = outcomeOf(fault);
        }
        log(failure);
        const std::lock_guard lock(mutex_);
        PassEnd end{.failure = failure};
        if (report) {
            end.pending = report->pending;
            end.held = report->held;
            status_.lastReport = std::move(report);
        }
        status_.failure = failure;
        const MonotonicTime now = context_.clock.monotonic();
        if (failure) {
            const RetryDecision retry = retryAfter(*failure, ++status_.failures, context_.random);
            schedule_.passFailed(now, retry);
            end.pauseImposed = retry.imposed;
            status_.state = EngineState::BackingOff;
        } else {
            schedule_.passSucceeded(now);
            status_.failures = 0;
            status_.lastSuccess = context_.clock.wall();
            status_.state = EngineState::Idle;
        }
        watchdog_.passEnded(now, end);
        status_.lastDrain = watchdog_.lastDrain();
        if (!watchdog_.isStalled()) status_.stall.reset();
        changed_.notify_all();
    }

    /// Says a change, and nothing while things stay as they are.
    void log(const std::optional<Outcome>& failure) {
        const auto before = status().failure;
        if (failure && (!before || before->outcome != failure->outcome))
            context_.log.warning(kComponent, "a sync pass failed",
                                 {{"outcome", name(failure->outcome)}, {"detail", failure->detail}});
        else if (!failure && before)
            context_.log.info(kComponent, "syncing again");
    }

    void tell() {
        const std::lock_guard lock(handlersMutex_);
        for (const auto& [id, handler] : handlers_)
            handler();
    }

    const EngineContext context_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    SyncSchedule schedule_;
    Watchdog watchdog_;
    SyncStatus status_;
    bool stopping_ = false;
    std::mutex handlersMutex_;
    std::map<std::uint64_t, std::function<void()>> handlers_;
    std::uint64_t lastHandler_ = 0;
    std::once_flag stopOnce_;
    std::thread thread_;
    std::thread watch_;
};

SyncEngine::SyncEngine(EngineContext context) : core_(std::make_shared<Core>(std::move(context))) {}

SyncEngine::~SyncEngine() {
    stop();
}

void SyncEngine::requestSync() {
    core_->reschedule([](SyncSchedule& schedule, MonotonicTime now) { schedule.requested(now); });
}

void SyncEngine::notifyPending(bool important) {
    core_->recorded(important);
}

void SyncEngine::linkGained() {
    core_->reschedule([](SyncSchedule& schedule, MonotonicTime now) { schedule.linkGained(now); });
}

void SyncEngine::wake() {
    core_->reschedule([](SyncSchedule&, MonotonicTime) {});
}

void SyncEngine::passIsAlive(std::string_view turnOf) {
    core_->passIsAlive(turnOf);
}

void SyncEngine::stop() {
    core_->stop();
}

SyncStatus SyncEngine::status() const {
    return core_->status();
}

Subscription SyncEngine::subscribe(std::function<void()> changed) {
    const auto handler = core_->add(std::move(changed));
    return Subscription([core = std::weak_ptr(core_), handler] {
        if (const auto alive = core.lock()) alive->remove(handler);
    });
}

} // namespace durus::sync

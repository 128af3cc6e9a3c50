// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Clock.h>
#include <durus/core/Log.h>
#include <durus/core/Random.h>
#include <durus/core/Subscription.h>
#include <durus/sync/SyncPass.h>
#include <durus/sync/Watchdog.h>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string_view>

namespace durus::sync {

enum class EngineState { Idle, Syncing, BackingOff, Stopped };

std::string_view name(EngineState state) noexcept; ///< "idle", "syncing", "backing_off", "stopped"

/// How an engine stands, at one moment.
struct SyncStatus {
    EngineState state = EngineState::Idle;
    int failures = 0;                     ///< failed passes in a row
    std::optional<Outcome> failure;       ///< of the last pass; none = it went well, or there was none yet
    std::optional<PassReport> lastReport; ///< of the last pass that came to its end
    std::optional<WallTime> lastSuccess;  ///< by this box's clock
    Milliseconds nextPassIn{0};           ///< 0 while one runs
    std::optional<Stall> stall{};         ///< what the watchdog said last; none = all is well again
    std::map<StallReason, std::uint64_t> alarms{}; ///< how often it said so
    std::optional<Milliseconds> lastDrain{};       ///< as Watchdog::lastDrain
};

/// What an engine works with; the references outlive it.
struct EngineContext {
    /// Runs one pass; what it throws counts as a failure of that pass. Called on the engine's thread.
    std::function<PassReport()> pass;
    /// Makes a running pass end soon: HttpExchange::cancel. Called on the thread of stop().
    std::function<void()> cancel;
    const Clock& clock;
    Random& random;
    Log& log;
    /// Makes a running pass end soon, not those after it. Called on the watchdog's thread.
    std::function<void()> interrupt{};
};

/// Decides when passes run and runs them on a thread of its own, watched by a Watchdog on another. With
/// nothing to do both sleep; they never poll. Thread: any. noexcept in effect: none of the calls throws or
/// waits for a pass, except stop().
class SyncEngine {
public:
    /// Runs the first pass at once.
    explicit SyncEngine(EngineContext context);
    ~SyncEngine();
    SyncEngine(const SyncEngine&) = delete;
    SyncEngine& operator=(const SyncEngine&) = delete;

    /// Asks for a pass now, backoff or not. Only a pause the backend imposed is waited out.
    void requestSync();
    /// Tells that an intent was recorded; `important` = a person's own act, to be delivered at once.
    void notifyPending(bool important);
    /// Tells that this machine may have gained a way to the backend: a backoff ends soon.
    void linkGained();
    /// Looks at the clock again. For the moment after the machine slept, which timers do not notice.
    void wake();

    /// For the pass: it got an answer, or it waits for `turnOf`, who is synchronising this box.
    void passIsAlive(std::string_view turnOf = {});

    /// Ends the running pass and the thread; returns when both are over. What is pending stays pending.
    /// Idempotent; final. Never call it from a handler or from the pass.
    void stop();

    SyncStatus status() const;
    /// Runs `changed` on a thread of the engine after each change of status(). It must be quick, must not
    /// throw, and must not touch subscriptions of this engine.
    Subscription subscribe(std::function<void()> changed);

private:
    class Core;
    std::shared_ptr<Core> core_;
};

} // namespace durus::sync

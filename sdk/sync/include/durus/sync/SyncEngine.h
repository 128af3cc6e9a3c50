// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Clock.h>
#include <durus/core/Log.h>
#include <durus/core/Random.h>
#include <durus/core/Subscription.h>
#include <durus/sync/SyncPass.h>

#include <functional>
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
};

/// Decides when passes run and runs them on a thread of its own. With nothing to do it sleeps; it never
/// polls. Thread: any. noexcept in effect: none of the calls throws or waits for a pass, except stop().
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
    /// Looks at the clock again. For the moment after the machine slept, which timers do not notice.
    void wake();

    /// Ends the running pass and the thread; returns when both are over. What is pending stays pending.
    /// Idempotent; final. Never call it from a handler or from the pass.
    void stop();

    SyncStatus status() const;
    /// Runs `changed` on the engine's thread after each change of status(). It must be quick, must not throw,
    /// and must not touch subscriptions of this engine.
    Subscription subscribe(std::function<void()> changed);

private:
    class Core;
    std::shared_ptr<Core> core_;
};

} // namespace durus::sync

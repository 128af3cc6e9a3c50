// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Log.h>
#include <durus/core/Subscription.h>
#include <durus/core/ThreadExecutor.h>
#include <durus/model/PlaybackEvent.h>
#include <durus/player/Player.h>
#include <durus/plugin_host/EventJournal.h>
#include <durus/plugin_host/TranslatorHost.h>

#include <cstddef>
#include <functional>
#include <mutex>
#include <vector>

namespace durus::client {

/// Makes events durable and has the translators turn them into intents, on a thread of its own: a player that
/// is followed never waits for the disk.
class Recorder {
public:
    Recorder(plugin_host::EventJournal& journal, plugin_host::TranslatorHost& translators, Log& log);
    ~Recorder();
    Recorder(const Recorder&) = delete;
    Recorder& operator=(const Recorder&) = delete;

    /// Records events now and returns how many intents came of them; they are durable on return.
    /// Thread: any but the recorder's own. Errors: Error(StorageFull), Error(StorageFailure).
    std::size_t record(const std::vector<model::PlaybackEvent>& events);

    /// Records all that a player reports while the subscription lives. If the disk refuses, events are kept
    /// in memory (at most kMaxBacklog, then the oldest positions go first) and tried again with the next one;
    /// playback goes on.
    Subscription follow(player::Player& player);

    /// Has events that an earlier process journalled, but did not live to translate, translated.
    void catchUp();

    /// Returns when everything reported before has been recorded. Never call it from a listener.
    void drain();

    /// Told after intents were recorded; `important` if more than progress was among them.
    using Listener = std::function<void(bool important)>;
    /// Thread: the listener runs on the recorder's.
    [[nodiscard]] Subscription onRecorded(Listener listener);

    static constexpr std::size_t kMaxBacklog = 1'000;

private:
    std::size_t recordNow(const std::vector<model::PlaybackEvent>& events);
    std::size_t translate(bool important);
    void recordOrKeep(const model::PlaybackEvent& event);
    void boundBacklog();
    void notify(bool important);

    plugin_host::EventJournal& journal_;
    plugin_host::TranslatorHost& translators_;
    Log& log_;
    std::vector<model::PlaybackEvent> backlog_; ///< the recorder thread's own
    bool refused_ = false;                      ///< its own as well: the last try came to nothing
    std::mutex listenerMutex_;
    Listener listener_;
    ThreadExecutor executor_;
};

} // namespace durus::client

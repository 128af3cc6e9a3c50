// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "IntentRecorder.h"
#include "Room.h"

#include <durus/core/Clock.h>
#include <durus/core/Log.h>
#include <durus/core/Random.h>
#include <durus/plugin_host/EventJournal.h>
#include <durus/sqlite/Database.h>

#include <string>
#include <vector>

namespace durus::store {

/// The journal in tables journal and plugin_cursor. A plugin is known from its first unseen(); one that has
/// not asked for kForgottenAfter events (it was taken out) holds no events back any more.
class SqliteEventJournal final : public plugin_host::EventJournal {
public:
    /// Events that stay even when every known plugin has seen them, for one that has yet to ask the first
    /// time.
    static constexpr std::uint64_t kKeptEvents = 1'000;
    static constexpr std::uint64_t kForgottenAfter = 100'000;
    /// Intents that stay as history once nobody waits for them any more.
    static constexpr std::uint64_t kKeptIntents = 10'000;

    SqliteEventJournal(sqlite::Database& database, Room& room, const Clock& clock, Random& random, Log& log)
        : database_(database), room_(room), clock_(clock), random_(random), log_(log),
          bootId_(clock.bootId()) {}

    std::uint64_t append(std::span<const model::PlaybackEvent> events) override;
    std::vector<model::PlaybackEvent> unseen(std::string_view plugin, std::size_t limit) override;
    std::size_t commit(const plugin_host::Translation& translation) override;

private:
    std::uint64_t insert(std::span<const model::PlaybackEvent> events);
    /// Does it once more, if the disk is full and room was made.
    template<typename Write>
    auto withRoom(bool decision, const Write& write);
    std::vector<RecordedIntent> record(const plugin_host::Translation& translation);

    sqlite::Database& database_;
    Room& room_;
    const Clock& clock_;
    Random& random_;
    Log& log_;
    const std::string bootId_; ///< no process outlives its boot
};

} // namespace durus::store
